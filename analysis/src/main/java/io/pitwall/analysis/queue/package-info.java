/** The theory of queues: how long work waits for a slot. */
@NullMarked
package io.pitwall.analysis.queue;

import org.jspecify.annotations.NullMarked;
