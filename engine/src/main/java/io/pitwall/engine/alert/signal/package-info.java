/** What rules judge: metrics, and aggregates of agents, workflows, calls and the product itself. */
@NullMarked
package io.pitwall.engine.alert.signal;

import org.jspecify.annotations.NullMarked;
