package io.pitwall.engine.inspect;

import io.pitwall.model.agent.AgentProfile;
import io.pitwall.model.trace.Run;
import io.pitwall.store.api.SeriesSummary;
import java.util.List;

/** What an inspection may look at in one round. Each part is read once, when first asked for. */
public interface Evidence {

  /** When the round began, microseconds since the epoch. */
  long nowMicros();

  /** All agents. */
  List<AgentProfile> agents();

  /** The system's metrics over the last five minutes. */
  List<SeriesSummary> systemMetrics();

  /** Final runs that started within the last hour, newest first, at most 2,000. */
  List<Run> recentRuns();
}
