package io.pitwall.engine.live;

import io.pitwall.model.metric.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What metrics tell of queues: how many entries wait, and how old the oldest is. Which metrics
 * those are is a table beside this class. Values older than a minute say nothing any more.
 * Thread-safe.
 */
public final class QueueMetrics {
  private static final long FRESH_MICROS = 60_000_000L;

  private final LatestValues latest;
  private final List<Line> lines;

  private enum Says {
    DEPTH,
    AGE
  }

  /** A line of the table; a condition is met if the tag has the value, null for none. */
  private record Line(
      Says says,
      String metric,
      @Nullable String conditionTag,
      String conditionValue,
      List<String> nameTags) {

    boolean takes(Sample sample) {
      return conditionTag == null
          || conditionValue.equals(sample.series().tags().get(conditionTag));
    }

    String queue(Sample sample) {
      for (String tag : nameTags) {
        String name = sample.series().tags().get(tag);
        if (name != null) {
          return name;
        }
      }
      return sample.series().tags().isEmpty()
          ? sample.series().name()
          : sample.series().tags().toString();
    }
  }

  public QueueMetrics(LatestValues latest) {
    this.latest = latest;
    lines = read();
  }

  /** Entries that wait, by queue. */
  public Map<String, Long> depths(long nowMicros) {
    Map<String, Long> depths = new TreeMap<>();
    for (Line line : lines) {
      if (line.says == Says.DEPTH) {
        for (Sample sample : fresh(line, nowMicros)) {
          depths.merge(line.queue(sample), Math.round(sample.value()), Long::sum);
        }
      }
    }
    return depths;
  }

  /** Age of the oldest entry in seconds, by queue. */
  public Map<String, Double> ages(long nowMicros) {
    Map<String, Double> ages = new TreeMap<>();
    for (Line line : lines) {
      if (line.says == Says.AGE) {
        for (Sample sample : fresh(line, nowMicros)) {
          double scale = sample.series().unit().equals("ms") ? 1e-3 : 1;
          ages.merge(line.queue(sample), sample.value() * scale, Math::max);
        }
      }
    }
    return ages;
  }

  private List<Sample> fresh(Line line, long nowMicros) {
    return latest.of(line.metric).stream()
        .filter(sample -> sample.timeMicros() >= nowMicros - FRESH_MICROS && line.takes(sample))
        .toList();
  }

  private static List<Line> read() {
    List<Line> lines = new ArrayList<>();
    for (String text : resource().lines().toList()) {
      if (!text.isBlank() && !text.startsWith("#")) {
        lines.add(line(text.strip().split("\\s+")));
      }
    }
    return List.copyOf(lines);
  }

  private static Line line(String[] words) {
    int equals = words[2].indexOf('=');
    List<String> tags = List.of(words).subList(equals < 0 ? 2 : 3, words.length);
    return new Line(
        words[0].equals("age") ? Says.AGE : Says.DEPTH,
        words[1],
        equals < 0 ? null : words[2].substring(0, equals),
        equals < 0 ? "" : words[2].substring(equals + 1),
        tags);
  }

  private static String resource() {
    try (InputStream in = QueueMetrics.class.getResourceAsStream("queue-metrics.txt")) {
      if (in == null) {
        throw new IllegalStateException("Expected the resource queue-metrics.txt");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
