package io.pitwall.engine.intake;

import io.pitwall.model.metric.Series;

/** What the intake made of a series that came over a wire. */
sealed interface SeriesVerdict {

  /** It is kept as this series (the overflow series of its metric, if there were too many). */
  record Kept(Series series) implements SeriesVerdict {}

  /** It cannot be kept; field paths in the refusal are relative to the record. */
  record Refused(Refusal refusal) implements SeriesVerdict {}
}
