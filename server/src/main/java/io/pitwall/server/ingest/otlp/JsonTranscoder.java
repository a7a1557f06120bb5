package io.pitwall.server.ingest.otlp;

import io.pitwall.server.ingest.otlp.JsonField.Shape;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Writes OTLP/JSON as protobuf, so that there is one reader of OTLP. Lenient where senders differ:
 * numbers as numbers or text, enumerations as numbers or names, ids in hexadecimal or Base64, names
 * in camel or snake case; unknown fields are ignored. Thread-safe.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding">OTLP's JSON
 *     encoding</a>
 */
final class JsonTranscoder {
  private static final int MAX_DEPTH = 300;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(16 << 20)
                  .build())
          // Some senders write doubles that are not finite as bare words.
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .build();

  private JsonTranscoder() {}

  /**
   * The protobuf form of a JSON message.
   *
   * @throws DecodeException if it is malformed or a field has the wrong type
   */
  static byte[] toProtobuf(byte[] json, Map<String, JsonField> fields) {
    var out = new ProtoWriter(json.length / 2);
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw wrong(parser, "a request", "an object");
      }
      message(parser, fields, out);
      if (parser.nextToken() != null) {
        throw wrong(parser, "the request", "nothing after it");
      }
      return out.toByteArray();
    } catch (JacksonException e) {
      String text = e.getOriginalMessage();
      throw new DecodeException(
          "Expected JSON, but it is malformed: "
              + text.lines().findFirst().orElse("")
              + place(e.getLocation()));
    }
  }

  private static String place(@Nullable TokenStreamLocation at) {
    return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
  }

  /** Writes the fields of the object whose start has just been read, up to its end. */
  private static void message(JsonParser parser, Map<String, JsonField> fields, ProtoWriter out) {
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      JsonField field = fields.get(name);
      JsonToken token = parser.nextToken();
      if (field == null) {
        parser.skipChildren();
      } else if (token == JsonToken.START_ARRAY) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          if (parser.currentToken() != JsonToken.VALUE_NULL) {
            value(parser, name, field, out);
          }
        }
      } else if (token != JsonToken.VALUE_NULL) {
        value(parser, name, field, out);
      }
    }
  }

  private static void value(JsonParser parser, String name, JsonField field, ProtoWriter out) {
    int number = field.number();
    switch (field.shape()) {
      case Shape.Text _ -> out.text(number, text(parser, name));
      case Shape.Bool _ -> out.varint(number, bool(parser, name) ? 1 : 0);
      case Shape.Float64 _ -> out.float64(number, float64(parser, name));
      case Shape.Varint _ -> out.varint(number, whole(parser, name));
      case Shape.Zigzag _ -> out.zigzag(number, whole(parser, name));
      case Shape.Fixed64 _ -> out.fixed64(number, whole(parser, name));
      case Shape.Bytes _ -> out.bytes(number, base64(parser, name, text(parser, name)));
      case Shape.Id id -> out.bytes(number, id(parser, name, id.size()));
      case Shape.Choice choice -> out.varint(number, choice(parser, name, choice.names()));
      case Shape.Message message -> {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
          throw wrong(parser, name, "an object");
        }
        int start = out.start(number);
        message(parser, message.fields().get(), out);
        out.end(start);
      }
    }
  }

  private static String text(JsonParser parser, String name) {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw wrong(parser, name, "a string");
    }
    return parser.getString();
  }

  private static boolean bool(JsonParser parser, String name) {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case null, default -> throw wrong(parser, name, "true or false");
    };
  }

  private static double float64(JsonParser parser, String name) {
    if (parser.currentToken() == JsonToken.VALUE_STRING) {
      String text = parser.getString();
      try {
        return switch (text) {
          case "Infinity", "inf", "+Inf" -> Double.POSITIVE_INFINITY;
          case "-Infinity", "-inf", "-Inf" -> Double.NEGATIVE_INFINITY;
          default -> Double.parseDouble(text);
        };
      } catch (NumberFormatException e) {
        throw wrong(parser, name, "a number");
      }
    }
    if (!parser.currentToken().isNumeric()) {
      throw wrong(parser, name, "a number");
    }
    return parser.getDoubleValue();
  }

  /** A whole number; unsigned ones above 2^63 wrap, as they do on the wire. */
  private static long whole(JsonParser parser, String name) {
    JsonToken token = parser.currentToken();
    try {
      if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_STRING) {
        String text = parser.getString();
        return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
      }
      if (token == JsonToken.VALUE_NUMBER_FLOAT) {
        return parser.getDecimalValue().longValueExact();
      }
    } catch (NumberFormatException | ArithmeticException e) {
      // told below
    }
    throw wrong(parser, name, "a whole number");
  }

  private static long choice(JsonParser parser, String name, Map<String, Integer> names) {
    Integer number =
        parser.currentToken() == JsonToken.VALUE_STRING ? names.get(parser.getString()) : null;
    return number == null ? whole(parser, name) : number;
  }

  private static byte[] id(JsonParser parser, String name, int size) {
    String text = text(parser, name);
    if (text.length() == 2 * size) {
      try {
        return HexFormat.of().parseHex(text);
      } catch (IllegalArgumentException e) {
        // perhaps Base64 of something longer, which is no id
      }
    }
    return text.isEmpty() ? new byte[0] : base64(parser, name, text);
  }

  private static byte[] base64(JsonParser parser, String name, String text) {
    try {
      return Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException e) {
      throw wrong(parser, name, "hexadecimal or Base64");
    }
  }

  private static DecodeException wrong(JsonParser parser, String name, String expected) {
    String got =
        parser.currentToken() == null
            ? "nothing"
            : parser.currentToken().isScalarValue() ? shortened(parser.getString()) : "a structure";
    return new DecodeException(
        "Expected "
            + expected
            + " as "
            + name
            + place(parser.currentTokenLocation())
            + ", but got "
            + got);
  }

  private static String shortened(@Nullable String text) {
    String known = String.valueOf(text);
    return known.length() <= 60 ? known : known.substring(0, 60) + "…";
  }
}
