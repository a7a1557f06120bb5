package io.pitwall.server.api;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.intake.IntakeResult;
import io.pitwall.engine.intake.RawBatch;
import io.pitwall.engine.intake.RawNumber;
import io.pitwall.engine.intake.RawSeries;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.time.Clock;
import io.pitwall.model.trace.Attributes;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code POST /metrics}: values of metrics, one or many, all or none. */
final class RecordMetrics implements Resource {
  private static final String TYPES =
      Arrays.stream(MetricType.values())
          .map(MetricType::wireName)
          .collect(Collectors.joining(", ", "one of ", ""));

  private final PerformanceEngine engine;
  private final Clock clock;

  RecordMetrics(PerformanceEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** One value of one metric. */
  record Metric(
      @Nullable String name,
      @Nullable Double value,
      @Nullable String metricType,
      @Nullable Map<String, @Nullable String> tags,
      @Nullable String unit,
      @Nullable String description,
      @Nullable Object timestamp) {}

  /** One metric, as the original sends it, or many. */
  record Body(
      @Nullable String name,
      @Nullable Double value,
      @Nullable String metricType,
      @Nullable Map<String, @Nullable String> tags,
      @Nullable String unit,
      @Nullable String description,
      @Nullable Object timestamp,
      @Nullable List<@Nullable Metric> metrics) {
    Metric single() {
      return new Metric(name, value, metricType, tags, unit, description, timestamp);
    }
  }

  private static final Metric NOTHING = new Metric(null, null, null, null, null, null, null);

  @Override
  public List<Route> routes() {
    return List.of(
        Route.post(
            "/api/performance/metrics",
            Access.INGEST,
            request -> Refusals.counted(engine.intake().refusals(), () -> record(request))));
  }

  private Response record(Request request) {
    Body body = request.json(Body.class);
    Checks checks = new Checks();
    long now = clock.nowMicros();
    List<RawNumber> numbers = new ArrayList<>();
    List<@Nullable Metric> metrics = body.metrics;
    if (metrics == null) {
      numbers.add(read(body.single(), "", checks, now));
    } else {
      if (!body.single().equals(NOTHING)) {
        checks.wrong("metrics", "either one metric or a list of them", "both");
      }
      for (int i = 0; i < metrics.size(); i++) {
        Metric metric = metrics.get(i);
        if (metric == null) {
          checks.wrong("metrics[" + i + "]", "a metric", null);
        } else {
          numbers.add(read(metric, "metrics[" + i + "].", checks, now));
        }
      }
    }
    checks.throwIfAny();
    IntakeResult result =
        Refusals.awaited(
            field -> metrics == null ? field.replace("metrics[0].", "") : field,
            () -> engine.intake().acceptWhole(RawBatch.ofMetrics(numbers, List.of())));
    return Answer.success()
        .with(
            "message",
            metrics == null ? "Metric recorded successfully" : "Metrics recorded successfully")
        .with("recorded", result.storedPoints())
        .response();
  }

  private static RawNumber read(Metric metric, String path, Checks checks, long now) {
    String name = checks.text(path + "name", metric.name, "the name of a metric");
    Double value = metric.value;
    if (value == null) {
      checks.wrong(path + "value", "a finite number", null);
    }
    String typeName = metric.metricType;
    Optional<MetricType> type =
        typeName == null ? Optional.empty() : MetricType.ofWireName(typeName);
    if (type.isEmpty()) {
      checks.wrong(path + "metric_type", TYPES, typeName);
    }
    Attributes.Builder tags = Attributes.builder();
    if (metric.tags != null) {
      metric.tags.forEach(
          (tag, text) -> {
            if (text == null) {
              checks.wrong(path + "tags." + tag, "a text", null);
            } else {
              tags.put(tag, text);
            }
          });
    }
    RawSeries series =
        new RawSeries(
            name,
            tags.build(),
            type.orElse(MetricType.GAUGE),
            metric.unit == null ? "" : metric.unit,
            metric.description == null ? "" : metric.description);
    return RawNumber.of(
        series, checks.time(path + "timestamp", metric.timestamp, now), value == null ? 0 : value);
  }
}
