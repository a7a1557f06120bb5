package io.pitwall.lab.bench.client;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** OpenTelemetry's SDK in the midst of a run, with the attributes that ours sends. */
@State(Scope.Benchmark)
public class WithOpenTelemetry {
  private static final AttributeKey<String> OPERATION =
      AttributeKey.stringKey("gen_ai.operation.name");
  private static final AttributeKey<String> WORKFLOW =
      AttributeKey.stringKey("gen_ai.workflow.name");
  private static final AttributeKey<String> AGENT = AttributeKey.stringKey("gen_ai.agent.name");
  private static final AttributeKey<String> AGENT_ID = AttributeKey.stringKey("gen_ai.agent.id");
  private static final AttributeKey<String> MODEL = AttributeKey.stringKey("gen_ai.request.model");
  private static final AttributeKey<Long> INPUT = AttributeKey.longKey("gen_ai.usage.input_tokens");
  private static final AttributeKey<Long> OUTPUT =
      AttributeKey.longKey("gen_ai.usage.output_tokens");
  private static final AttributeKey<Double> COST = AttributeKey.doubleKey("gen_ai.usage.cost");

  private final Sink sink = new Sink();
  private final SdkTracerProvider provider =
      SdkTracerProvider.builder()
          .setResource(
              Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "bench")))
          .addSpanProcessor(
              BatchSpanProcessor.builder(
                      OtlpHttpSpanExporter.builder()
                          .setEndpoint(sink.url() + "/v1/traces")
                          .setCompression("gzip")
                          .build())
                  .setMaxQueueSize(Recording.QUEUE)
                  .setScheduleDelay(Duration.ofSeconds(1))
                  .build())
          .build();
  private final Tracer tracer = provider.get("bench");
  private final Context agent =
      Context.root().with(tracer.spanBuilder("invoke_agent extractor").startSpan());

  void record(int tokens) {
    Span call =
        tracer
            .spanBuilder("chat claude-sonnet-4-5")
            .setParent(agent)
            .setSpanKind(SpanKind.CLIENT)
            .setAttribute(OPERATION, "chat")
            .setAttribute(WORKFLOW, "invoice-flow")
            .setAttribute(AGENT, "extractor")
            .setAttribute(AGENT_ID, "extractor-3")
            .setAttribute(MODEL, "claude-sonnet-4-5")
            .startSpan();
    call.setAttribute(INPUT, (long) tokens);
    call.setAttribute(OUTPUT, 200L);
    call.setAttribute(COST, 0.0125);
    call.end();
  }

  /** Sends the last burst. */
  @Setup(Level.Invocation)
  public void flush() {
    provider.forceFlush().join(10, TimeUnit.SECONDS);
  }

  /** Ends it. */
  @TearDown
  public void close() {
    provider.close();
    sink.close();
  }
}
