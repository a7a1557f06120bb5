package io.pitwall.server.ingest.otlp;

import io.pitwall.server.ingest.wire.DecodeException;
import java.util.List;
import java.util.Map;
import tools.jackson.core.io.JsonStringEncoder;

/**
 * Brings the values of OTLP to those that attributes hold: text, numbers, booleans and lists of
 * these. A map, and a list inside a list, becomes text in JSON, as OpenTelemetry does it for
 * formats without maps.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/common/#anyvalue">AnyValue for other
 *     protocols</a>
 */
final class AttributeValues {
  /** Deepest nesting of lists and maps inside a value that is followed. */
  static final int MAX_DEPTH = 32;

  /** The value as attributes hold it. */
  static Object flat(Object value) {
    return switch (value) {
      case List<?> list -> list.stream().map(AttributeValues::element).toList();
      case Map<?, ?> map -> json(map);
      default -> value;
    };
  }

  private static Object element(Object value) {
    return value instanceof List<?> || value instanceof Map<?, ?> ? json(value) : value;
  }

  private static String json(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(Object value, StringBuilder out) {
    switch (value) {
      case Map<?, ?> map -> {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.append(separator);
          quote(String.valueOf(entry.getKey()), out);
          out.append(':');
          write(entry.getValue(), out);
          separator = ",";
        }
        out.append(map.isEmpty() ? "{}" : "}");
      }
      case List<?> list -> {
        String separator = "[";
        for (Object element : list) {
          out.append(separator);
          write(element, out);
          separator = ",";
        }
        out.append(list.isEmpty() ? "[]" : "]");
      }
      case Double number when !Double.isFinite(number) -> quote(number.toString(), out);
      case Number number -> out.append(number);
      case Boolean flag -> out.append(flag.booleanValue());
      default -> quote(value.toString(), out);
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, out);
    out.append('"');
  }

  /** Refuses what is nested too deep to be followed. */
  static void requireDepth(int depth) {
    if (depth > MAX_DEPTH) {
      throw new DecodeException(
          "Expected an attribute nested at most " + MAX_DEPTH + " deep, but got more");
    }
  }

  private AttributeValues() {}
}
