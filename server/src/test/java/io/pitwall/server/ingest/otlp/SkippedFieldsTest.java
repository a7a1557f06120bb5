package io.pitwall.server.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.pitwall.engine.intake.RawSpan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Fields that nobody asked for are passed over to the byte, whatever their type and length. */
class SkippedFieldsTest {
  @Test
  void fieldsThatAreNotReadLeaveTheRestInPlace() {
    UnknownFieldSet strange =
        UnknownFieldSet.newBuilder()
            .addField(900, lengthDelimited(0))
            .addField(901, lengthDelimited(1))
            .addField(902, lengthDelimited(127))
            .addField(903, lengthDelimited(128))
            .addField(904, lengthDelimited(20_000))
            .addField(905, UnknownFieldSet.Field.newBuilder().addVarint(-1).build())
            .addField(906, UnknownFieldSet.Field.newBuilder().addFixed32(7).addFixed64(8).build())
            .build();
    Span span =
        Span.newBuilder()
            .setTraceId(
                ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7}))
            .setSpanId(ByteString.copyFrom(new byte[] {1, 2, 3, 4, 5, 6, 7, 8}))
            .setTraceState("vendor=value")
            .setName("chat")
            .setUnknownFields(strange)
            .build();
    ExportTraceServiceRequest request =
        ExportTraceServiceRequest.newBuilder()
            .setUnknownFields(strange)
            .addResourceSpans(
                ResourceSpans.newBuilder()
                    .setSchemaUrl("https://opentelemetry.io/schemas/1.41.0")
                    .setUnknownFields(strange)
                    .addScopeSpans(
                        ScopeSpans.newBuilder()
                            .setSchemaUrl("https://opentelemetry.io/schemas/1.41.0")
                            .setUnknownFields(strange)
                            .addSpans(span)
                            .addSpans(span.toBuilder().setName("second"))))
            .build();

    List<RawSpan> read = new ProtoTraces().read(request.toByteArray());
    assertThat(read).extracting(RawSpan::name).containsExactly("chat", "second");
    assertThat(read).extracting(RawSpan::spanId).containsOnly(0x0102030405060708L);
  }

  private static UnknownFieldSet.Field lengthDelimited(int length) {
    return UnknownFieldSet.Field.newBuilder()
        .addLengthDelimited(ByteString.copyFrom(new byte[length]))
        .build();
  }
}
