package io.pitwall.engine.alert;

import io.pitwall.model.alert.Severity;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts of rules with values filled in: {@code {{value}}}, {@code {{limit}}}, {@code {{severity}}},
 * {@code {{signal}}}, {@code {{rule}}} and {@code {{tags.NAME}}}. A tag that is missing becomes
 * nothing.
 */
public final class Template {
  private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");
  private static final Set<String> NAMES = Set.of("value", "limit", "severity", "signal", "rule");

  /** What is wrong with a text, empty if nothing is. */
  public static Optional<String> fault(String text) {
    Matcher places = PLACE.matcher(text);
    while (places.find()) {
      String name = places.group(1);
      if (!NAMES.contains(name) && !(name.startsWith("tags.") && name.length() > 5)) {
        return Optional.of(
            "Expected {{value}}, {{limit}}, {{severity}}, {{signal}}, {{rule}} or {{tags.NAME}},"
                + " but got "
                + places.group());
      }
    }
    String rest = PLACE.matcher(text).replaceAll("");
    return rest.contains("{{") || rest.contains("}}")
        ? Optional.of("Expected as many {{ as }}, but got " + text)
        : Optional.empty();
  }

  static String fill(String text, Verdict verdict, Severity level) {
    if (!text.contains("{{")) {
      return text;
    }
    return PLACE
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(value(place.group(1), verdict, level)));
  }

  private static String value(String name, Verdict verdict, Severity level) {
    return switch (name) {
      case "value" -> Wording.rounded(verdict.value());
      case "limit" -> Wording.rounded(verdict.limitOf(level));
      case "severity" -> level.wireName();
      case "signal" -> verdict.rule().condition().of().signal();
      case "rule" -> verdict.rule().id();
      default -> name.startsWith("tags.") ? verdict.tags().getOrDefault(name.substring(5), "") : "";
    };
  }

  private Template() {}
}
