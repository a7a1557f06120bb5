package io.pitwall.server.http;

import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * JSON as the interface speaks it: snake_case, RFC 3339 times, {@code null} for numbers that are
 * not finite; in requests unknown and repeated fields, coercions and trailing text are faults.
 * Thread-safe.
 */
public final class Json {

  /** Deepest nesting read from a request. */
  static final int MAX_DEPTH = 64;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(1 << 20)
                          .maxNumberLength(64)
                          .build())
                  .build())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .addModule(
              new SimpleModule("finite numbers")
                  .addSerializer(Double.class, new FiniteOrNull<>(Double.class))
                  .addSerializer(double.class, new FiniteOrNull<>(Double.class)))
          .build();

  private Json() {}

  /** Writes a value. */
  public static byte[] bytes(Object value) {
    return MAPPER.writeValueAsBytes(value);
  }

  /**
   * Reads a request body.
   *
   * @throws ProblemException 400 if it is not JSON, 422 with the field's path if it is another JSON
   */
  public static <T> T read(byte[] body, Class<T> type) {
    try {
      T value = MAPPER.readValue(body, type);
      if (value == null) {
        throw new ProblemException(Problem.unprocessable("$", "an object", "null"));
      }
      return value;
    } catch (UnrecognizedPropertyException e) {
      String known =
          e.getKnownPropertyIds() == null
              ? "nothing"
              : e.getKnownPropertyIds().stream()
                  .map(Object::toString)
                  .sorted()
                  .collect(Collectors.joining(", "));
      throw new ProblemException(
          Problem.unprocessable(path(e), "one of " + known, "an unknown field"));
    } catch (InvalidFormatException e) {
      throw new ProblemException(
          Problem.unprocessable(
              path(e), typeName(e.getTargetType()), String.valueOf(e.getValue())));
    } catch (MismatchedInputException e) {
      throw new ProblemException(
          Problem.unprocessable(path(e), typeName(e.getTargetType()), got(e)));
    } catch (StreamConstraintsException e) {
      throw new ProblemException(
          Problem.badRequest("The JSON is too deep or too long: " + brief(e)));
    } catch (StreamReadException e) {
      throw new ProblemException(
          Problem.badRequest("Expected JSON, but it is malformed: " + brief(e)));
    } catch (DatabindException e) {
      throw new ProblemException(Problem.unprocessable(path(e), "a valid value", brief(e)));
    } catch (JacksonException e) {
      throw new ProblemException(Problem.badRequest("Expected JSON, but got " + brief(e)));
    }
  }

  private static String brief(JacksonException e) {
    String text = e.getOriginalMessage();
    String where =
        e.getLocation() == null || e.getLocation().getLineNr() < 1
            ? ""
            : " (line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr()
                + ")";
    int firstLine = text.indexOf('\n');
    return (firstLine < 0 ? text : text.substring(0, firstLine)) + where;
  }

  private static String got(MismatchedInputException e) {
    JsonToken token = e.getCurrentToken();
    if (token == null) {
      return "nothing";
    }
    return switch (token) {
      case VALUE_NULL -> "null";
      case START_OBJECT, END_OBJECT, PROPERTY_NAME -> "an object";
      case START_ARRAY, END_ARRAY -> "an array";
      case VALUE_STRING -> "a string";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
      case VALUE_TRUE, VALUE_FALSE -> "a boolean";
      case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> brief(e);
    };
  }

  private static String typeName(@org.jspecify.annotations.Nullable Class<?> type) {
    if (type == null) {
      return "another value";
    } else if (type.isEnum()) {
      return java.util.Arrays.stream(type.getEnumConstants())
          .map(Object::toString)
          .collect(Collectors.joining(", ", "one of ", ""));
    } else if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    } else if (type == String.class) {
      return "a string";
    } else if (type == java.time.Instant.class) {
      return "a time like 2026-01-31T12:00:00Z";
    } else if (type == int.class
        || type == long.class
        || type == Integer.class
        || type == Long.class) {
      return "a whole number";
    } else if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a number";
    } else if (Iterable.class.isAssignableFrom(type) || type.isArray()) {
      return "an array";
    }
    return "an object";
  }

  /** Path of the fault in our notation, {@code $} for the body itself. */
  private static String path(JacksonException e) {
    var path = new StringBuilder();
    for (JacksonException.Reference step : e.getPath()) {
      if (step.getPropertyName() != null) {
        path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
      } else {
        path.append('[').append(step.getIndex()).append(']');
      }
    }
    return path.isEmpty() ? "$" : path.toString();
  }

  /** JSON knows no NaN and no infinity; {@code null} is what charts take for a gap. */
  private static final class FiniteOrNull<T extends Double> extends StdSerializer<T> {
    FiniteOrNull(Class<T> type) {
      super(type);
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializationContext context) {
      if (value.isNaN() || value.isInfinite()) {
        out.writeNull();
      } else {
        out.writeNumber(value.doubleValue());
      }
    }
  }
}
