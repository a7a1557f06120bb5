/**
 * Fleets of which everything is known: their spans are what a program sees, and what a change would
 * do to them is found by letting them run again with it.
 */
@NullMarked
package io.pitwall.lab.truth;

import org.jspecify.annotations.NullMarked;
