package io.pitwall.analysis.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;

/**
 * Gathers operations and what they work on, in their order: {@code SELECT orders customers}. By the
 * rules of OpenTelemetry's {@code db.query.summary}. Not thread-safe.
 */
final class SqlSummary {
  /** The longest summary of the conventions. */
  static final int MAX_LENGTH = 255;

  private static final Set<String> QUERIES =
      Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE", "UPSERT");
  private static final Set<String> DEFINITIONS = Set.of("CREATE", "ALTER", "DROP", "TRUNCATE");
  private static final Set<String> CALLS = Set.of("CALL", "EXEC", "EXECUTE");
  private static final Set<String> OBJECTS =
      Set.of(
          "TABLE",
          "INDEX",
          "VIEW",
          "DATABASE",
          "SCHEMA",
          "SEQUENCE",
          "FUNCTION",
          "PROCEDURE",
          "TRIGGER",
          "USER",
          "ROLE",
          "TYPE",
          "EXTENSION");
  private static final Set<String> BEFORE_TARGET = Set.of("FROM", "JOIN", "INTO", "USING");

  /**
   * After these words a query's word is part of a clause: {@code FOR UPDATE}, {@code ON DELETE}.
   */
  private static final Set<String> CLAUSE_STARTS =
      Set.of("FOR", "ON", "DO", "KEY", "GRANT", "OF", "THEN");

  private static final Set<String> PASSED_OVER =
      Set.of(
          "ONLY",
          "LATERAL",
          "IGNORE",
          "IF",
          "NOT",
          "EXISTS",
          "OR",
          "REPLACE",
          "TEMPORARY",
          "TEMP",
          "UNIQUE",
          "MATERIALIZED",
          "GLOBAL",
          "LOCAL",
          "CONCURRENTLY",
          "UNLOGGED",
          "OVERWRITE",
          "LOW_PRIORITY",
          "DELAYED",
          "TOP");
  private static final Set<String> LIST_ENDS =
      Set.of(
          "WHERE",
          "GROUP",
          "ORDER",
          "HAVING",
          "LIMIT",
          "UNION",
          "SET",
          "VALUES",
          "RETURNING",
          "ON");

  /**
   * What holds at a depth of parentheses.
   *
   * @param selecting whether a FROM names what is read (it does not in {@code EXTRACT(YEAR FROM
   *     x)})
   * @param inList whether a comma is followed by one more thing that is read
   */
  private record Level(boolean selecting, boolean inList) {}

  private final StringBuilder out = new StringBuilder();

  /** The state outside of each open parenthesis. */
  private final Deque<Level> outside = new ArrayDeque<>();

  private final StringBuilder name = new StringBuilder();
  private boolean selecting;
  private boolean wantTarget;
  private boolean inList;
  private boolean defining;
  private boolean first = true;
  private boolean full;
  private String lastWord = "";

  void word(String word) {
    if (name.length() > 0 && name.charAt(name.length() - 1) == '.') {
      name.append(word);
      return;
    }
    endName();
    String upper = word.toUpperCase(Locale.ROOT);
    boolean opens = first;
    first = false;
    if (opens && !upper.equals("WITH")) {
      begin(word, upper);
    } else if (QUERIES.contains(upper) && !CLAUSE_STARTS.contains(lastWord)) {
      begin(word, upper);
    } else if (BEFORE_TARGET.contains(upper)) {
      boolean names = !upper.equals("FROM") || (selecting && !lastWord.equals("DISTINCT"));
      wantTarget = names && !upper.equals("USING");
      inList = wantTarget && upper.equals("FROM");
    } else if (wantTarget && defining && OBJECTS.contains(upper)) {
      add(word);
    } else if (wantTarget && !PASSED_OVER.contains(upper)) {
      name.append(word);
    } else if (LIST_ENDS.contains(upper)) {
      inList = false;
    }
    lastWord = upper;
  }

  private void begin(String word, String upper) {
    add(word);
    defining = DEFINITIONS.contains(upper);
    selecting = upper.equals("SELECT") || upper.equals("DELETE") || upper.equals("MERGE");
    wantTarget = defining || CALLS.contains(upper) || upper.equals("UPDATE");
    inList = false;
  }

  /** A name in quotes: always a name, whatever it says. */
  void quoted(String quoted) {
    if (name.length() > 0 && name.charAt(name.length() - 1) != '.') {
      endName();
    }
    if (wantTarget || name.length() > 0) {
      name.append(quoted);
    }
    lastWord = "";
  }

  void symbol(char symbol) {
    if (symbol == '.' && name.length() > 0) {
      name.append('.');
      return;
    }
    endName();
    switch (symbol) {
      case '(' -> {
        outside.push(new Level(selecting, inList));
        selecting = false;
        inList = false;
        wantTarget = false;
      }
      case ')' -> {
        Level level = outside.isEmpty() ? new Level(false, false) : outside.pop();
        selecting = level.selecting;
        inList = level.inList;
        wantTarget = false;
      }
      case ',' -> wantTarget = inList && selecting;
      case ';' -> {
        outside.clear();
        selecting = false;
        wantTarget = false;
        inList = false;
        first = true;
      }
      default -> wantTarget = false;
    }
    lastWord = "";
  }

  /** A literal or a parameter. */
  void value() {
    endName();
    wantTarget = false;
    lastWord = "";
  }

  /** Nothing but white space: names end here, unless a point follows or went before. */
  void space() {
    if (name.length() > 0 && name.charAt(name.length() - 1) != '.') {
      endName();
    }
  }

  String end() {
    endName();
    return out.toString();
  }

  private void endName() {
    if (name.length() > 0) {
      add(name.toString());
      name.setLength(0);
      wantTarget = false;
    }
  }

  private void add(String part) {
    full |= out.length() + 1 + part.length() > MAX_LENGTH;
    if (!full) {
      out.append(out.isEmpty() ? "" : " ").append(part);
    }
  }
}
