/** What goes on right now: latest values, recent operations, and the events that listeners hear. */
@NullMarked
package io.pitwall.engine.live;

import org.jspecify.annotations.NullMarked;
