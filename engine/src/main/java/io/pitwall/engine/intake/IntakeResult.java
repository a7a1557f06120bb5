package io.pitwall.engine.intake;

import java.util.List;

/**
 * What became of a request. Everything that is counted as stored is safe on disk.
 *
 * @param storedSpans spans that are new and now stored
 * @param duplicateSpans spans that were stored before
 * @param refusedSpans spans that cannot be taken
 * @param storedPoints metric values and distributions stored
 * @param refusedPoints those that cannot be taken
 * @param storedExecutions task executions stored
 * @param refusals why, one example for each reason and field, at most {@link #REFUSALS_NAMED}
 */
public record IntakeResult(
    int storedSpans,
    int duplicateSpans,
    int refusedSpans,
    int storedPoints,
    int refusedPoints,
    int storedExecutions,
    List<Refusal> refusals) {

  /** Most refusals that are named one by one; all are counted. */
  public static final int REFUSALS_NAMED = 20;

  public IntakeResult {
    refusals = List.copyOf(refusals);
  }
}
