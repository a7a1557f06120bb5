/** The engine against queueing theory. */
@NullMarked
package io.pitwall.lab.sim;

import org.jspecify.annotations.NullMarked;
