package io.pitwall.server.ingest.otlp;

import com.google.protobuf.CodedOutputStream;
import io.pitwall.engine.intake.Refusal;
import io.pitwall.server.http.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the answers of OTLP: empty where all was taken, else with {@code partial_success}. */
final class OtlpAnswers {

  /**
   * What was not taken.
   *
   * @param rejected number of spans or data points
   * @param message why, empty if all was taken
   */
  record Partial(int rejected, String message) {}

  static Partial partial(int rejected, List<Refusal> refusals) {
    return new Partial(
        rejected, refusals.stream().map(Refusal::sentence).collect(Collectors.joining("; ")));
  }

  /** Both services have the same shape: field 1 of field 1 is the count, field 2 the message. */
  static byte[] protobuf(Partial partial) {
    if (partial.rejected == 0) {
      return new byte[0];
    }
    return message(
        out ->
            out.writeByteArray(
                1,
                message(
                    inner -> {
                      inner.writeInt64(1, partial.rejected);
                      inner.writeString(2, partial.message);
                    })));
  }

  static byte[] json(Partial partial, boolean spans) {
    Map<String, Object> answer = new LinkedHashMap<>();
    if (partial.rejected > 0) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put(spans ? "rejectedSpans" : "rejectedDataPoints", Integer.toString(partial.rejected));
      told.put("errorMessage", partial.message);
      answer.put("partialSuccess", told);
    }
    return Json.bytes(answer);
  }

  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Fields fields) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      fields.write(out);
      out.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private OtlpAnswers() {}
}
