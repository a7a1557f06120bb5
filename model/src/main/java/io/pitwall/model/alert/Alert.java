package io.pitwall.model.alert;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A condition that holds or held: one record per rule and series for all its life, escalating,
 * resolving and firing again, with every change kept.
 *
 * @param id identity, stable over restarts and repeats
 * @param rule the rule that raised it
 * @param metric metric judged
 * @param tags tags of the series
 * @param state where it is in its life
 * @param severity current severity; of a resolved alert the last one
 * @param threshold the limit of that severity
 * @param value latest value seen while it was active
 * @param message for people: what was so when the alert last changed
 * @param firedAtMicros when it last began to fire
 * @param resolvedAtMicros when it was last resolved, null while it is not
 * @param acknowledgedBy who took it on, null if nobody did
 * @param history every change, oldest first, at most {@link #HISTORY_LIMIT}
 */
public record Alert(
    String id,
    String rule,
    String metric,
    SortedMap<String, String> tags,
    AlertState state,
    Severity severity,
    double threshold,
    double value,
    String message,
    long firedAtMicros,
    @Nullable Long resolvedAtMicros,
    @Nullable String acknowledgedBy,
    List<AlertChange> history) {

  /** Changes carried in the record itself; older ones stay in the store's audit log. */
  public static final int HISTORY_LIMIT = 100;

  public Alert {
    history =
        List.copyOf(
            history.size() <= HISTORY_LIMIT
                ? history
                : history.subList(history.size() - HISTORY_LIMIT, history.size()));
  }

  public boolean isActive() {
    return state == AlertState.FIRING || state == AlertState.ACKNOWLEDGED;
  }
}
