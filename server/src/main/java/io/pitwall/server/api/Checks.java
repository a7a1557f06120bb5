package io.pitwall.server.api;

import io.pitwall.server.http.FieldError;
import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what is wrong with the fields of a request, so that the caller learns of all of it at
 * once. A reading method that finds something wrong answers with a harmless value. Not thread-safe.
 */
final class Checks {
  private static final int MOST_ERRORS = 20;

  private final List<FieldError> errors = new ArrayList<>();

  void wrong(String field, String expected, @Nullable Object got) {
    if (errors.size() < MOST_ERRORS) {
      errors.add(new FieldError(field, expected, got == null ? "nothing" : got.toString()));
    }
  }

  /** Text that must be there. */
  String text(String field, @Nullable String value, String expected) {
    if (value == null || value.isBlank()) {
      wrong(field, expected, value == null ? null : "an empty one");
      return "?";
    }
    return value;
  }

  /** Text that may be missing or empty, which is the same. */
  @Nullable String shortText(String field, @Nullable String value, int longest) {
    if (value == null || value.isBlank()) {
      return null;
    }
    if (value.length() > longest) {
      wrong(
          field,
          "at most " + longest + " characters (limits.max-name-length)",
          value.length() + " characters");
      return null;
    }
    return value;
  }

  /** A finite number within bounds that must be there. */
  double number(String field, @Nullable Double value, double least, double most) {
    if (value == null || !(value >= least && value <= most)) {
      wrong(field, "a number from " + plain(least) + " to " + plain(most), value);
      return least;
    }
    return value;
  }

  /** A finite number within bounds, or the value for one that is missing. */
  double number(String field, @Nullable Double value, double least, double most, double otherwise) {
    return value == null ? otherwise : number(field, value, least, most);
  }

  /** A time in microseconds since the epoch; the present if it is missing. */
  long time(String field, @Nullable Object value, long nowMicros) {
    if (value == null) {
      return nowMicros;
    }
    OptionalLong micros = Times.read(value);
    if (micros.isEmpty()) {
      wrong(
          field,
          "a time with its zone like 2026-01-31T12:00:00Z, or milliseconds since 1970",
          value);
    }
    return micros.orElse(nowMicros);
  }

  /**
   * Ends the request if something is wrong.
   *
   * @throws ProblemException 422 with all that was found
   */
  void throwIfAny() {
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.unprocessable(errors));
    }
  }

  private static String plain(double bound) {
    return bound == Math.rint(bound) && Math.abs(bound) < 1e15
        ? Long.toString((long) bound)
        : Double.toString(bound);
  }
}
