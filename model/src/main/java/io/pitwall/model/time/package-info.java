/** Time as a value and as a source: ranges, and the one clock that everything else is given. */
@NullMarked
package io.pitwall.model.time;

import org.jspecify.annotations.NullMarked;
