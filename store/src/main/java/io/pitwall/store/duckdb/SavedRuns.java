package io.pitwall.store.duckdb;

import io.pitwall.model.agent.AgentUse;
import io.pitwall.model.trace.Run;
import java.util.List;

/** Runs to save, and all that agents used in them. */
record SavedRuns(List<Run> runs, List<AgentUse> uses) {
  SavedRuns {
    runs = List.copyOf(runs);
    uses = List.copyOf(uses);
  }
}
