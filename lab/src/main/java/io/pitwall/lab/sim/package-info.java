/**
 * A seeded discrete-event engine: time, events, distributions, pools with queues, arrivals. It
 * knows nothing of agents.
 */
@NullMarked
package io.pitwall.lab.sim;

import org.jspecify.annotations.NullMarked;
