/** Which runs are under way, and when they are over. */
@NullMarked
package io.pitwall.engine.run;

import org.jspecify.annotations.NullMarked;
