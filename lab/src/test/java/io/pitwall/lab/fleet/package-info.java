/** The fleet simulation: repeatable, and as sick as it says. */
@NullMarked
package io.pitwall.lab.fleet;

import org.jspecify.annotations.NullMarked;
