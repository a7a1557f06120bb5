/** How many slots a pool needs. */
@NullMarked
package io.pitwall.analysis.capacity;

import org.jspecify.annotations.NullMarked;
