package io.pitwall.server.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.metrics.OtlpGrpcMetricExporter;
import io.opentelemetry.exporter.otlp.trace.OtlpGrpcSpanExporter;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import io.opentelemetry.sdk.metrics.export.DefaultAggregationSelector;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.Tokens;
import io.pitwall.model.trace.TraceId;
import io.pitwall.store.api.SeriesSummary;
import io.pitwall.store.duckdb.DuckDbSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenTelemetry's own exporters send; what is in the store is what they were given. */
class OtlpExporterIT {
  private static final Resource SERVICE =
      Resource.create(
          Attributes.builder().put("service.name", "shop").put("process.pid", 7L).build());
  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("route");

  @TempDir Path folder;
  private OtlpPeer peer;

  @BeforeEach
  void start() {
    peer = new OtlpPeer(DuckDbSettings.in(folder));
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @ParameterizedTest
  @CsvSource({"grpc,none", "grpc,gzip", "http,none", "http,gzip"})
  void spansArriveAsTheyWereSent(String protocol, String compression) {
    TraceId trace;
    try (SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(SERVICE)
            .addSpanProcessor(
                BatchSpanProcessor.builder(spanExporter(protocol, compression)).build())
            .build()) {
      trace = run(provider.get("agents", "1.2"));
    }

    List<io.pitwall.model.trace.Span> spans = peer.store().spans(trace, 0, 100);
    assertThat(spans).hasSize(3);
    io.pitwall.model.trace.Span agent = spans.getFirst();
    assertThat(agent.kind()).isEqualTo(io.pitwall.model.trace.SpanKind.AGENT);
    assertThat(agent.agentType()).isEqualTo("planner");
    assertThat(agent.service()).isEqualTo("shop");
    assertThat(agent.isRoot()).isTrue();
    assertThat(agent.events())
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.name()).isEqualTo("handed over");
              assertThat(event.attributes().get("to")).isEqualTo("writer");
            });
    io.pitwall.model.trace.Span model = spans.get(1);
    assertThat(model.parentSpanId()).isEqualTo(agent.spanId());
    assertThat(model.kind()).isEqualTo(io.pitwall.model.trace.SpanKind.MODEL);
    assertThat(model.model()).isEqualTo("gpt-4o");
    assertThat(model.tokens()).isEqualTo(new Tokens(1200, 80, 0, 0));
    assertThat(model.status()).isEqualTo(SpanStatus.OK);
    assertThat(model.startNanos()).isEqualTo(START_NANOS + 1_000);
    assertThat(model.durationNanos()).isEqualTo(2_000_000_007L);
    assertThat(model.attributes().get("flags")).isEqualTo(List.of("a", "ü"));
    assertThat(model.attributes().get("ratio")).isEqualTo(0.25);
    assertThat(model.attributes().get("cached")).isEqualTo(true);
    io.pitwall.model.trace.Span tool = spans.get(2);
    assertThat(tool.status()).isEqualTo(SpanStatus.ERROR);
    assertThat(tool.statusMessage()).isEqualTo("no such file");
    assertThat(tool.errorClass()).isEqualTo("java.io.IOException");
    assertThat(tool.links()).hasSize(1);
    assertThat(tool.links().getFirst().spanId()).isEqualTo(model.spanId());
  }

  private static final long START_NANOS = (System.currentTimeMillis() - 60_000) * 1_000_000;

  private static TraceId run(Tracer tracer) {
    Span agent =
        tracer
            .spanBuilder("invoke_agent planner")
            .setStartTimestamp(START_NANOS, TimeUnit.NANOSECONDS)
            .setAttribute("gen_ai.operation.name", "invoke_agent")
            .setAttribute("gen_ai.agent.name", "planner")
            .startSpan();
    agent.addEvent("handed over", Attributes.of(AttributeKey.stringKey("to"), "writer"));
    Context inside = Context.root().with(agent);
    Span model =
        tracer
            .spanBuilder("chat gpt-4o")
            .setParent(inside)
            .setSpanKind(SpanKind.CLIENT)
            .setStartTimestamp(START_NANOS + 1_000, TimeUnit.NANOSECONDS)
            .setAttribute("gen_ai.operation.name", "chat")
            .setAttribute("gen_ai.request.model", "gpt-4o")
            .setAttribute("gen_ai.usage.input_tokens", 1200)
            .setAttribute("gen_ai.usage.output_tokens", 80)
            .setAttribute(AttributeKey.stringArrayKey("flags"), List.of("a", "ü"))
            .setAttribute("ratio", 0.25)
            .setAttribute("cached", true)
            .startSpan();
    model.setStatus(StatusCode.OK);
    model.end(START_NANOS + 1_000 + 2_000_000_007L, TimeUnit.NANOSECONDS);
    Span tool =
        tracer
            .spanBuilder("execute_tool read")
            .setParent(inside)
            .setStartTimestamp(START_NANOS + 3_000_000_000L, TimeUnit.NANOSECONDS)
            .setAttribute("gen_ai.operation.name", "execute_tool")
            .addLink(model.getSpanContext())
            .startSpan();
    tool.recordException(new java.io.IOException("no such file"));
    tool.setStatus(StatusCode.ERROR, "no such file");
    tool.end(START_NANOS + 3_500_000_000L, TimeUnit.NANOSECONDS);
    agent.end(START_NANOS + 4_000_000_000L, TimeUnit.NANOSECONDS);
    return TraceId.parse(agent.getSpanContext().getTraceId());
  }

  @ParameterizedTest
  @CsvSource({"grpc,none", "grpc,gzip", "http,none", "http,gzip"})
  void cumulativeMetricsArriveAsTheyWereSent(String protocol, String compression) {
    try (SdkMeterProvider provider =
        meters(protocol, compression, AggregationTemporalitySelector.alwaysCumulative(), false)) {
      Meter meter = provider.get("shop");
      LongCounter orders = meter.counterBuilder("orders").setUnit("{order}").build();
      meter
          .gaugeBuilder("queue.depth")
          .buildWithCallback(gauge -> gauge.record(7.5, Attributes.of(ROUTE, "inbox")));
      DoubleHistogram time =
          meter
              .histogramBuilder("task.time")
              .setUnit("s")
              .setExplicitBucketBoundariesAdvice(List.of(0.5, 1.0, 5.0))
              .build();
      orders.add(3, Attributes.of(ROUTE, "a"));
      time.record(0.3);
      provider.forceFlush().join(10, TimeUnit.SECONDS);
      orders.add(4, Attributes.of(ROUTE, "a"));
      time.record(0.7);
      time.record(3);
      provider.forceFlush().join(10, TimeUnit.SECONDS);
    }

    SeriesSummary orders = only("orders");
    assertThat(orders.series().type()).isEqualTo(MetricType.COUNTER);
    assertThat(orders.series().unit()).isEqualTo("{order}");
    assertThat(orders.series().tags())
        .as("the process stands in for the instance that is not named")
        .isEqualTo(Map.of("route", "a", "service.name", "shop", "process.pid", "7"));
    assertThat(orders.first()).isEqualTo(3);
    assertThat(orders.current()).isEqualTo(7);
    SeriesSummary depth = only("queue.depth");
    assertThat(depth.series().type()).isEqualTo(MetricType.GAUGE);
    assertThat(depth.current()).isEqualTo(7.5);
    assertThat(depth.series().tags()).containsEntry("route", "inbox");
    SeriesSummary time = only("task.time");
    assertThat(time.series().type()).isEqualTo(MetricType.TIMER);
    assertThat(time.histogram().count()).isEqualTo(3);
    assertThat(time.histogram().sum()).isCloseTo(4.0, within(1e-9));
    assertThat(time.histogram().quantile(0.5)).isBetween(0.5, 0.75);
  }

  @ParameterizedTest
  @CsvSource({"grpc,none", "http,gzip"})
  void deltaMetricsArriveAsRatesAndDistributions(String protocol, String compression)
      throws InterruptedException {
    try (SdkMeterProvider provider =
        meters(protocol, compression, AggregationTemporalitySelector.deltaPreferred(), true)) {
      Meter meter = provider.get("shop");
      LongCounter orders = meter.counterBuilder("orders").setUnit("{order}").build();
      DoubleHistogram time = meter.histogramBuilder("task.time").setUnit("ms").build();
      orders.add(1000);
      for (int i = 1; i <= 100; i++) {
        time.record(i);
      }
      // The rate of an interval needs an interval.
      Thread.sleep(Duration.ofMillis(50));
      provider.forceFlush().join(10, TimeUnit.SECONDS);
      time.record(50);
      provider.forceFlush().join(10, TimeUnit.SECONDS);
    }

    SeriesSummary orders = only("orders");
    assertThat(orders.series().type()).isEqualTo(MetricType.RATE);
    assertThat(orders.series().unit()).isEqualTo("{order}/s");
    assertThat(orders.max()).isBetween(10.0, 20_000.0);
    SeriesSummary time = only("task.time");
    assertThat(time.histogram().count()).isEqualTo(101);
    assertThat(time.histogram().sum()).isCloseTo(5100, within(1e-6));
    assertThat(time.histogram().quantile(0.95)).isCloseTo(95, within(4.0));
    assertThat(time.min()).isEqualTo(1);
    assertThat(time.max()).isEqualTo(100);
  }

  @Test
  void anExponentialHistogramCoarserThanOursIsKept() {
    try (SdkMeterProvider provider =
        meters("grpc", "none", AggregationTemporalitySelector.deltaPreferred(), true)) {
      DoubleHistogram bytes = provider.get("shop").histogramBuilder("body.size").build();
      for (int i = 0; i < 100; i++) {
        bytes.record(Math.pow(10, i % 10));
      }
      provider.forceFlush().join(10, TimeUnit.SECONDS);
    }

    SeriesSummary bytes = only("body.size");
    assertThat(bytes.histogram().count()).isEqualTo(100);
    assertThat(bytes.histogram().scale()).isLessThan(5);
    assertThat(bytes.histogram().quantile(0.55)).isCloseTo(1e5, within(1e4));
    peer.store().fold();
    assertThat(only("body.size").histogram().count()).isEqualTo(100);
  }

  private SeriesSummary only(String metric) {
    List<SeriesSummary> stored = peer.stored(metric);
    assertThat(stored).as(metric).hasSize(1);
    return stored.getFirst();
  }

  private SpanExporter spanExporter(String protocol, String compression) {
    return protocol.equals("grpc")
        ? OtlpGrpcSpanExporter.builder().setEndpoint(peer.url()).setCompression(compression).build()
        : OtlpHttpSpanExporter.builder()
            .setEndpoint(peer.url() + "/v1/traces")
            .setCompression(compression)
            .build();
  }

  private SdkMeterProvider meters(
      String protocol,
      String compression,
      AggregationTemporalitySelector temporality,
      boolean exponential) {
    DefaultAggregationSelector aggregation =
        exponential
            ? DefaultAggregationSelector.getDefault()
                .with(InstrumentType.HISTOGRAM, Aggregation.base2ExponentialBucketHistogram())
            : DefaultAggregationSelector.getDefault();
    MetricExporter exporter =
        protocol.equals("grpc")
            ? OtlpGrpcMetricExporter.builder()
                .setEndpoint(peer.url())
                .setCompression(compression)
                .setAggregationTemporalitySelector(temporality)
                .setDefaultAggregationSelector(aggregation)
                .build()
            : OtlpHttpMetricExporter.builder()
                .setEndpoint(peer.url() + "/v1/metrics")
                .setCompression(compression)
                .setAggregationTemporalitySelector(temporality)
                .setDefaultAggregationSelector(aggregation)
                .build();
    return SdkMeterProvider.builder()
        .setResource(SERVICE)
        .registerMetricReader(
            PeriodicMetricReader.builder(exporter).setInterval(Duration.ofHours(1)).build())
        .build();
  }
}
