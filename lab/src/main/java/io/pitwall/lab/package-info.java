/** The command line of the lab: the demo and the benchmarks. Never published. */
@NullMarked
package io.pitwall.lab;

import org.jspecify.annotations.NullMarked;
