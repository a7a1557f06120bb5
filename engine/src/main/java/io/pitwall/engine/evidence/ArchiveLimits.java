package io.pitwall.engine.evidence;

/**
 * Bounds of what is kept at hand of runs.
 *
 * @param mostSpans spans in all, about 150 bytes each
 * @param mostRuns runs of one workflow
 * @param largestRun spans of a run beyond which it is passed over
 * @param spansAtOnce spans read from the store at one go; runs beyond are passed over
 */
public record ArchiveLimits(int mostSpans, int mostRuns, int largestRun, int spansAtOnce) {

  /** Half a million spans, some 75 MB when full. */
  public static final ArchiveLimits DEFAULT = new ArchiveLimits(500_000, 2_000, 20_000, 20_000);

  public ArchiveLimits {
    if (mostSpans < 1 || mostRuns < 1 || largestRun < 1 || spansAtOnce < 1) {
      throw new IllegalArgumentException(
          "Expected bounds of 1 or more, but got %d, %d, %d and %d"
              .formatted(mostSpans, mostRuns, largestRun, spansAtOnce));
    }
  }
}
