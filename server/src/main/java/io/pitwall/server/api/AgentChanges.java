package io.pitwall.server.api;

import io.pitwall.model.trace.Span;
import io.pitwall.store.api.Commit;
import io.pitwall.store.api.CommitListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Knows whether anything that is shown of agents changed, and of which agents. Added to the store
 * after the engine: when a change is counted here, the profiles have it. Thread-safe.
 */
final class AgentChanges implements CommitListener {
  /** Beyond this a list of what changed is no shorter than the list of all. */
  private static final int MOST_NAMED = 100;

  private final AtomicLong version = new AtomicLong();
  private final Set<String> changed = ConcurrentHashMap.newKeySet();
  private final AtomicLong unnamed = new AtomicLong();

  /** Agents that changed since the last time this was asked. */
  record Changed(List<String> agentIds, boolean complete) {}

  @Override
  public void committed(Commit commit) {
    boolean any = false;
    for (var execution : commit.stored().executions()) {
      any = true;
      name(execution.agentId());
    }
    for (Span span : commit.stored().spans()) {
      String agentId = span.agentId();
      if (agentId != null) {
        any = true;
        name(agentId);
      }
    }
    if (any) {
      version.incrementAndGet();
    }
  }

  /** Something else changed what is shown of agents. */
  void touch() {
    version.incrementAndGet();
  }

  /** Grows with every change. */
  long version() {
    return version.get();
  }

  /** For one caller: who asks takes the answer away. */
  Changed take() {
    boolean complete = unnamed.getAndSet(0) == 0;
    List<String> ids = new ArrayList<>(changed);
    ids.forEach(changed::remove);
    return new Changed(ids, complete);
  }

  private void name(String agentId) {
    if (changed.size() < MOST_NAMED) {
      changed.add(agentId);
    } else if (!changed.contains(agentId)) {
      unnamed.incrementAndGet();
    }
  }
}
