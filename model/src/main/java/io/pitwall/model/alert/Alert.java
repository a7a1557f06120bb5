package io.pitwall.model.alert;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A condition that holds or held: one record per rule and series for all its life, escalating,
 * resolving and firing again, with every change kept.
 *
 * <p>Whoever tells people of alerts compares what it told last with what is: {@link #episode} tells
 * one firing from the next, {@link #revision} one change from the next.
 *
 * @param id identity, stable over restarts and repeats
 * @param rule id of the rule that raised it
 * @param metric metric or aggregate judged
 * @param tags tags of the series, or those it is aggregated by
 * @param state where it is in its life; PENDING only of alerts that are not kept, see {@code
 *     Alerts.pending()}
 * @param severity current severity; of a resolved alert the last one
 * @param threshold the limit of that severity
 * @param value latest value seen while it was active; NaN if it is about missing data
 * @param message for people: what was so when the alert last changed
 * @param firedAtMicros when it last began to fire
 * @param resolvedAtMicros when it was last resolved, null while it is not
 * @param acknowledgedBy who took it on, null if nobody did
 * @param history the latest changes, oldest first, at most {@link #HISTORY_LIMIT}
 * @param revision how many changes there were ever, those included that the history has no room for
 * @param episode how often it has fired, 1 for the first time; the same from firing to resolving
 * @param context what surrounds it
 * @param muting why nobody is told of it, null if nothing keeps it quiet; of a resolved alert what
 *     held when it was resolved
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
    List<AlertChange> history,
    long revision,
    int episode,
    AlertContext context,
    @Nullable Muting muting) {

  /** Changes carried in the record itself. */
  public static final int HISTORY_LIMIT = 100;

  // Records of the first version are read without context.
  public Alert {
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    revision = Math.max(revision, history.size());
    episode = Math.max(1, episode);
    context = context == null ? AlertContext.ofOld(rule, metric, tags, message) : context;
    history =
        List.copyOf(
            history.size() <= HISTORY_LIMIT
                ? history
                : history.subList(history.size() - HISTORY_LIMIT, history.size()));
  }

  /** In its first episode, with nothing around it. */
  public Alert(
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
    this(
        id,
        rule,
        metric,
        tags,
        state,
        severity,
        threshold,
        value,
        message,
        firedAtMicros,
        resolvedAtMicros,
        acknowledgedBy,
        history,
        history.size(),
        1,
        AlertContext.ofOld(rule, metric, tags, message),
        null);
  }

  public boolean isActive() {
    return state == AlertState.FIRING || state == AlertState.ACKNOWLEDGED;
  }

  /** Whether a silence or another alert keeps it quiet. */
  public boolean isMuted() {
    return muting != null;
  }

  /** When it last changed, microseconds since the epoch. */
  public long changedAtMicros() {
    return history.isEmpty() ? firedAtMicros : history.getLast().atMicros();
  }

  /** What silences, inhibitions and routes match: the labels of its context, and its severity. */
  public SortedMap<String, String> labels() {
    SortedMap<String, String> labels = new TreeMap<>(context.labels());
    labels.put("severity", severity.wireName());
    return labels;
  }

  /** The same after a change of its state, severity or who took it on. */
  public Alert changed(
      AlertChange change,
      double limit,
      String text,
      @Nullable Long resolvedAt,
      @Nullable String takenOnBy) {
    return copy(
        change.state(),
        change.severity(),
        limit,
        change.value(),
        text,
        firedAtMicros,
        resolvedAt,
        takenOnBy,
        plus(change),
        revision + 1,
        episode,
        context,
        muting);
  }

  /** The same, firing again. */
  public Alert refired(AlertChange change, double limit, String text, AlertContext around) {
    return copy(
        AlertState.FIRING,
        change.severity(),
        limit,
        change.value(),
        text,
        change.atMicros(),
        null,
        null,
        plus(change),
        revision + 1,
        episode + 1,
        around,
        null);
  }

  /** The same with a newer value, which is no change. */
  public Alert seen(double latest, double limit, String text) {
    return copy(
        state,
        severity,
        limit,
        latest,
        text,
        firedAtMicros,
        resolvedAtMicros,
        acknowledgedBy,
        history,
        revision,
        episode,
        context,
        muting);
  }

  /** The same in other surroundings, which is no change. */
  public Alert around(AlertContext other) {
    return copy(
        state,
        severity,
        threshold,
        value,
        message,
        firedAtMicros,
        resolvedAtMicros,
        acknowledgedBy,
        history,
        revision,
        episode,
        other,
        muting);
  }

  /** The same muted, or with null told of again. */
  public Alert muted(@Nullable Muting by, AlertChange change) {
    return copy(
        state,
        severity,
        threshold,
        value,
        message,
        firedAtMicros,
        resolvedAtMicros,
        acknowledgedBy,
        plus(change),
        revision + 1,
        episode,
        context,
        by);
  }

  private Alert copy(
      AlertState newState,
      Severity newSeverity,
      double limit,
      double latest,
      String text,
      long firedAt,
      @Nullable Long resolvedAt,
      @Nullable String takenOnBy,
      List<AlertChange> changes,
      long newRevision,
      int newEpisode,
      AlertContext newContext,
      @Nullable Muting newMuting) {
    return new Alert(
        id,
        rule,
        metric,
        tags,
        newState,
        newSeverity,
        limit,
        latest,
        text,
        firedAt,
        resolvedAt,
        takenOnBy,
        changes,
        newRevision,
        newEpisode,
        newContext,
        newMuting);
  }

  private List<AlertChange> plus(AlertChange change) {
    List<AlertChange> more = new ArrayList<>(history);
    more.add(change);
    return more;
  }
}
