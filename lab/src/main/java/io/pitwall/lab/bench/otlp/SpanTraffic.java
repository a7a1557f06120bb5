package io.pitwall.lab.bench.otlp;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Requests full of traces of a fleet. */
public final class SpanTraffic {
  /** What OpenTelemetry's batch processor sends at once by default, nearly. */
  public static final int SPANS_PER_REQUEST = 500;

  private static final int FEWEST_TEMPLATES = 4;

  /**
   * Templates in which every agent of a fleet occurs; whole traces, so about as many spans as
   * wanted.
   *
   * @param seed the same seed makes the same templates
   * @param agents size of the fleet
   * @param spansPerRequest spans to a request, about
   */
  public static List<TraceTemplate> templates(long seed, int agents, int spansPerRequest) {
    var maker = new TraceMaker(seed, agents);
    List<TraceTemplate> templates = new ArrayList<>();
    int agentSpans = 0;
    int run = 0;
    while (templates.size() < FEWEST_TEMPLATES || agentSpans < agents) {
      Map<String, List<Span>> byService = new TreeMap<>();
      int spans = 0;
      while (spans < spansPerRequest) {
        List<Span> trace = maker.make(run);
        spans += trace.size();
        agentSpans += (int) trace.stream().filter(SpanTraffic::isAgent).count();
        String service = TraceMaker.WORKFLOWS.get(run++ % TraceMaker.WORKFLOWS.size());
        byService.computeIfAbsent(service, none -> new ArrayList<>()).addAll(trace);
      }
      templates.add(new TraceTemplate(request(byService)));
    }
    return List.copyOf(templates);
  }

  /** A request of a single run. */
  public static TraceTemplate single(long seed) {
    List<Span> trace = new TraceMaker(seed, 8).make(0);
    return new TraceTemplate(request(Map.of(TraceMaker.WORKFLOWS.getFirst(), trace)));
  }

  private static boolean isAgent(Span span) {
    return span.getName().startsWith("invoke_agent");
  }

  private static ExportTraceServiceRequest request(Map<String, List<Span>> byService) {
    var request = ExportTraceServiceRequest.newBuilder();
    byService.forEach(
        (service, spans) ->
            request.addResourceSpans(
                ResourceSpans.newBuilder()
                    .setResource(resource(service))
                    .addScopeSpans(
                        ScopeSpans.newBuilder()
                            .setScope(
                                InstrumentationScope.newBuilder()
                                    .setName("fleet.instrumentation")
                                    .setVersion("0.62.1"))
                            .addAllSpans(spans))));
    return request.build();
  }

  private static Resource resource(String service) {
    return Resource.newBuilder()
        .addAttributes(SpanText.text("service.name", service))
        .addAttributes(SpanText.text("service.version", "3.9.2"))
        .addAttributes(SpanText.text("service.instance.id", service + "-7f6c4d9b8-x2k4p"))
        .addAttributes(SpanText.text("deployment.environment.name", "production"))
        .addAttributes(SpanText.text("host.name", "node-17"))
        .addAttributes(SpanText.text("telemetry.sdk.language", "python"))
        .addAttributes(SpanText.text("telemetry.sdk.name", "opentelemetry"))
        .addAttributes(SpanText.text("telemetry.sdk.version", "1.41.0"))
        .build();
  }

  private SpanTraffic() {}
}
