package io.pitwall.lab.bench.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.pitwall.lab.bench.grpc.GrpcMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TraceTemplateTest {
  private static final long NOW = 1_800_000_000_000_000_000L;
  private final Ids ids = new Ids(42);
  private final List<TraceTemplate> templates = SpanTraffic.templates(1, 300, 500);

  @Test
  void aRequestLooksLikeAFleet() {
    Set<String> agents = new HashSet<>();
    for (TraceTemplate template : templates) {
      List<Span> spans = spans(template);
      assertThat(spans).hasSize(template.spans()).hasSizeBetween(500, 550);
      Map<ByteString, List<Span>> traces =
          spans.stream().collect(Collectors.groupingBy(Span::getTraceId));
      assertThat(traces).hasSize(template.traces());
      assertThat(traces.values())
          .allSatisfy(
              trace -> {
                assertThat(trace).hasSizeBetween(15, 50);
                assertThat(trace).filteredOn(s -> s.getParentSpanId().isEmpty()).hasSize(1);
              });
      assertThat(spans.stream().mapToInt(Span::getAttributesCount).average().orElseThrow())
          .isBetween(10.0, 14.0);
      spans.stream()
          .filter(span -> text(span, "gen_ai.operation.name").equals("invoke_agent"))
          .forEach(span -> agents.add(text(span, "gen_ai.agent.id")));
    }
    assertThat(agents).as("every agent has its turn").hasSize(300);
  }

  @Test
  void newIdsHoldTogether() {
    TraceTemplate template = templates.getFirst();
    template.patch(ids, 1_000, NOW);
    List<Span> spans = spans(template);

    Set<ByteString> spanIds = spans.stream().map(Span::getSpanId).collect(Collectors.toSet());
    assertThat(spanIds).hasSize(spans.size());
    assertThat(spans)
        .allSatisfy(
            span -> {
              if (!span.getParentSpanId().isEmpty()) {
                assertThat(spanIds).contains(span.getParentSpanId());
              }
            });
    List<String> traceIds = spans.stream().map(span -> hex(span.getTraceId())).distinct().toList();
    for (int trace = 0; trace < template.traces(); trace++) {
      String id = ids.traceHex(1_000 + trace);
      assertThat(traceIds).contains(id);
      assertThat(spans)
          .filteredOn(span -> hex(span.getTraceId()).equals(id))
          .hasSize(template.spansOf(trace));
    }
  }

  @Test
  void eachPatchMakesOtherSpansAndNothingElse() {
    TraceTemplate template = templates.getFirst();
    template.patch(ids, 0, NOW);
    List<Span> first = spans(template);
    template.patch(ids, template.traces(), NOW);
    List<Span> second = spans(template);

    assertThat(second).extracting(Span::getSpanId).doesNotContainAnyElementsOf(idsOf(first));
    assertThat(second)
        .extracting(Span::getTraceId)
        .doesNotContainAnyElementsOf(first.stream().map(Span::getTraceId).toList());
    assertThat(second).extracting(Span::getName).isEqualTo(names(first));
    assertThat(second)
        .extracting(Span::getStartTimeUnixNano)
        .isEqualTo(first.stream().map(Span::getStartTimeUnixNano).toList());

    template.patch(ids, 0, NOW);
    assertThat(spans(template)).as("the same numbers give the same spans").isEqualTo(first);
  }

  @Test
  void timesMoveTogether() {
    TraceTemplate template = templates.getFirst();
    List<Span> before = spans(template);
    template.patch(ids, 0, NOW);
    List<Span> after = spans(template);

    long end = after.stream().mapToLong(Span::getEndTimeUnixNano).max().orElseThrow();
    assertThat(end).isEqualTo(NOW);
    long shift = after.getFirst().getStartTimeUnixNano() - before.getFirst().getStartTimeUnixNano();
    for (int i = 0; i < after.size(); i++) {
      Span was = before.get(i);
      Span is = after.get(i);
      assertThat(is.getStartTimeUnixNano() - was.getStartTimeUnixNano()).isEqualTo(shift);
      assertThat(is.getEndTimeUnixNano() - was.getEndTimeUnixNano()).isEqualTo(shift);
      assertThat(is.getEventsList())
          .allSatisfy(e -> assertThat(e.getTimeUnixNano()).isEqualTo(is.getEndTimeUnixNano()));
    }
    assertThat(after).anySatisfy(span -> assertThat(span.getEventsList()).isNotEmpty());
  }

  @Test
  void whatIsUniqueInRealityIsUnique() {
    TraceTemplate template = templates.getFirst();
    template.patch(ids, 7, NOW);
    List<Span> spans = spans(template);

    List<String> answers = texts(spans, "gen_ai.response.id");
    assertThat(answers).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    assertThat(answers).noneMatch(text -> text.endsWith(TraceTemplate.UNIQUE));
    assertThat(texts(spans, "gen_ai.tool.call.id")).isNotEmpty().doesNotHaveDuplicates();
    assertThat(new HashSet<>(texts(spans, "gen_ai.conversation.id")))
        .as("one conversation a trace")
        .hasSize(template.traces());
  }

  private static List<Span> spans(TraceTemplate template) {
    try {
      byte[] framed = template.framed();
      assertThat(ByteBuffer.wrap(framed, 1, 4).getInt())
          .isEqualTo(framed.length - GrpcMessage.PREFIX_BYTES);
      var request =
          ExportTraceServiceRequest.parseFrom(
              ByteBuffer.wrap(framed, GrpcMessage.PREFIX_BYTES, framed.length - 5));
      List<Span> spans = new ArrayList<>();
      request
          .getResourceSpansList()
          .forEach(r -> r.getScopeSpansList().forEach(s -> spans.addAll(s.getSpansList())));
      return spans;
    } catch (com.google.protobuf.InvalidProtocolBufferException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<ByteString> idsOf(List<Span> spans) {
    return spans.stream().map(Span::getSpanId).toList();
  }

  private static List<String> names(List<Span> spans) {
    return spans.stream().map(Span::getName).toList();
  }

  private static List<String> texts(List<Span> spans, String key) {
    return spans.stream().map(span -> text(span, key)).filter(t -> !t.isEmpty()).toList();
  }

  private static String text(Span span, String key) {
    return span.getAttributesList().stream()
        .filter(attribute -> attribute.getKey().equals(key))
        .map(KeyValue::getValue)
        .map(value -> value.getStringValue())
        .findFirst()
        .orElse("");
  }

  private static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }
}
