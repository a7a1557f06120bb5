package io.pitwall.engine.inspect;

import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.agent.AgentProfile;
import io.pitwall.model.agent.WindowStats;
import io.pitwall.model.trace.Run;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.store.api.OperationStats;
import io.pitwall.store.api.SeriesPoints;
import io.pitwall.store.api.SeriesSummary;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What an inspection may look at in one round. Each part is read once, when first asked for. */
public interface Evidence {

  /** When the round began, microseconds since the epoch. */
  long nowMicros();

  /** All agents. */
  List<AgentProfile> agents();

  /** The system's metrics over the last five minutes. */
  List<SeriesSummary> systemMetrics();

  /** The latest runs of every workflow with their spans, the busiest first. */
  List<WorkflowRuns> workflows();

  /** What the named agent did within the last hour; empty statistics if nothing. */
  WindowStats lastHour(String agentId);

  /** What the named agent did within the last day; empty statistics if nothing. */
  WindowStats lastDay(String agentId);

  /** How operations of these kinds did over the last minutes, a whole day at most. */
  List<OperationStats> operations(Set<SpanKind> kinds, Duration last);

  /** Series whose names begin so, over the last minutes, with what is needed to see a trend. */
  List<SeriesPoints> series(String prefix, Duration last, Duration step);

  /** Series whose names begin so, each summed up over the last minutes, with its distribution. */
  List<SeriesSummary> summaries(String prefix, Duration last);

  /** Final runs that started within the last hour, newest first, at most 2,000. */
  List<Run> recentRuns();
}
