/** What an embedding system can put in place of the product's own services. */
@NullMarked
package io.pitwall.engine.port;

import org.jspecify.annotations.NullMarked;
