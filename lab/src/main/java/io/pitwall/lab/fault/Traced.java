package io.pitwall.lab.fault;

import io.pitwall.engine.intake.RawSource;
import io.pitwall.engine.intake.RawSpan;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.SpanStatus;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** One run's identity, and where its spans go. Not thread-safe. */
final class Traced {
  private final long traceHigh;
  private final long traceLow;
  private final RandomGenerator ids;
  private final Function<String, RawSource> sources;

  Traced(RandomGenerator ids, Function<String, RawSource> sources) {
    this.ids = ids;
    this.sources = sources;
    traceHigh = ids.nextLong();
    traceLow = newSpanId();
  }

  long newSpanId() {
    long id;
    do {
      id = ids.nextLong();
    } while (id == 0);
    return id;
  }

  /** Who sends spans of that service now. */
  RawSource service(String name) {
    return sources.apply(name);
  }

  /** A span of the run. */
  RawSpan span(
      long id,
      long parent,
      String name,
      RawSpan.Role role,
      long startNanos,
      long endNanos,
      SpanStatus status,
      Attributes attributes,
      RawSource source) {
    return new RawSpan(
        traceHigh,
        traceLow,
        id,
        parent,
        name,
        role,
        startNanos,
        endNanos,
        status,
        "",
        attributes,
        List.of(),
        List.of(),
        source);
  }
}
