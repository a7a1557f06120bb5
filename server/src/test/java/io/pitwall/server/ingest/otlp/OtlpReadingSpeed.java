package io.pitwall.server.ingest.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.JsonFormat;
import com.sun.management.ThreadMXBean;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Not a test: measures processor time and allocation of reading, per span and per data point. Run
 * it with the test class path.
 */
final class OtlpReadingSpeed {
  private static final Logger LOG = LoggerFactory.getLogger(OtlpReadingSpeed.class);
  private static final int SPANS = 512;
  private static final long NOW = 1_763_000_000_000_000_000L;
  private static final int METRICS = 100;
  private static final int POINTS = 20;

  private interface Work {
    Object run() throws Exception;
  }

  public static void main(String[] arguments) throws Exception {
    byte[][] spans = new byte[16][];
    for (int i = 0; i < spans.length; i++) {
      spans[i] = spans(new Random(i), NOW).toByteArray();
    }
    byte[] points = points(0).toByteArray();
    byte[] json =
        JsonFormat.printer()
            .omittingInsignificantWhitespace()
            .print(spans(new Random(1), NOW))
            .getBytes(StandardCharsets.UTF_8);
    LOG.info("{} bytes per span, {} per point", spans[0].length / SPANS, points.length / 2000);
    ProtoTraces traces = new ProtoTraces();
    ProtoMetrics metrics = new ProtoMetrics();
    int[] turn = {0};
    measure("span", SPANS, () -> traces.read(spans[turn[0]++ % spans.length]));
    measure(
        "span, generated classes",
        SPANS,
        () -> ExportTraceServiceRequest.parseFrom(spans[turn[0]++ % spans.length]));
    measure("point", METRICS * POINTS, () -> metrics.read(points));
    measure(
        "point, generated classes",
        METRICS * POINTS,
        () -> ExportMetricsServiceRequest.parseFrom(points));
    measure("span in JSON", SPANS, () -> JsonTraces.read(json));
  }

  private static void measure(String what, int items, Work work) throws Exception {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long best = Long.MAX_VALUE;
    long bytes = 0;
    long used = 0;
    for (int round = 0; round < 12; round++) {
      long start = threads.getCurrentThreadCpuTime();
      long allocated = threads.getCurrentThreadAllocatedBytes();
      long runs = 0;
      while (threads.getCurrentThreadCpuTime() - start < 400_000_000L) {
        for (int i = 0; i < 20; i++) {
          used += System.identityHashCode(work.run()) & 1;
          runs++;
        }
      }
      best = Math.min(best, (threads.getCurrentThreadCpuTime() - start) / (runs * items));
      bytes = (threads.getCurrentThreadAllocatedBytes() - allocated) / (runs * items);
    }
    LOG.info("{}: {} ns of processor, {} bytes ({})", what, best, bytes, used & 1);
  }

  static ExportTraceServiceRequest spans(Random random, long nowNanos) {
    ScopeSpans.Builder scope =
        ScopeSpans.newBuilder().setScope(InstrumentationScope.newBuilder().setName("agents"));
    for (int i = 0; i < SPANS; i++) {
      scope.addSpans(span(random, nowNanos));
    }
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(ResourceSpans.newBuilder().setResource(resource()).addScopeSpans(scope))
        .build();
  }

  private static Span span(Random random, long nowNanos) {
    return Span.newBuilder()
        .setTraceId(id(random, 16))
        .setSpanId(id(random, 8))
        .setParentSpanId(id(random, 8))
        .setName("chat gpt-4o")
        .setKind(Span.SpanKind.SPAN_KIND_CLIENT)
        .setStartTimeUnixNano(nowNanos + random.nextInt())
        .setEndTimeUnixNano(nowNanos + 5_000_000_000L + random.nextInt())
        .addAttributes(text("gen_ai.operation.name", "chat"))
        .addAttributes(text("gen_ai.provider.name", "openai"))
        .addAttributes(text("gen_ai.request.model", "gpt-4o-2024-08-06"))
        .addAttributes(text("gen_ai.agent.name", "researcher-" + random.nextInt(50)))
        .addAttributes(text("gen_ai.conversation.id", Long.toHexString(random.nextLong())))
        .addAttributes(number("gen_ai.usage.input_tokens", random.nextInt(20_000)))
        .addAttributes(number("gen_ai.usage.output_tokens", random.nextInt(2_000)))
        .addAttributes(number("gen_ai.usage.cache_read.input_tokens", random.nextInt(10_000)))
        .addAttributes(text("server.address", "api.openai.com"))
        .addAttributes(number("server.port", 443))
        .addAttributes(
            text("gen_ai.response.id", "chatcmpl-" + Long.toHexString(random.nextLong())))
        .addAttributes(
            KeyValue.newBuilder()
                .setKey("gen_ai.request.temperature")
                .setValue(AnyValue.newBuilder().setDoubleValue(0.7)))
        .build();
  }

  static ExportMetricsServiceRequest points(long later) {
    ScopeMetrics.Builder scope = ScopeMetrics.newBuilder();
    for (int m = 0; m < METRICS; m++) {
      Sum.Builder sum =
          Sum.newBuilder()
              .setIsMonotonic(true)
              .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE);
      for (int p = 0; p < POINTS; p++) {
        sum.addDataPoints(
            NumberDataPoint.newBuilder()
                .setStartTimeUnixNano(1_763_000_000_000_000_000L)
                .setTimeUnixNano(1_763_000_005_000_000_000L + later)
                .setAsInt(m * 1000L + p + later)
                .addAttributes(text("agent.id", "researcher-" + p))
                .addAttributes(text("gen_ai.request.model", "gpt-4o-2024-08-06"))
                .addAttributes(text("workflow", "answer-question"))
                .addAttributes(text("status", p % 2 == 0 ? "ok" : "error")));
      }
      scope.addMetrics(Metric.newBuilder().setName("agent.metric." + m).setUnit("1").setSum(sum));
    }
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder().setResource(resource()).addScopeMetrics(scope))
        .build();
  }

  private static Resource resource() {
    return Resource.newBuilder()
        .addAttributes(text("service.name", "fleet"))
        .addAttributes(text("service.version", "1.4.2"))
        .addAttributes(text("host.name", "node-17"))
        .addAttributes(text("telemetry.sdk.language", "java"))
        .addAttributes(text("telemetry.sdk.name", "opentelemetry"))
        .addAttributes(text("telemetry.sdk.version", "1.67.0"))
        .addAttributes(number("process.pid", 4711))
        .build();
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static KeyValue number(String key, long value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setIntValue(value))
        .build();
  }

  private static ByteString id(Random random, int length) {
    byte[] id = new byte[length];
    random.nextBytes(id);
    return ByteString.copyFrom(id);
  }

  private OtlpReadingSpeed() {}
}
