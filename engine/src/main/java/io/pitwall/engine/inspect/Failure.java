package io.pitwall.engine.inspect;

import io.pitwall.analysis.path.Names;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sorts of failures, told from the class that a span names. */
enum Failure {
  /** The other side lets no more through: HTTP 429 and its kin. */
  RATE_LIMITED,
  /** No answer in time. */
  TIMED_OUT,
  /** An answer that does not have the form that was asked for. */
  UNPARSABLE,
  /** Anything else, also failures of no known class. */
  OTHER;

  private static final List<String> LIMIT =
      List.of(
          "429",
          "ratelimit",
          "rate_limit",
          "rate limit",
          "toomanyrequests",
          "too many requests",
          "resourceexhausted",
          "resource_exhausted",
          "quota",
          "throttl");
  private static final List<String> TIME =
      List.of("timeout", "timedout", "timed out", "deadline", "504", "408");
  private static final List<String> FORM =
      List.of("validation", "parse", "parsing", "schema", "json", "malformed", "invalidoutput");

  /** The sort of a class such as {@code RateLimitError} or {@code 504}. */
  static Failure of(String errorClass) {
    String lower = errorClass.toLowerCase(Locale.ROOT);
    if (LIMIT.stream().anyMatch(lower::contains)) {
      return RATE_LIMITED;
    }
    if (TIME.stream().anyMatch(lower::contains)) {
      return TIMED_OUT;
    }
    return FORM.stream().anyMatch(lower::contains) ? UNPARSABLE : OTHER;
  }

  /** The sorts of classes by their number, each found once. Not thread-safe. */
  static final class Sorts {
    private final Names names;
    private final @Nullable Failure[] known;

    Sorts(Names names) {
      this.names = names;
      known = new Failure[names.size()];
    }

    /** The sort of the class of that number; {@link #OTHER} of none. */
    Failure of(int errorClass) {
      if (errorClass == Names.NONE) {
        return OTHER;
      }
      Failure sort = known[errorClass];
      if (sort == null) {
        sort = Failure.of(names.word(errorClass));
        known[errorClass] = sort;
      }
      return sort;
    }
  }
}
