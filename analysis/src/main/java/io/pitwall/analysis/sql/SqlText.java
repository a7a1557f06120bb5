package io.pitwall.analysis.sql;

import java.util.function.Consumer;

/**
 * An SQL text without literals, by the rules of OpenTelemetry's database conventions: every literal
 * becomes {@code ?}, comments are left out, a list of values after IN becomes one. Names,
 * parameters and layout stay as they are; rows of a VALUES clause after the first are left out, so
 * that batches of every size are the same query.
 *
 * @param text the text, in which no literal is left
 * @param summary operations and what they work on, at most 255 characters; empty if there are none
 */
public record SqlText(String text, String summary) {
  /** Characters that are looked at; what comes after them is left out. */
  public static final int MAX_INPUT = 16_384;

  /**
   * Normalises a text. Takes time and space linear in its length, whatever it is; never throws.
   *
   * @param sql a statement or several
   * @param dialect how the database writes literals
   */
  public static SqlText of(String sql, SqlDialect dialect) {
    return of(sql, dialect, literal -> {});
  }

  /**
   * The same, telling the literals.
   *
   * @param literals is given every literal as it stands in the text, with its quotes
   */
  public static SqlText of(String sql, SqlDialect dialect, Consumer<String> literals) {
    String looked = sql.length() > MAX_INPUT ? sql.substring(0, MAX_INPUT) : sql;
    SqlLexer lexer = new SqlLexer(looked, dialect);
    SqlWriter writer = new SqlWriter(looked.length());
    SqlSummary summary = new SqlSummary();
    while (lexer.next()) {
      switch (lexer.kind()) {
        case COMMENT -> summary.space();
        case SPACE -> {
          writer.space(lexer.piece());
          summary.space();
        }
        case WORD -> {
          String word = lexer.piece();
          writer.word(word);
          summary.word(word);
        }
        case QUOTED -> {
          String quoted = lexer.piece();
          writer.word(quoted);
          summary.quoted(quoted);
        }
        case LITERAL -> {
          literals.accept(lexer.piece());
          writer.value("?");
          summary.value();
        }
        case PARAMETER -> {
          writer.value(lexer.piece());
          summary.value();
        }
        case SYMBOL -> {
          writer.symbol(lexer.symbol());
          summary.symbol(lexer.symbol());
        }
      }
    }
    return new SqlText(writer.text(), summary.end());
  }

  /** The text in one line: runs of white space are one space. What tells queries apart. */
  public String oneLine() {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isWhitespace(c)) {
        line.append(c);
      } else if (!line.isEmpty() && line.charAt(line.length() - 1) != ' ') {
        line.append(' ');
      }
    }
    int end = line.length();
    return end > 0 && line.charAt(end - 1) == ' ' ? line.substring(0, end - 1) : line.toString();
  }
}
