/** Series, their samples, and distributions of values. Nothing here knows where they are kept. */
@NullMarked
package io.pitwall.model.metric;

import org.jspecify.annotations.NullMarked;
