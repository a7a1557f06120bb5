package io.pitwall.engine.system;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one part of a read so that its failure stays its own: counted, logged at the first time and
 * then at most once an hour per part. Not thread-safe.
 */
final class PartFailures {
  private static final Logger LOG = LoggerFactory.getLogger(PartFailures.class);
  private static final long LOG_AGAIN_NANOS = Duration.ofHours(1).toNanos();

  private final Map<SystemPart, Long> counts = new EnumMap<>(SystemPart.class);
  private final Map<SystemPart, Long> loggedAtNanos = new EnumMap<>(SystemPart.class);

  /** A part of a read. */
  @FunctionalInterface
  interface Source<T extends @Nullable Object> {
    T read() throws IOException;
  }

  /**
   * The source's value, or {@code otherwise} when it fails. Linkage errors count as failures too:
   * on a platform whose native library cannot be loaded OSHI throws them.
   */
  <T extends @Nullable Object> T attempt(
      SystemPart part, long monotonicNanos, T otherwise, Source<T> source) {
    try {
      return source.read();
    } catch (IOException | RuntimeException | LinkageError failure) {
      record(part, monotonicNanos, failure);
      return otherwise;
    }
  }

  /** Failures of each part since start; parts that never failed are absent. */
  Map<SystemPart, Long> counts() {
    return Map.copyOf(counts);
  }

  private void record(SystemPart part, long monotonicNanos, Throwable failure) {
    long count = counts.merge(part, 1L, Long::sum);
    Long loggedAt = loggedAtNanos.get(part);
    if (loggedAt == null || monotonicNanos - loggedAt >= LOG_AGAIN_NANOS) {
      loggedAtNanos.put(part, monotonicNanos);
      LOG.warn(
          "System readings: {} cannot be read and stays empty, failure {} since start; repeats are logged hourly",
          part,
          count,
          failure);
    }
  }
}
