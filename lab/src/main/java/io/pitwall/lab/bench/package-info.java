/**
 * Measurements of a server in a process of its own: throughput, latency, footprint, and what
 * survives a kill. Reported as medians with the machine they were taken on; never asserted.
 */
@NullMarked
package io.pitwall.lab.bench;

import org.jspecify.annotations.NullMarked;
