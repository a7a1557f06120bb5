package io.pitwall.engine.intake;

import io.pitwall.model.trace.SpanKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which attribute means what: the conventions as data. A new convention is a new file beside the
 * others and a line in {@link #FILES}; earlier files rank first. Immutable.
 */
final class SemanticTable {
  private static final List<String> FILES =
      List.of("otel-genai.txt", "otel-stable.txt", "content.txt");

  private final Map<String, List<SemanticRule>> byAttribute = new HashMap<>();
  private final List<String> contentPrefixes = new ArrayList<>();
  private final EnumMap<SemanticField, Integer> ranks = new EnumMap<>(SemanticField.class);

  private SemanticTable() {}

  /** The table of all conventions that come with the product. */
  static SemanticTable load() {
    SemanticTable table = new SemanticTable();
    for (String file : FILES) {
      table.read(file, resource(file));
    }
    return table;
  }

  /** A table from text, for tests of single conventions. */
  static SemanticTable parse(String name, String text) {
    SemanticTable table = new SemanticTable();
    table.read(name, text);
    return table;
  }

  /** What an attribute tells, empty if nothing that matters here. It may tell several things. */
  List<SemanticRule> rules(String attribute) {
    return byAttribute.getOrDefault(attribute, List.of());
  }

  /** Whether an attribute without a rule of its own begins like one that holds content. */
  boolean isContentByPrefix(String attribute) {
    for (int i = 0; i < contentPrefixes.size(); i++) {
      if (attribute.startsWith(contentPrefixes.get(i))) {
        return true;
      }
    }
    return false;
  }

  private void read(String file, String text) {
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!line.isBlank() && !line.startsWith("#")) {
        add(file + ":" + number, line.strip().split("\\s+"));
      }
    }
  }

  private void add(String where, String[] words) {
    SemanticField field =
        SemanticField.ofName(words[0])
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        where + ": expected the name of a field, but got '" + words[0] + "'"));
    if (words.length < 2) {
      throw new IllegalArgumentException(
          where + ": expected an attribute after '" + words[0] + "', but got nothing");
    }
    String attribute = words[1];
    if (field == SemanticField.CONTENT && attribute.endsWith("*")) {
      contentPrefixes.add(attribute.substring(0, attribute.length() - 1));
      return;
    }
    int rank = ranks.merge(field, 1, Integer::sum) - 1;
    List<SemanticRule.KindRule> kinds = new ArrayList<>();
    double nanosPerUnit = 1;
    for (int i = 2; i < words.length; i++) {
      switch (words[i]) {
        case "seconds" -> nanosPerUnit = 1e9;
        case "millis" -> nanosPerUnit = 1e6;
        default -> kinds.add(kindRule(where, words[i]));
      }
    }
    byAttribute
        .computeIfAbsent(attribute, name -> new ArrayList<>(1))
        .add(new SemanticRule(field, rank, List.copyOf(kinds), nanosPerUnit));
  }

  private static SemanticRule.KindRule kindRule(String where, String word) {
    int equals = word.lastIndexOf('=');
    int colon = word.indexOf(':');
    if (equals < 0) {
      throw new IllegalArgumentException(
          where + ": expected value=KIND, seconds or millis, but got '" + word + "'");
    }
    String value = word.substring(colon + 1, equals);
    try {
      return new SemanticRule.KindRule(
          colon < 0 ? null : RawSpan.Role.valueOf(word.substring(0, colon)),
          value.equals("*") ? null : value,
          SpanKind.valueOf(word.substring(equals + 1)));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          where + ": expected ROLE:value=KIND with a known role and kind, but got '" + word + "'",
          unknown);
    }
  }

  private static String resource(String file) {
    try (InputStream in = SemanticTable.class.getResourceAsStream("semantics/" + file)) {
      if (in == null) {
        throw new IllegalStateException("Expected the resource semantics/" + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
