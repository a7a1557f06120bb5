package io.pitwall.engine.intake;

import java.util.List;
import java.util.stream.Collectors;

/** A request was refused whole because some of it cannot be taken. Nothing of it was kept. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  @SuppressWarnings("serial") // never serialised
  private final List<Refusal> refusals;

  public RefusedException(List<Refusal> refusals) {
    super(refusals.stream().map(Refusal::sentence).collect(Collectors.joining("; ")));
    this.refusals = List.copyOf(refusals);
  }

  /** What is wrong, one entry for each fault found, at most {@link IntakeResult#REFUSALS_NAMED}. */
  public List<Refusal> refusals() {
    return refusals;
  }
}
