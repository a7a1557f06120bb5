package io.pitwall.engine.alert;

import io.pitwall.store.api.ControlStore;
import io.pitwall.store.api.StoreException;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Since when conditions hold that have not fired yet, kept in the store so that a restart does not
 * begin their time anew. Only of rules that wait for half a minute or longer: what is shorter is
 * over before a restart is.
 */
final class PendingMarks {
  private static final Logger LOG = LoggerFactory.getLogger(PendingMarks.class);
  private static final long SHORTEST_SECONDS = 30;
  private static final int MOST = 10_000;

  private final ControlStore store;
  private Map<String, Long> saved;

  PendingMarks(ControlStore store) {
    this.store = store;
    saved = store.pendingAlerts();
  }

  /** Adds what is pending of a rule, by id of the alert to be, with the wall time it began. */
  void collect(RuleState state, Moment now, Map<String, Long> marks) {
    if (state.rule().pendingFor().toSeconds() < SHORTEST_SECONDS) {
      return;
    }
    state.memories.forEach(
        (subject, memory) -> {
          if (memory.pendingSince() != 0 && marks.size() < MOST) {
            String id = Verdict.alertId(state.rule(), subject);
            long since = now.wallMicros() - (now.steadyMicros() - memory.pendingSince());
            marks.put(state.rule().id() + "\n" + id, since);
          }
        });
  }

  /** Keeps what is pending now, if that is other than it was. */
  void save(Map<String, Long> marks) {
    Map<String, Long> byKey = new HashMap<>();
    // A difference of less than a second is one of rounding, or of a clock that drifts.
    marks.forEach(
        (key, since) -> {
          Long before = saved.get(key);
          boolean same = before != null && Math.abs(before - since) < 1_000_000;
          byKey.put(key, same ? before : since);
        });
    if (!byKey.equals(saved)) {
      try {
        store.savePendingAlerts(byKey);
        saved = byKey;
      } catch (StoreException e) {
        LOG.warn("What is pending could not be kept; a restart would begin it anew", e);
      }
    }
  }

  /** Takes up what was pending before a restart. */
  void restore(Map<String, RuleState> states, Moment now) {
    saved.forEach(
        (key, since) -> {
          int at = key.indexOf('\n');
          RuleState state = at < 0 ? null : states.get(key.substring(0, at));
          if (state != null) {
            long subject = Verdict.subjectOf(key.substring(at + 1));
            long ago = Math.max(0, now.wallMicros() - since);
            AlertLife.Memory known = state.memories.getOrDefault(subject, AlertLife.Memory.NONE);
            if (known.alert() == null || !known.alert().isActive()) {
              state.memories.put(
                  subject, new AlertLife.Memory(known.alert(), now.steadyMicros() - ago, 0, null));
            }
          }
        });
  }
}
