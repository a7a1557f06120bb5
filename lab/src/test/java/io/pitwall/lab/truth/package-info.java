/** Simulated fleets against theory, and the analysis against simulated fleets. */
@NullMarked
package io.pitwall.lab.truth;

import org.jspecify.annotations.NullMarked;
