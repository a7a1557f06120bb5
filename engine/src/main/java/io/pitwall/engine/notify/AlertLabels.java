package io.pitwall.engine.notify;

import io.pitwall.model.alert.Alert;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The labels of alerts that routes match and receivers are told. */
final class AlertLabels {
  /** What an alert is probably about, as in {@code agent:planner}. */
  static final String CAUSE = "cause";

  private static final int MOST_LABELS = 32;
  private static final int LONGEST = 300;

  /**
   * Labels of an alert: those it has itself, and {@code alertname}, {@code metric} and {@code
   * cause}. Bounded: what is too long is cut, what is too many left out.
   */
  static SortedMap<String, String> of(Alert alert) {
    SortedMap<String, String> labels = new TreeMap<>();
    alert.labels().entrySet().stream()
        .limit(MOST_LABELS)
        .forEach(label -> labels.put(cut(label.getKey()), cut(label.getValue())));
    labels.put("alertname", cut(alert.rule()));
    labels.put("metric", cut(alert.metric()));
    labels.put("severity", alert.severity().wireName());
    labels.put(CAUSE, cut(alert.context().cause().key()));
    return labels;
  }

  /** What the alerts of a group have in common, of the labels that a route groups by. */
  static SortedMap<String, String> common(Route route, SortedMap<String, String> labels) {
    if (route.groupBy().contains(Route.ALL_LABELS)) {
      return labels;
    }
    SortedMap<String, String> common = new TreeMap<>();
    for (String name : route.groupBy()) {
      String value = labels.get(name);
      if (value != null) {
        common.put(name, value);
      }
    }
    return common;
  }

  /** As Alertmanager writes labels: {@code {a="1",b="2"}}. */
  static String text(Map<String, String> labels) {
    return new TreeMap<>(labels)
        .entrySet().stream()
            .map(label -> label.getKey() + "=\"" + label.getValue().replace("\"", "\\\"") + '"')
            .collect(Collectors.joining(",", "{", "}"));
  }

  static String cut(String text) {
    return cut(text, LONGEST);
  }

  /** At most so many characters; what was cut ends in an ellipsis, and no character is halved. */
  static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
    return text.substring(0, end) + "\u2026";
  }

  private AlertLabels() {}
}
