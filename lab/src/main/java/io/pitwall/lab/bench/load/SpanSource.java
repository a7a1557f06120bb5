package io.pitwall.lab.bench.load;

import io.pitwall.lab.bench.otlp.Ids;
import io.pitwall.lab.bench.otlp.TraceTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;

/** New traces from templates, one template after the other. */
public final class SpanSource implements RequestSource {

  /** Is told of traces that are safe. Called from several threads. */
  @FunctionalInterface
  public interface Listener {
    /** The traces of this template, numbered from {@code firstTrace} on, were acknowledged. */
    void acknowledged(TraceTemplate template, long firstTrace);
  }

  private final List<TraceTemplate> templates;
  private final Ids ids;
  private final AtomicLong nextTrace;
  private final LongUnaryOperator endNanos;
  private final Listener listener;
  private int turn;

  private SpanSource(
      List<TraceTemplate> templates,
      Ids ids,
      AtomicLong nextTrace,
      LongUnaryOperator endNanos,
      Listener listener) {
    this.templates = templates;
    this.ids = ids;
    this.nextTrace = nextTrace;
    this.endNanos = endNanos;
    this.listener = listener;
  }

  /**
   * Sources for several connections, which share the templates out among themselves and number
   * their traces together.
   *
   * @param endNanos when the last span of a request ends, nanoseconds since the epoch, by the
   *     number of its first trace
   */
  public static List<RequestSource> share(
      int connections,
      List<TraceTemplate> templates,
      Ids ids,
      AtomicLong nextTrace,
      LongUnaryOperator endNanos,
      Listener listener) {
    if (templates.size() < connections) {
      throw new IllegalArgumentException(
          "Expected a template for each of "
              + connections
              + " connections, but got "
              + templates.size());
    }
    List<RequestSource> sources = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      List<TraceTemplate> own = new ArrayList<>();
      for (int k = i; k < templates.size(); k += connections) {
        own.add(templates.get(k));
      }
      sources.add(new SpanSource(own, ids, nextTrace, endNanos, listener));
    }
    return sources;
  }

  @Override
  public Request next() {
    TraceTemplate template = templates.get(turn++ % templates.size());
    long firstTrace = nextTrace.getAndAdd(template.traces());
    template.patch(ids, firstTrace, endNanos.applyAsLong(firstTrace));
    return new Request(
        template.framed(), template.spans(), () -> listener.acknowledged(template, firstTrace));
  }
}
