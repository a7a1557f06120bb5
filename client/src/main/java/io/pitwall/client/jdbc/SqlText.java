package io.pitwall.client.jdbc;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The text of a statement without what it was asked with: strings, numbers and comments are gone, a
 * question mark stands for a value. Where dialects differ on where a string ends, and where a quote
 * does not end, the rest of the text is left out: text may be lost, values are never given away.
 */
final class SqlText {
  private static final Set<String> OPERATIONS =
      Set.of(
          "SELECT",
          "INSERT",
          "UPDATE",
          "DELETE",
          "MERGE",
          "WITH",
          "CALL",
          "CREATE",
          "ALTER",
          "DROP",
          "TRUNCATE",
          "BEGIN",
          "COMMIT",
          "ROLLBACK",
          "SET",
          "EXPLAIN",
          "COPY",
          "LOCK");

  /** Databases to which double quotes are those of strings, not of names. */
  private static final Set<String> DOUBLE_QUOTED_STRINGS = Set.of("mysql", "mariadb", "sqlite");

  private final String sql;
  private final String system;
  private final boolean mysql;
  private final StringBuilder out;
  private int at;

  private SqlText(String sql, String system) {
    this.sql = sql;
    this.system = system;
    mysql = system.equals("mysql") || system.equals("mariadb");
    out = new StringBuilder(sql.length());
  }

  /** The text as a database of that name, as OpenTelemetry calls it, would read it. */
  static String sanitised(String sql, String system) {
    SqlText text = new SqlText(sql, system);
    text.walk();
    return text.out.toString().strip();
  }

  /** The first word of sanitised text if it is a known one, else {@code OTHER}. */
  static String operation(String sanitised) {
    int end = 0;
    while (end < sanitised.length() && Character.isLetter(sanitised.charAt(end))) {
      end++;
    }
    String word = sanitised.substring(0, end).toUpperCase(Locale.ROOT);
    return OPERATIONS.contains(word) ? word : "OTHER";
  }

  private void walk() {
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (Character.isWhitespace(c)) {
        space();
        at++;
      } else if (startsComment(c)) {
        skipTo("\n");
        space();
      } else if (c == '/' && next() == '*') {
        comment();
        space();
      } else if (c == '\'' || (c == '"' && DOUBLE_QUOTED_STRINGS.contains(system))) {
        string(c);
      } else if (c == '"' || c == '`') {
        identifier(c);
      } else if (c == '[' && system.equals("microsoft.sql_server")) {
        identifier(']');
      } else if (c == '$' && dollarTag() != null) {
        dollarQuoted();
      } else if (Character.isDigit(c) || (c == '.' && Character.isDigit(next()))) {
        number();
      } else if (Character.isUnicodeIdentifierStart(c) || c == '_') {
        word();
      } else {
        out.append(c);
        at++;
      }
    }
  }

  private char next() {
    return at + 1 < sql.length() ? sql.charAt(at + 1) : 0;
  }

  private boolean startsComment(char c) {
    if (c == '#') {
      return mysql;
    }
    boolean dashes = c == '-' && next() == '-';
    // MySQL alone wants a space after the dashes; without it they are two signs.
    return dashes && (!mysql || at + 2 >= sql.length() || sql.charAt(at + 2) <= ' ');
  }

  /** Comments may hold comments; where they may not, text is lost that need not be. */
  private void comment() {
    int depth = 0;
    while (at < sql.length()) {
      if (sql.startsWith("/*", at)) {
        depth++;
        at += 2;
      } else if (sql.startsWith("*/", at)) {
        depth--;
        at += 2;
        if (depth == 0) {
          return;
        }
      } else {
        at++;
      }
    }
  }

  private void space() {
    if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
      out.append(' ');
    }
  }

  private void skipTo(String end) {
    int found = sql.indexOf(end, at);
    at = found < 0 ? sql.length() : found + end.length();
  }

  /**
   * A string, in which a quote is written twice. A backslash before a quote ends the string in some
   * dialects and not in others: nothing after it is sure to be outside of a string.
   */
  private void string(char quote) {
    out.append('?');
    at++;
    int backslashes = 0;
    while (at < sql.length()) {
      char c = sql.charAt(at++);
      if (c == quote) {
        if (backslashes % 2 == 1) {
          at = sql.length();
        } else if (at < sql.length() && sql.charAt(at) == quote) {
          at++;
        } else {
          return;
        }
      }
      backslashes = c == '\\' ? backslashes + 1 : 0;
    }
  }

  /** A quoted name. */
  private void identifier(char closing) {
    int end = sql.indexOf(closing, at + 1);
    if (end >= 0) {
      out.append(sql, at, end + 1);
    }
    at = end < 0 ? sql.length() : end + 1;
  }

  /** {@code $$} or {@code $name$}, with which PostgreSQL quotes; null if this is something else. */
  private @Nullable String dollarTag() {
    int end = at + 1;
    while (end < sql.length()
        && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_')) {
      end++;
    }
    boolean tag = end < sql.length() && sql.charAt(end) == '$' && !Character.isDigit(next());
    return tag ? sql.substring(at, end + 1) : null;
  }

  private void dollarQuoted() {
    String tag = dollarTag();
    if (tag != null) {
      out.append('?');
      at += tag.length();
      skipTo(tag);
    }
  }

  private void number() {
    out.append('?');
    while (at < sql.length()) {
      char c = sql.charAt(at);
      boolean sign = (c == '+' || c == '-') && "eE".indexOf(sql.charAt(at - 1)) >= 0;
      if (!Character.isLetterOrDigit(c) && c != '.' && c != '_' && !sign) {
        return;
      }
      at++;
    }
  }

  /** A word; with a quote after it, it says how a string is written: N'..', E'..', X'..'. */
  private void word() {
    int start = at;
    while (at < sql.length()
        && (Character.isUnicodeIdentifierPart(sql.charAt(at)) || sql.charAt(at) == '$')) {
      at++;
    }
    boolean prefix = at < sql.length() && sql.charAt(at) == '\'' && at - start <= 2;
    if (!prefix) {
      out.append(sql, start, at);
    } else if (Character.toLowerCase(sql.charAt(at - 1)) == 'q') {
      out.append('?'); // Oracle's q'[..]' ends wherever it likes
      at = sql.length();
    }
  }
}
