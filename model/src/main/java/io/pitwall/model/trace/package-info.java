/** Spans as every part of the product understands them, and the runs that they make up. */
@NullMarked
package io.pitwall.model.trace;

import org.jspecify.annotations.NullMarked;
