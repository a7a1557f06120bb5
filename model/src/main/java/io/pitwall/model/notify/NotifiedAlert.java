package io.pitwall.model.notify;

import io.pitwall.model.alert.Severity;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An alert as it was when a notification was made.
 *
 * @param id of the alert
 * @param rule that raised it
 * @param firing whether it fires; else it is over
 * @param severity how bad it is, or was at last
 * @param labels tags of its series, with {@code alertname}, {@code severity}, {@code metric} and
 *     {@code cause}
 * @param value the value seen last
 * @param threshold the limit of its severity, NaN if it has none
 * @param summary for people
 * @param startedMicros when it began to fire, microseconds since the epoch
 * @param endedMicros when it was over, null while it fires
 * @param runbook what to do about it: a path of the documentation or an address, empty if none
 * @param traces ids of runs behind it, newest first
 */
public record NotifiedAlert(
    String id,
    String rule,
    boolean firing,
    Severity severity,
    SortedMap<String, String> labels,
    double value,
    double threshold,
    String summary,
    long startedMicros,
    @Nullable Long endedMicros,
    String runbook,
    List<String> traces) {

  public NotifiedAlert {
    traces = List.copyOf(traces);
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }
}
