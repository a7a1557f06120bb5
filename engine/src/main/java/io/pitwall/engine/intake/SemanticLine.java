package io.pitwall.engine.intake;

import io.pitwall.model.trace.SpanKind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One line of the text of a semantic table; the files say what it may hold. */
final class SemanticLine {
  /** Words are parted by blanks; a stretch in quotation marks may hold blanks. */
  private static final Pattern WORD = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+");

  private static final String OPTIONS =
      "value=KIND, when=, scope=, is=, json=, like=, seconds, millis, instant or exclusive";

  private final String where;
  private final List<String> words = new ArrayList<>();
  private final List<SemanticRule.KindRule> kinds = new ArrayList<>();
  private final Set<SpanKind> when = EnumSet.noneOf(SpanKind.class);
  private @Nullable String scope;
  private @Nullable String value;
  private @Nullable String jsonPath;
  private @Nullable String like;
  private double nanosPerUnit = 1;
  private boolean instant;
  private boolean exclusive;

  SemanticLine(String where, String line) {
    this.where = where;
    Matcher matcher = WORD.matcher(line);
    while (matcher.find()) {
      words.add(matcher.group().replace("\"", ""));
    }
  }

  SemanticField field() {
    return SemanticField.ofName(words.getFirst())
        .orElseThrow(() -> fault("the name of a field", "'" + words.getFirst() + "'"));
  }

  String attribute() {
    if (words.size() < 2) {
      throw fault("an attribute after '" + words.getFirst() + "'", "nothing");
    }
    return words.get(1);
  }

  /** What the text must look like; only after {@link #rule}. */
  String pattern() {
    if (like == null) {
      throw fault("like=, what the name looks like", "none");
    }
    return like;
  }

  SemanticRule rule(int rank) {
    for (String word : words.subList(2, words.size())) {
      option(word);
    }
    if (attribute().startsWith("@")) {
      pattern();
    }
    StarPattern pattern = like == null ? null : StarPattern.of(like);
    return new SemanticRule(
        field(),
        rank,
        List.copyOf(kinds),
        nanosPerUnit,
        new SemanticRule.Reading(instant, jsonPath, pattern, exclusive),
        new SemanticRule.Condition(Set.copyOf(when), scope, value));
  }

  private void option(String word) {
    int equals = word.indexOf('=');
    String option = equals < 0 ? word : word.substring(0, equals);
    String text = word.substring(equals + 1);
    switch (option) {
      case "seconds" -> nanosPerUnit = 1e9;
      case "millis" -> nanosPerUnit = 1e6;
      case "instant" -> instant = true;
      case "exclusive" -> exclusive = true;
      case "scope" -> scope = text;
      case "is" -> value = text;
      case "json" -> jsonPath = text;
      case "like" -> like = text;
      case "when" -> {
        for (String kind : text.split(",")) {
          when.add(kind(kind, word));
        }
      }
      default -> kinds.add(kindRule(word));
    }
  }

  private SemanticRule.KindRule kindRule(String word) {
    int equals = word.lastIndexOf('=');
    int colon = word.indexOf(':');
    if (equals < 0) {
      throw fault(OPTIONS, "'" + word + "'");
    }
    String of = word.substring(colon + 1, equals);
    return new SemanticRule.KindRule(
        colon < 0 ? null : role(word.substring(0, colon), word),
        of.equals("*") ? null : of,
        kind(word.substring(equals + 1), word));
  }

  private RawSpan.Role role(String name, String word) {
    try {
      return RawSpan.Role.valueOf(name);
    } catch (IllegalArgumentException unknown) {
      throw fault("ROLE:value=KIND with a known role and kind", "'" + word + "'");
    }
  }

  private SpanKind kind(String name, String word) {
    try {
      return SpanKind.valueOf(name);
    } catch (IllegalArgumentException unknown) {
      throw fault("ROLE:value=KIND with a known role and kind", "'" + word + "'");
    }
  }

  private IllegalArgumentException fault(String expected, String got) {
    return new IllegalArgumentException(where + ": expected " + expected + ", but got " + got);
  }
}
