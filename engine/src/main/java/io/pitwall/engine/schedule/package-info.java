/** The loop that keeps everything going, without drift and without one step harming another. */
@NullMarked
package io.pitwall.engine.schedule;

import org.jspecify.annotations.NullMarked;
