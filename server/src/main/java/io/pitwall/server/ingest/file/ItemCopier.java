package io.pitwall.server.ingest.file;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Copies a span or metric as it stands, but for two things: ids in base64, which protobuf's own
 * JSON mapping writes, become hexadecimal as OTLP wants them, and times are moved. Remembers on the
 * way what the import has to know. In OTLP/JSON a field's name always belongs to the schema
 * (attribute names are values), so fields are recognised at any depth. Not thread-safe.
 */
final class ItemCopier {
  private static final List<String> TIME_FIELDS =
      List.of("imeUnixNano", "time_unix_nano"); // timeUnixNano, startTimeUnixNano, ...
  private static final int TRACE_BASE64 = 24;
  private static final int SPAN_BASE64 = 12;

  private final JsonFactory json;
  private final long shiftNanos;
  private long traceHash;
  private long latestNanos;
  private int points;

  ItemCopier(JsonFactory json, long shiftNanos) {
    this.json = json;
    this.shiftNanos = shiftNanos;
  }

  /** The value at which the parser stands, which it then has left behind. */
  byte[] copy(JsonParser parser) {
    traceHash = 0;
    latestNanos = 0;
    points = 0;
    ByteArrayOutputStream out = new ByteArrayOutputStream(1_024);
    try (JsonGenerator copy = json.createGenerator(ObjectWriteContext.empty(), out)) {
      int depth = 0;
      int pointsDepth = -1;
      for (JsonToken token = parser.currentToken(); ; token = parser.nextToken()) {
        if (token == JsonToken.START_OBJECT && depth == pointsDepth) {
          points++;
        }
        switch (token) {
          case START_OBJECT, START_ARRAY -> depth++;
          case END_OBJECT, END_ARRAY -> depth--;
          default -> {}
        }
        if (depth < pointsDepth) {
          pointsDepth = -1;
        }
        if (token == JsonToken.START_ARRAY && isPoints(parser.currentName())) {
          pointsDepth = depth;
        }
        if (!rewritten(parser, token, copy, depth)) {
          copy.copyCurrentEvent(parser);
        }
        if (depth == 0) {
          return finish(copy, out);
        }
      }
    }
  }

  /** 64 bits of the copied span's trace id, 0 if it has none. */
  long traceHash() {
    return traceHash;
  }

  /** The latest time in what was copied, as written; 0 if there is none. */
  long latestNanos() {
    return latestNanos;
  }

  /** Data points in what was copied. */
  int points() {
    return points;
  }

  private static byte[] finish(JsonGenerator copy, ByteArrayOutputStream out) {
    copy.flush();
    return out.toByteArray();
  }

  private boolean rewritten(JsonParser parser, JsonToken token, JsonGenerator copy, int depth) {
    boolean plain = token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT;
    String name = plain ? parser.currentName() : null;
    return switch (name) {
      case "traceId", "trace_id" -> {
        String hex = hex(parser.getString(), TRACE_BASE64);
        if (depth == 1) {
          traceHash = hash(hex);
        }
        copy.writeString(hex);
        yield true;
      }
      case "spanId", "span_id", "parentSpanId", "parent_span_id" -> {
        copy.writeString(hex(parser.getString(), SPAN_BASE64));
        yield true;
      }
      case null -> false;
      default -> TIME_FIELDS.stream().anyMatch(name::endsWith) && moved(parser.getString(), copy);
    };
  }

  private boolean moved(String text, JsonGenerator copy) {
    try {
      long nanos = Long.parseUnsignedLong(text);
      if (nanos != 0) {
        nanos += shiftNanos;
      }
      latestNanos = Math.max(latestNanos, nanos);
      copy.writeString(Long.toUnsignedString(nanos));
      return true;
    } catch (NumberFormatException notATime) {
      return false; // the server says what is wrong with it
    }
  }

  private static boolean isPoints(@Nullable String name) {
    return "dataPoints".equals(name) || "data_points".equals(name);
  }

  private static String hex(String id, int base64Length) {
    if (id.length() != base64Length) {
      return id;
    }
    try {
      return HexFormat.of().formatHex(Base64.getDecoder().decode(id));
    } catch (IllegalArgumentException notBase64) {
      return id;
    }
  }

  private static long hash(String hexTraceId) {
    try {
      long high = HexFormat.fromHexDigitsToLong(hexTraceId, 0, 16);
      long low = HexFormat.fromHexDigitsToLong(hexTraceId, 16, 32);
      // The finisher of splitmix64: ids that count upwards spread over the table as well.
      long mixed = (high * 0x9e3779b97f4a7c15L) ^ low;
      mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
      mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
      return mixed ^ (mixed >>> 31);
    } catch (IllegalArgumentException | IndexOutOfBoundsException notAnId) {
      return 0;
    }
  }
}
