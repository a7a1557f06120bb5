/**
 * Sends requests as fast as they are taken, or at a set pace, and keeps count of what came back.
 */
@NullMarked
package io.pitwall.lab.bench.load;

import org.jspecify.annotations.NullMarked;
