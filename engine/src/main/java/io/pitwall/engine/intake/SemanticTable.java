package io.pitwall.engine.intake;

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
 * others and a line in {@code conventions.txt}; files that are named there first rank first.
 * Immutable.
 */
final class SemanticTable {
  /** Stands in place of an attribute for the name of the span. */
  private static final String NAME = "@name";

  /** Stands in place of an attribute for how long the span took, if its name fits. */
  private static final String DURATION = "@duration";

  /** Stands in place of an attribute for the time of an event of that name. */
  private static final String EVENT = "@event";

  private final Map<String, List<SemanticRule>> byAttribute = new HashMap<>();
  private final Map<String, SemanticRule> byEvent = new HashMap<>();
  private final List<SemanticRule> byName = new ArrayList<>();
  private final List<SemanticRule> byDuration = new ArrayList<>();
  private final List<String> contentPrefixes = new ArrayList<>();
  private final EnumMap<SemanticField, Integer> ranks = new EnumMap<>(SemanticField.class);

  private SemanticTable() {}

  /** The table of all conventions that come with the product. */
  static SemanticTable load() {
    SemanticTable table = new SemanticTable();
    for (String file : files()) {
      table.read(file, resource(file));
    }
    return table;
  }

  /** Names of the files of all conventions, in the order of their rank. */
  static List<String> files() {
    return resource("conventions.txt")
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  /** A table of one convention that comes with the product. */
  static SemanticTable of(String file) {
    return parse(file, resource(file));
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

  /** What the name of a span tells. */
  List<SemanticRule> nameRules() {
    return byName;
  }

  /** What the duration of a span with a fitting name tells. */
  List<SemanticRule> durationRules() {
    return byDuration;
  }

  /** What the time of an event tells, by the event's name. */
  Map<String, SemanticRule> eventRules() {
    return byEvent;
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
        add(new SemanticLine(file + ":" + number, line));
      }
    }
  }

  private void add(SemanticLine line) {
    SemanticField field = line.field();
    String attribute = line.attribute();
    if (field == SemanticField.CONTENT && attribute.endsWith("*")) {
      contentPrefixes.add(attribute.substring(0, attribute.length() - 1));
      return;
    }
    SemanticRule rule = line.rule(ranks.merge(field, 1, Integer::sum) - 1);
    switch (attribute) {
      case NAME -> byName.add(rule);
      case DURATION -> byDuration.add(rule);
      case EVENT -> byEvent.putIfAbsent(line.pattern(), rule);
      default -> byAttribute.computeIfAbsent(attribute, name -> new ArrayList<>(1)).add(rule);
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
