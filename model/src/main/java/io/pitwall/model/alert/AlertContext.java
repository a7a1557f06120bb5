package io.pitwall.model.alert;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What surrounds an alert: everything that whoever is told of it wants to know besides the value.
 *
 * @param labels the tags of what was judged, {@code rule}, and the labels that the rule gives; what
 *     silences, inhibitions and routes match, together with {@code severity}
 * @param cause the group it is told with
 * @param summary one line for people, as of its last change
 * @param description more for people, empty if the rule says no more
 * @param runbook what to do: path of a page of the documentation as in {@code
 *     docs/alerts/stuck-run.md}, or an address; empty if there is none
 * @param traces ids of runs behind it, newest first, at most {@link #MOST_TRACES}
 */
public record AlertContext(
    SortedMap<String, String> labels,
    Cause cause,
    String summary,
    String description,
    String runbook,
    List<String> traces) {

  /** Runs that are named. */
  public static final int MOST_TRACES = 5;

  public AlertContext {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    traces = List.copyOf(traces.subList(0, Math.min(traces.size(), MOST_TRACES)));
  }

  /** The same with other runs behind it. */
  public AlertContext withTraces(List<String> runs) {
    return new AlertContext(labels, cause, summary, description, runbook, runs);
  }

  /** What can be said of an alert of the first version. */
  static AlertContext ofOld(
      String rule, String metric, SortedMap<String, String> tags, String message) {
    SortedMap<String, String> labels = new TreeMap<>(tags);
    labels.put("rule", rule);
    return new AlertContext(labels, Cause.of(metric, tags), message, "", "", List.of());
  }
}
