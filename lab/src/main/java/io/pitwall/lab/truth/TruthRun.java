package io.pitwall.lab.truth;

import io.pitwall.model.trace.Span;
import java.util.List;

/**
 * A finished run.
 *
 * @param seconds its duration
 * @param spans what it told; empty if only durations were asked for
 */
public record TruthRun(double seconds, List<Span> spans) {
  public TruthRun {
    spans = List.copyOf(spans);
  }
}
