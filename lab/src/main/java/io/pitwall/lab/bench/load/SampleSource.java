package io.pitwall.lab.bench.load;

import io.pitwall.lab.bench.otlp.MetricTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Rounds of samples: each template once a round, so that the times of a series only grow. */
public final class SampleSource implements RequestSource {
  private final List<MetricTemplate> templates;
  private final LongUnaryOperator nanosOfRound;
  private final long rounds;
  private long sent;

  private SampleSource(
      List<MetricTemplate> templates, LongUnaryOperator nanosOfRound, long rounds) {
    this.templates = templates;
    this.nanosOfRound = nanosOfRound;
    this.rounds = rounds;
  }

  /**
   * Sources for several connections, which share the templates out among themselves.
   *
   * @param nanosOfRound time of a round's first sample, nanoseconds since the epoch
   * @param rounds how often each template is sent
   */
  public static List<RequestSource> share(
      int connections,
      List<MetricTemplate> templates,
      LongUnaryOperator nanosOfRound,
      long rounds) {
    List<RequestSource> sources = new ArrayList<>();
    for (int i = 0; i < Math.min(connections, templates.size()); i++) {
      List<MetricTemplate> own = new ArrayList<>();
      for (int k = i; k < templates.size(); k += connections) {
        own.add(templates.get(k));
      }
      sources.add(new SampleSource(own, nanosOfRound, rounds));
    }
    return sources;
  }

  @Override
  public @Nullable Request next() {
    long round = sent / templates.size();
    if (round >= rounds) {
      return null;
    }
    MetricTemplate template = templates.get((int) (sent % templates.size()));
    sent++;
    template.patch(nanosOfRound.applyAsLong(round));
    return new Request(template.framed(), template.points(), () -> {});
  }
}
