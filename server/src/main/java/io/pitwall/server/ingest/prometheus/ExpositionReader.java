package io.pitwall.server.ingest.prometheus;

import io.pitwall.server.ingest.wire.DecodeException;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads what a target shows for being scraped: OpenMetrics 1.0 or Prometheus' text format 0.0.4. A
 * line that is neither a sample nor a comment spoils the whole page, since nobody knows what else
 * of it is wrong; comments and types that are not known mean nothing. Exemplars are passed over.
 * For one page.
 *
 * @see <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/">OpenMetrics 1.0</a>
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Exposition
 *     formats</a>
 */
final class ExpositionReader {
  /** Stands for the time of a sample that has none of its own. */
  static final long NO_TIME = Long.MIN_VALUE;

  private final String text;
  private final boolean openMetrics;
  private final int mostSamples;
  private final Map<String, Family> families = new HashMap<>();
  private int samples;
  private int lineNumber;
  private boolean ended;

  /** Takes in the samples of a page, in their order. */
  interface Sink {

    /**
     * A sample.
     *
     * @param head name and labels as they are written, which a target does the same way each time
     * @param name the name in it
     * @param family what was declared about it before
     * @param timeMicros its own time, microseconds since the epoch, or {@link #NO_TIME}
     */
    void sample(String head, String name, Family family, double value, long timeMicros);
  }

  /**
   * A page.
   *
   * @param openMetrics whether it is OpenMetrics rather than the older format
   * @param mostSamples most samples it may have
   */
  ExpositionReader(String text, boolean openMetrics, int mostSamples) {
    this.text = text;
    this.openMetrics = openMetrics;
    this.mostSamples = mostSamples;
  }

  /**
   * Hands over all samples.
   *
   * @throws DecodeException naming the line at fault; samples before it have been handed over
   */
  void read(Sink sink) {
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      lineNumber++;
      int last = end > start && text.charAt(end - 1) == '\r' ? end - 1 : end;
      line(start, last, sink);
      start = end + 1;
    }
    if (openMetrics && !ended) {
      throw fault("# EOF at the end, without which the page may be cut off", "none");
    }
  }

  /** Number of samples that were handed over. */
  int samples() {
    return samples;
  }

  private void line(int start, int end, Sink sink) {
    int at = skipBlanks(start, end);
    if (at == end) {
      return;
    }
    if (ended) {
      throw fault("nothing after # EOF", excerpt(start, end));
    }
    if (text.charAt(at) == '#') {
      comment(at + 1, end);
      return;
    }
    if (++samples > mostSamples) {
      throw fault("at most " + mostSamples + " samples (sample-limit of the target)", "more");
    }
    int nameEnd = at;
    while (nameEnd < end && isNameChar(text.charAt(nameEnd), nameEnd == at)) {
      nameEnd++;
    }
    if (nameEnd == at) {
      throw fault("the name of a metric", excerpt(start, end));
    }
    String name = text.substring(at, nameEnd);
    int headEnd = nameEnd;
    int next = skipBlanks(nameEnd, end);
    if (next < end && text.charAt(next) == '{') {
      headEnd = TextLabels.end(text, next, end);
      if (headEnd < 0) {
        throw fault("labels that end with }", excerpt(start, end));
      }
    } else if (next == nameEnd) {
      throw fault("a blank after the name", excerpt(start, end));
    }
    int valueStart = skipBlanks(headEnd, end);
    int valueEnd = skipWord(valueStart, end);
    double value = number(valueStart, valueEnd, "a value");
    int timeStart = skipBlanks(valueEnd, end);
    long time = NO_TIME;
    int rest = timeStart;
    if (timeStart < end && text.charAt(timeStart) != '#') {
      int timeEnd = skipWord(timeStart, end);
      time = time(number(timeStart, timeEnd, "a timestamp"));
      rest = skipBlanks(timeEnd, end);
    }
    if (rest < end && text.charAt(rest) != '#') {
      throw fault("nothing after the timestamp but an exemplar", excerpt(rest, end));
    }
    sink.sample(text.substring(at, headEnd), name, Family.of(name, families), value, time);
  }

  /** OpenMetrics writes seconds, the older format milliseconds. */
  private long time(double written) {
    return (long) Math.rint(openMetrics ? written * 1e6 : written * 1e3);
  }

  private void comment(int start, int end) {
    String[] words = text.substring(start, end).strip().split("[ \t]+", 3);
    if (words.length == 1 && words[0].equals("EOF")) {
      ended = openMetrics;
    } else if (words.length >= 2) {
      String name = words[1];
      String rest = words.length == 3 ? words[2].strip() : "";
      Family before = families.getOrDefault(name, Family.UNKNOWN);
      switch (words[0]) {
        case "TYPE" ->
            families.put(name, new Family(FamilyKind.ofName(rest), before.unit(), before.help()));
        case "UNIT" -> families.put(name, new Family(before.kind(), rest, before.help()));
        case "HELP" ->
            families.put(
                name, new Family(before.kind(), before.unit(), TextLabels.unescaped(rest)));
        default -> {
          // Any other comment is for people.
        }
      }
    }
  }

  private double number(int start, int end, String what) {
    String word = text.substring(start, end);
    return switch (word) {
      case "NaN", "nan" -> Double.NaN;
      case "+Inf", "Inf", "+inf", "inf" -> Double.POSITIVE_INFINITY;
      case "-Inf", "-inf" -> Double.NEGATIVE_INFINITY;
      default -> finite(word, what);
    };
  }

  /** Java would also take {@code 1f}, {@code 1d} and names of its own. */
  private double finite(String word, String what) {
    char last = word.isEmpty() ? ' ' : word.charAt(word.length() - 1);
    if ((last >= '0' && last <= '9') || last == '.') {
      try {
        return Double.parseDouble(word);
      } catch (NumberFormatException notANumber) {
        throw fault(what, word);
      }
    }
    throw fault(what, word.isEmpty() ? "none" : word);
  }

  private static boolean isNameChar(char c, boolean first) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '_'
        || c == ':'
        || (!first && c >= '0' && c <= '9');
  }

  private int skipBlanks(int at, int end) {
    int next = at;
    while (next < end && isBlank(text.charAt(next))) {
      next++;
    }
    return next;
  }

  private int skipWord(int at, int end) {
    int next = at;
    while (next < end && !isBlank(text.charAt(next))) {
      next++;
    }
    return next;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  private String excerpt(int start, int end) {
    return end - start <= 60 ? text.substring(start, end) : text.substring(start, start + 59) + "…";
  }

  private DecodeException fault(String expected, String got) {
    return new DecodeException(
        "Expected %s in line %d, but got %s".formatted(expected, lineNumber, got));
  }
}
