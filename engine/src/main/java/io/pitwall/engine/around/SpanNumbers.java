package io.pitwall.engine.around;

import io.pitwall.model.trace.Span;
import java.util.OptionalInt;

/** Numbers in the attributes of spans. */
final class SpanNumbers {

  /** HTTP status of the answer by the current or the older name, empty if not said. */
  static OptionalInt httpStatus(Span span) {
    OptionalInt status = whole(span, "http.response.status_code");
    return status.isPresent() ? status : whole(span, "http.status_code");
  }

  /** A whole number of 0 or more, empty if it is not there or none. */
  static OptionalInt whole(Span span, String attribute) {
    double number = span.attributes().number(attribute);
    return number >= 0 && number <= Integer.MAX_VALUE
        ? OptionalInt.of((int) number)
        : OptionalInt.empty();
  }

  private SpanNumbers() {}
}
