package io.pitwall.lab.bench.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.ByteBuffer;

/** A span under construction, in few words. For one thread. */
final class SpanText {
  private final Span.Builder span = Span.newBuilder();

  SpanText(long trace, long id, long parent, String name, Span.SpanKind kind) {
    span.setTraceId(bytes(trace, trace)).setSpanId(bytes(id)).setName(name).setKind(kind);
    if (parent != 0) {
      span.setParentSpanId(bytes(parent));
    }
  }

  SpanText time(long startNanos, long endNanos) {
    span.setStartTimeUnixNano(startNanos).setEndTimeUnixNano(endNanos);
    return this;
  }

  SpanText put(String key, String value) {
    return put(key, AnyValue.newBuilder().setStringValue(value));
  }

  SpanText put(String key, long value) {
    return put(key, AnyValue.newBuilder().setIntValue(value));
  }

  SpanText put(String key, double value) {
    return put(key, AnyValue.newBuilder().setDoubleValue(value));
  }

  SpanText putList(String key, String only) {
    return put(
        key,
        AnyValue.newBuilder()
            .setArrayValue(
                ArrayValue.newBuilder().addValues(AnyValue.newBuilder().setStringValue(only))));
  }

  /** Lets the span fail, as SDKs record it: status, class and an exception event. */
  SpanText fail(String errorClass, String message) {
    put("error.type", errorClass);
    span.setStatus(
        Status.newBuilder().setCode(Status.StatusCode.STATUS_CODE_ERROR).setMessage(message));
    span.addEvents(
        Span.Event.newBuilder()
            .setTimeUnixNano(span.getEndTimeUnixNano())
            .setName("exception")
            .addAttributes(text("exception.type", errorClass))
            .addAttributes(text("exception.message", message)));
    return this;
  }

  Span build() {
    return span.build();
  }

  static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private SpanText put(String key, AnyValue.Builder value) {
    span.addAttributes(KeyValue.newBuilder().setKey(key).setValue(value));
    return this;
  }

  private static ByteString bytes(long... words) {
    ByteBuffer buffer = ByteBuffer.allocate(8 * words.length);
    for (long word : words) {
      buffer.putLong(word);
    }
    return ByteString.copyFrom(buffer.flip());
  }
}
