package io.pitwall.engine.port;

import io.pitwall.model.metric.Sample;

/**
 * Told of every value of one metric, after it is stored. Hooks run on a thread of their own, in
 * order; one that throws breaks neither the recording nor the others.
 */
@FunctionalInterface
public interface PerformanceHook {
  void recorded(Sample sample);
}
