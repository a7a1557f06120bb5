package io.pitwall.server.notify;

import io.pitwall.model.notify.Notification;
import io.pitwall.model.notify.NotifiedAlert;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text with places to be filled in, in a small part of <a
 * href="https://mustache.github.io/mustache.5.html">Mustache</a>:
 *
 * <pre>{@code
 * {{title}}                         a value
 * {{label.agent}}                   a label of the group, or inside of alerts of the alert
 * {{#alerts}} ... {{/alerts}}       once for each alert
 * {{#resolved}} ... {{/resolved}}   only if it is so; {{^resolved}} ... {{/resolved}} if it is not
 * }</pre>
 *
 * Values only, no code: nothing but what is listed can be reached. In JSON values are escaped. A
 * template that is wrong or grows too long says so when it is filled; it never throws.
 *
 * @param text the template
 */
public record Template(String text) {
  /** Most characters of what comes out. */
  static final int LONGEST = 64 * 1024;

  private static final Pattern TAG = Pattern.compile("\\{\\{([#^/]?)\\s*([A-Za-z0-9_.]+)\\s*}}");

  /**
   * What came out.
   *
   * @param text the text, as far as it came
   * @param fault what is wrong with the template, empty if nothing is
   */
  record Filled(String text, Optional<String> fault) {}

  private static final class WrongTemplateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    WrongTemplateException(String message) {
      super(message, null, false, false);
    }
  }

  /** Fills in a notification. */
  Filled fill(Notification notification, Links links, boolean json) {
    StringBuilder out = new StringBuilder();
    try {
      fill(0, text.length(), new Values(notification, null, links), json, out);
      return new Filled(out.toString(), Optional.empty());
    } catch (WrongTemplateException e) {
      return new Filled(out.toString(), Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private void fill(int from, int to, Values values, boolean json, StringBuilder out) {
    Matcher tag = TAG.matcher(text).region(from, to);
    int at = from;
    while (tag.find()) {
      append(out, text.substring(at, tag.start()));
      String name = tag.group(2);
      switch (tag.group(1)) {
        case "#", "^" -> {
          int inside = tag.end();
          int[] end = closing(name, inside, to, tag.start());
          section(tag.group(1).equals("^"), name, inside, end[0], values, json, out, tag.start());
          at = end[1];
        }
        case "/" -> throw wrong("nothing open of the name " + name, tag.start());
        default -> {
          String value =
              values
                  .get(name)
                  .orElseThrow(() -> wrong("no value of the name " + name, tag.start()));
          append(out, json ? Json.escaped(value) : value);
          at = tag.end();
        }
      }
      tag.region(at, to);
    }
    append(out, text.substring(at, to));
  }

  private void section(
      boolean inverted,
      String name,
      int from,
      int to,
      Values values,
      boolean json,
      StringBuilder out,
      int at) {
    if (name.equals("alerts") && !inverted) {
      for (NotifiedAlert alert : values.notification.alerts()) {
        fill(from, to, new Values(values.notification, alert, values.links), json, out);
      }
    } else if (values.truth(name).orElseThrow(() -> wrong("no section " + name, at)) != inverted) {
      fill(from, to, values, json, out);
    }
  }

  /** Where a section ends, and where its closing tag does. */
  private int[] closing(String name, int from, int to, int openedAt) {
    Matcher tag = TAG.matcher(text).region(from, to);
    int depth = 1;
    while (tag.find()) {
      if (tag.group(2).equals(name) && !tag.group(1).isEmpty()) {
        depth += tag.group(1).equals("/") ? -1 : 1;
        if (depth == 0) {
          return new int[] {tag.start(), tag.end()};
        }
      }
    }
    throw wrong("no end of the section " + name, openedAt);
  }

  private static void append(StringBuilder out, String part) {
    if (out.length() + part.length() > LONGEST) {
      throw new WrongTemplateException(
          "Expected at most " + LONGEST + " characters, but the template makes more");
    }
    out.append(part);
  }

  private WrongTemplateException wrong(String what, int at) {
    String before = text.substring(0, at);
    long line = 1 + before.chars().filter(c -> c == '\n').count();
    int column = at - before.lastIndexOf('\n');
    return new WrongTemplateException(
        "Expected a template that can be filled in, but there is %s (line %d, column %d)"
            .formatted(what, line, column));
  }

  /** What can be filled in. */
  private static final class Values {
    final Notification notification;
    final Links links;
    private final Map<String, String> labels;
    private final Map<String, String> values = new HashMap<>();
    private final boolean resolved;

    Values(Notification notification, @Nullable NotifiedAlert alert, Links links) {
      this.notification = notification;
      this.links = links;
      labels = alert == null ? notification.groupLabels() : alert.labels();
      resolved = alert == null ? notification.ends() : !alert.firing();
      values.put("title", notification.title());
      values.put("kind", notification.kind().wireName());
      values.put("group", notification.group());
      values.put("dedup_key", notification.dedupKey());
      values.put("id", notification.id());
      values.put("channel", notification.channel());
      values.put("firing", Integer.toString(notification.firing()));
      values.put("over", Integer.toString(notification.resolved()));
      values.put("untold", Integer.toString(notification.untold()));
      values.put("time", NotificationText.rfc3339(notification.createdMicros()));
      values.put("url", links.alerts().orElse(""));
      values.put("severity", notification.severity().wireName());
      values.put("status", resolved ? "resolved" : "firing");
      if (alert == null) {
        values.put("text", NotificationText.whole(notification, links, LONGEST / 2));
      } else {
        values.put("alert_id", alert.id());
        values.put("rule", alert.rule());
        values.put("severity", alert.severity().wireName());
        values.put("summary", alert.summary());
        values.put("value", Double.toString(alert.value()));
        values.put("threshold", Double.toString(alert.threshold()));
        values.put("started", NotificationText.rfc3339(alert.startedMicros()));
        Long ended = alert.endedMicros();
        values.put("ended", ended == null ? "" : NotificationText.rfc3339(ended));
        values.put("runbook", alert.runbook());
      }
    }

    Optional<String> get(String name) {
      return name.startsWith("label.")
          ? Optional.of(labels.getOrDefault(name.substring("label.".length()), ""))
          : Optional.ofNullable(values.get(name));
    }

    Optional<Boolean> truth(String name) {
      return switch (name) {
        case "resolved" -> Optional.of(resolved);
        case "alerts" -> Optional.of(!notification.alerts().isEmpty());
        default -> get(name).map(value -> !value.isEmpty() && !value.equals("0"));
      };
    }
  }
}
