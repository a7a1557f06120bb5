/** Sending against the product's own HTTP layer. */
@NullMarked
package io.pitwall.lab.send;

import org.jspecify.annotations.NullMarked;
