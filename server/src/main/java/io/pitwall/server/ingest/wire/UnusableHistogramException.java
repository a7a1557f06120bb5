package io.pitwall.server.ingest.wire;

import io.pitwall.engine.intake.Refusal;

/** A histogram that is well encoded but makes no sense: refused alone, without its request. */
public final class UnusableHistogramException extends Exception {
  private static final long serialVersionUID = 1;

  @SuppressWarnings("serial") // never serialised
  private final Refusal refusal;

  public UnusableHistogramException(String field, String expected, String got) {
    super(null, null, false, false);
    refusal = new Refusal("histogram", field, expected, got);
  }

  /** Why; the field is relative to the data point. */
  public Refusal refusal() {
    return refusal;
  }
}
