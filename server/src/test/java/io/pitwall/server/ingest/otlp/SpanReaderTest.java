package io.pitwall.server.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.pitwall.engine.intake.RawSource;
import io.pitwall.engine.intake.RawSpan;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.SpanEvent;
import io.pitwall.model.trace.SpanLink;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.TraceId;
import io.pitwall.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SpanReaderTest {
  private static final long SEED = 20_261_122;
  private final SpanReader reader = new SpanReader();

  @Test
  void readsWhatTheGeneratedClassesRead() {
    for (int i = 0; i < 500; i++) {
      ExportTraceServiceRequest request = new RandomOtlp(SEED + i).traces();
      assertThat(reader.read(request.toByteArray()))
          .as("seed %d", SEED + i)
          .isEqualTo(spans(request));
    }
  }

  @Test
  void theSenderMayBeWrittenAfterItsSpans() throws Exception {
    ExportTraceServiceRequest request = new RandomOtlp(SEED).traces();
    ResourceSpans resource = request.getResourceSpans(0);
    var reordered = new java.io.ByteArrayOutputStream();
    // Two halves of one message make that message (protobuf, "Last One Wins" and merging).
    byte[] spansFirst = resource.toBuilder().clearResource().build().toByteArray();
    byte[] resourceLast =
        ResourceSpans.newBuilder().setResource(resource.getResource()).build().toByteArray();
    reordered.write(0x0a);
    writeVarint(reordered, spansFirst.length + resourceLast.length);
    reordered.writeBytes(spansFirst);
    reordered.writeBytes(resourceLast);
    var expected = ExportTraceServiceRequest.newBuilder().addResourceSpans(resource).build();
    assertThat(reader.read(reordered.toByteArray())).isEqualTo(spans(expected));
    assertThat(ExportTraceServiceRequest.parseFrom(reordered.toByteArray())).isEqualTo(expected);
  }

  private static void writeVarint(java.io.ByteArrayOutputStream out, int value) {
    int rest = value;
    while (rest > 0x7f) {
      out.write(rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  @Test
  void spansOfOneScopeShareTheirSource() {
    var scope = ScopeSpans.newBuilder().addSpans(Span.newBuilder()).addSpans(Span.newBuilder());
    byte[] bytes =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(ResourceSpans.newBuilder().addScopeSpans(scope))
            .build()
            .toByteArray();
    List<RawSpan> spans = reader.read(bytes);
    assertThat(spans.get(0).source()).isSameAs(spans.get(1).source());
  }

  @Test
  void anEmptyRequestHasNoSpans() {
    assertThat(reader.read(new byte[0])).isEmpty();
  }

  @Test
  void malformedUtf8IsReplaced() {
    byte[] bytes = named("abc").toByteArray();
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("abc");
    bytes[at + 1] = (byte) 0xff;
    assertThat(reader.read(bytes)).singleElement().satisfies(s -> assertThat(s.name()).isEqualTo("a\ufffdc"));
  }

  @Test
  void deepNestingIsRefusedBeforeItHurts() {
    AnyValue value = AnyValue.newBuilder().setIntValue(1).build();
    for (int i = 0; i < 400; i++) {
      value =
          AnyValue.newBuilder()
              .setArrayValue(io.opentelemetry.proto.common.v1.ArrayValue.newBuilder().addValues(value))
              .build();
    }
    byte[] bytes =
        ExportTraceServiceRequest.newBuilder()
            .addResourceSpans(
                ResourceSpans.newBuilder()
                    .addScopeSpans(
                        ScopeSpans.newBuilder()
                            .addSpans(
                                Span.newBuilder()
                                    .addAttributes(
                                        KeyValue.newBuilder().setKey("k").setValue(value)))))
            .build()
            .toByteArray();
    assertThatThrownBy(() -> reader.read(bytes))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("100 deep");
  }

  @Test
  void everyTruncationAndBitFlipIsReadOrRefused() {
    var random = new Random(SEED);
    for (int i = 0; i < 60; i++) {
      byte[] whole = new RandomOtlp(SEED + i).traces().toByteArray();
      for (int n = 0; n < 300 && whole.length > 0; n++) {
        byte[] broken = whole.clone();
        for (int flips = random.nextInt(3); flips >= 0; flips--) {
          broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
        }
        byte[] cut = Arrays.copyOf(broken, random.nextInt(broken.length + 1));
        try {
          reader.read(cut);
        } catch (DecodeException e) {
          assertThat(e).hasMessageStartingWith("Expected ");
        } catch (RuntimeException e) {
          throw new AssertionError("seed " + (SEED + i) + ", try " + n + ": " + Arrays.toString(cut), e);
        }
      }
    }
  }

  @Test
  void aCutInsideAMessageIsRefused() {
    byte[] whole = named("some name").toByteArray();
    for (int length = 1; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> reader.read(cut)).isInstanceOf(DecodeException.class);
    }
  }

  private static ExportTraceServiceRequest named(String name) {
    return ExportTraceServiceRequest.newBuilder()
        .addResourceSpans(
            ResourceSpans.newBuilder()
                .addScopeSpans(
                    ScopeSpans.newBuilder().addSpans(Span.newBuilder().setName(name))))
        .build();
  }

  private static List<RawSpan> spans(ExportTraceServiceRequest request) {
    var spans = new ArrayList<RawSpan>();
    for (ResourceSpans resource : request.getResourceSpansList()) {
      for (ScopeSpans scope : resource.getScopeSpansList()) {
        var source =
            new RawSource(
                attributes(resource.getResource().getAttributesList()),
                scope.getScope().getName(),
                scope.getScope().getVersion());
        scope.getSpansList().forEach(span -> spans.add(span(span, source)));
      }
    }
    return spans;
  }

  private static RawSpan span(Span span, RawSource source) {
    var events = new ArrayList<SpanEvent>();
    for (Span.Event event : span.getEventsList()) {
      events.add(
          new SpanEvent(
              event.getName(), event.getTimeUnixNano(), attributes(event.getAttributesList())));
    }
    var links = new ArrayList<SpanLink>();
    for (Span.Link link : span.getLinksList()) {
      if (link.getTraceId().size() == 16) {
        links.add(
            new SpanLink(
                new TraceId(half(link.getTraceId(), 0), half(link.getTraceId(), 1)),
                id(link.getSpanId())));
      }
    }
    return new RawSpan(
        half(span.getTraceId(), 0),
        half(span.getTraceId(), 1),
        id(span.getSpanId()),
        id(span.getParentSpanId()),
        span.getName(),
        switch (span.getKind()) {
          case SPAN_KIND_INTERNAL -> RawSpan.Role.INTERNAL;
          case SPAN_KIND_SERVER -> RawSpan.Role.SERVER;
          case SPAN_KIND_CLIENT -> RawSpan.Role.CLIENT;
          case SPAN_KIND_PRODUCER -> RawSpan.Role.PRODUCER;
          case SPAN_KIND_CONSUMER -> RawSpan.Role.CONSUMER;
          case SPAN_KIND_UNSPECIFIED, UNRECOGNIZED -> RawSpan.Role.UNSPECIFIED;
        },
        span.getStartTimeUnixNano(),
        span.getEndTimeUnixNano(),
        status(span.getStatus()),
        span.getStatus().getMessage(),
        attributes(span.getAttributesList()),
        events,
        links,
        source);
  }

  private static SpanStatus status(Status status) {
    return switch (status.getCode()) {
      case STATUS_CODE_OK -> SpanStatus.OK;
      case STATUS_CODE_ERROR -> SpanStatus.ERROR;
      case STATUS_CODE_UNSET, UNRECOGNIZED -> SpanStatus.UNSET;
    };
  }

  private static long half(ByteString id, int half) {
    return id.size() == 16 ? id.asReadOnlyByteBuffer().getLong(8 * half) : 0;
  }

  private static long id(ByteString id) {
    return id.size() == 8 ? id.asReadOnlyByteBuffer().getLong(0) : 0;
  }

  private static Attributes attributes(List<KeyValue> pairs) {
    Attributes.Builder attributes = Attributes.builder();
    for (KeyValue pair : pairs) {
      Object value = value(pair.getValue());
      if (value instanceof Map<?, ?>
          || (value instanceof List<?> list
              && list.stream().anyMatch(e -> e instanceof Map<?, ?> || e instanceof List<?>))) {
        value = new String(Json.bytes(value), StandardCharsets.UTF_8);
      }
      if (value != null) {
        attributes.put(pair.getKey(), value);
      }
    }
    return attributes.build();
  }

  private static @Nullable Object value(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case BOOL_VALUE -> value.getBoolValue();
      case INT_VALUE -> value.getIntValue();
      case DOUBLE_VALUE -> value.getDoubleValue();
      case BYTES_VALUE -> Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray());
      case ARRAY_VALUE -> {
        var list = new ArrayList<Object>();
        for (AnyValue element : value.getArrayValue().getValuesList()) {
          Object known = value(element);
          if (known != null) {
            list.add(known);
          }
        }
        yield list;
      }
      case KVLIST_VALUE -> {
        var map = new LinkedHashMap<String, Object>();
        for (KeyValue entry : value.getKvlistValue().getValuesList()) {
          Object known = value(entry.getValue());
          if (known != null) {
            map.put(entry.getKey(), known);
          }
        }
        yield map;
      }
      case VALUE_NOT_SET, STRING_VALUE_STRINDEX -> null;
    };
  }
}
