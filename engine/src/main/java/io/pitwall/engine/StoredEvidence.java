package io.pitwall.engine;

import io.pitwall.engine.inspect.Evidence;
import io.pitwall.model.agent.AgentProfile;
import io.pitwall.model.time.TimeRange;
import io.pitwall.model.trace.Run;
import io.pitwall.store.api.RunQuery;
import io.pitwall.store.api.SeriesQuery;
import io.pitwall.store.api.SeriesSummary;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The evidence of one round, read from the engine and its store when first asked for. */
final class StoredEvidence implements Evidence {
  private static final Duration SYSTEM_WINDOW = Duration.ofMinutes(5);
  private static final Duration RUN_WINDOW = Duration.ofHours(1);
  private static final int MOST_RUNS = 2_000;

  private final PerformanceEngine engine;
  private final long nowMicros;
  private @Nullable List<AgentProfile> agents;
  private @Nullable List<SeriesSummary> systemMetrics;
  private @Nullable List<Run> recentRuns;

  StoredEvidence(PerformanceEngine engine, long nowMicros) {
    this.engine = engine;
    this.nowMicros = nowMicros;
  }

  @Override
  public long nowMicros() {
    return nowMicros;
  }

  @Override
  public List<AgentProfile> agents() {
    List<AgentProfile> known = agents;
    if (known == null) {
      known = engine.agents().all();
      agents = known;
    }
    return known;
  }

  @Override
  public List<SeriesSummary> systemMetrics() {
    List<SeriesSummary> known = systemMetrics;
    if (known == null) {
      known =
          engine
              .telemetry()
              .summarize(
                  SeriesQuery.startingWith("system."), TimeRange.last(SYSTEM_WINDOW, nowMicros));
      systemMetrics = known;
    }
    return known;
  }

  @Override
  public List<Run> recentRuns() {
    List<Run> known = recentRuns;
    if (known == null) {
      known =
          engine
              .telemetry()
              .runs(
                  new RunQuery(
                      null,
                      null,
                      null,
                      0,
                      TimeRange.last(RUN_WINDOW, nowMicros),
                      RunQuery.Sort.NEWEST,
                      MOST_RUNS,
                      0))
              .runs();
      recentRuns = known;
    }
    return known;
  }
}
