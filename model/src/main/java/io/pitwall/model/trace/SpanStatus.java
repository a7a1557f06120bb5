package io.pitwall.model.trace;

/** How a span ended, as its source said. */
public enum SpanStatus {
  /** Not said; counts as no error. */
  UNSET,
  OK,
  ERROR
}
