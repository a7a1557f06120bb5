package io.pitwall.server.ingest.otlp;

import io.pitwall.engine.intake.RawSeries;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.trace.Attributes;

/**
 * What all data points of a metric share.
 *
 * @param identity attributes of the sender that tell its series from those of others
 * @param name as sent
 * @param unit as sent
 * @param description as sent
 */
record MetricHead(Attributes identity, String name, String unit, String description) {

  /** The metric with the unit and type in which its values are kept. */
  SeriesCache.Metric of(String keptUnit, MetricType type, SeriesCache cache) {
    return cache.metric(identity, name, keptUnit, type, description);
  }

  /** A series of the metric, or of one that it brings along. */
  RawSeries series(String suffix, Attributes own, MetricType type, String keptUnit) {
    return SeriesNames.series(name + suffix, own, identity, type, keptUnit, description);
  }
}
