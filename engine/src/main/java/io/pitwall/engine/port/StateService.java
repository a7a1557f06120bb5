package io.pitwall.engine.port;

import io.pitwall.model.metric.Sample;

/**
 * Told the latest value of every series, for real-time access by the embedding system. Called in
 * the order of commits on one thread; must be quick. A failure is logged and counted, and loses
 * nothing.
 */
@FunctionalInterface
public interface StateService {
  void updateMetric(Sample latest);
}
