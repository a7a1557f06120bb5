package io.pitwall.analysis.sql;

import java.util.Locale;
import java.util.Set;

/**
 * Takes an SQL text apart, one piece after the other. Every character belongs to exactly one piece;
 * whatever the text is, it ends, after one pass. What is open at the end (a string, a comment) goes
 * to the end. Not thread-safe.
 */
final class SqlLexer {
  /** Words that belong to the string whose quote follows at once, as in {@code X'00ff'}. */
  private static final Set<String> STRING_PREFIXES = Set.of("E", "N", "B", "X", "R", "RB", "BR");

  /** What a piece is. */
  enum Kind {
    SPACE,
    COMMENT,
    WORD,
    /** A name in quotes. */
    QUOTED,
    LITERAL,
    /** A place where a value is put in: {@code ?}, {@code $1}, {@code :name}. */
    PARAMETER,
    /** One other character. */
    SYMBOL
  }

  private final String text;
  private final SqlDialect dialect;
  private Kind kind = Kind.SPACE;
  private int start;
  private int end;

  SqlLexer(String text, SqlDialect dialect) {
    this.text = text;
    this.dialect = dialect;
  }

  /** Goes on to the next piece; false at the end. */
  boolean next() {
    if (end >= text.length()) {
      return false;
    }
    start = end;
    char c = text.charAt(start);
    if (Character.isWhitespace(c)) {
      take(Kind.SPACE, whitespace(start));
    } else if (isComment(c)) {
      take(Kind.COMMENT, afterComment(c));
    } else if (isNumber(start)) {
      take(Kind.LITERAL, afterNumber(start));
    } else if (c == '\'' || (c == '"' && dialect.doubleQuotedStrings)) {
      take(Kind.LITERAL, afterString(start, dialect.backslashEscapes));
    } else if (c == '"' || c == '`') {
      quotedName(c);
    } else if (c == '[' && dialect.bracketedNames) {
      quotedName(']');
    } else if (c == '$') {
      dollar();
    } else if (c == '?') {
      take(Kind.PARAMETER, start + 1);
    } else if (c == ':' && isWordStart(at(start + 1)) && before(start) != ':') {
      take(Kind.PARAMETER, afterWord(start + 1));
    } else if (isWordStart(c)) {
      word();
    } else {
      take(Kind.SYMBOL, start + 1);
    }
    return true;
  }

  Kind kind() {
    return kind;
  }

  /** The current piece as it stands. */
  String piece() {
    return text.substring(start, end);
  }

  /** The current piece if it is one other character, else 0. */
  char symbol() {
    return kind == Kind.SYMBOL ? text.charAt(start) : 0;
  }

  private void take(Kind is, int until) {
    kind = is;
    end = until;
  }

  private boolean isComment(char c) {
    return switch (c) {
      case '-' -> at(start + 1) == '-';
      case '/' -> at(start + 1) == '*';
      case '#' -> dialect.hashComments;
      default -> false;
    };
  }

  /** Comments nest in some databases; taking them so everywhere can only leave out more. */
  private int afterComment(char c) {
    if (c != '/') {
      int at = start;
      while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
        at++;
      }
      return at;
    }
    int depth = 0;
    int at = start;
    while (at < text.length()) {
      if (text.charAt(at) == '/' && at(at + 1) == '*') {
        depth++;
        at += 2;
      } else if (text.charAt(at) == '*' && at(at + 1) == '/') {
        depth--;
        at += 2;
        if (depth == 0) {
          return at;
        }
      } else {
        at++;
      }
    }
    return text.length();
  }

  /** A sign right before a number belongs to it, as the conventions have it. */
  private boolean isNumber(int from) {
    int at = text.charAt(from) == '+' || text.charAt(from) == '-' ? from + 1 : from;
    return isDigit(at(at)) || (at(at) == '.' && isDigit(at(at + 1)));
  }

  private int afterNumber(int from) {
    int at = text.charAt(from) == '+' || text.charAt(from) == '-' ? from + 1 : from;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean exponent = (c == '+' || c == '-') && isExponent(from, at);
      if (!isWordPart(c) && c != '.' && !exponent) {
        break;
      }
      at++;
    }
    return at;
  }

  private boolean isExponent(int from, int sign) {
    char e = text.charAt(sign - 1);
    boolean hex = (at(from) == '0' && (at(from + 1) == 'x' || at(from + 1) == 'X'));
    return (e == 'e' || e == 'E') && sign - 1 > from && !hex && isDigit(at(sign + 1));
  }

  private int afterString(int from, boolean escapes) {
    char quote = text.charAt(from);
    if (dialect.tripleQuotes && at(from + 1) == quote && at(from + 2) == quote) {
      int close = text.indexOf(String.valueOf(quote).repeat(3), from + 3);
      return close < 0 ? text.length() : close + 3;
    }
    int at = from + 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\' && escapes) {
        at++;
      } else if (c == '\\' && dialect == SqlDialect.UNKNOWN && at(at + 1) == quote) {
        // Either the string ends here or it does not: nobody can tell where the next one begins.
        return text.length();
      } else if (c == quote) {
        if (at(at + 1) != quote) {
          return at + 1;
        }
        at++;
      }
      at++;
    }
    return text.length();
  }

  /** A name; but what never closes, or has a string's quote inside, may be anything. */
  private void quotedName(char close) {
    int at = start + 1;
    boolean odd = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      odd |= c == '\'';
      if (c == close) {
        if (at(at + 1) != close) {
          take(odd ? Kind.LITERAL : Kind.QUOTED, at + 1);
          return;
        }
        at++;
      }
      at++;
    }
    take(Kind.LITERAL, text.length());
  }

  /** A parameter {@code $1}, a string {@code $tag$...$tag$}, or only a dollar. */
  private void dollar() {
    int at = start + 1;
    while (isDigit(at(at))) {
      at++;
    }
    if (at > start + 1) {
      take(Kind.PARAMETER, at);
      return;
    }
    while (isWordPart(at(at)) && at(at) != '$') {
      at++;
    }
    if (at(at) != '$') {
      take(Kind.SYMBOL, start + 1);
      return;
    }
    String tag = text.substring(start, at + 1);
    int close = text.indexOf(tag, at + 1);
    take(Kind.LITERAL, close < 0 ? text.length() : close + tag.length());
  }

  private void word() {
    int after = afterWord(start);
    if (at(after) == '&' && at(after + 1) == '\'' && text.charAt(after - 1) == 'U') {
      take(Kind.LITERAL, afterString(after + 1, false));
      return;
    }
    if (at(after) == '\'' || (at(after) == '"' && dialect.doubleQuotedStrings)) {
      String prefix = text.substring(start, after).toUpperCase(Locale.ROOT);
      if (prefix.equals("Q") || prefix.equals("NQ")) {
        take(Kind.LITERAL, afterOwnDelimiter(after));
        return;
      }
      if (STRING_PREFIXES.contains(prefix)) {
        take(Kind.LITERAL, afterString(after, dialect.backslashEscapes || prefix.equals("E")));
        return;
      }
    }
    take(Kind.WORD, after);
  }

  /** Oracle's {@code q'[it's]'}. */
  private int afterOwnDelimiter(int quote) {
    char open = at(quote + 1);
    char close =
        switch (open) {
          case '[' -> ']';
          case '(' -> ')';
          case '{' -> '}';
          case '<' -> '>';
          default -> open;
        };
    int at = text.indexOf(close + "'", Math.min(quote + 2, text.length()));
    return at < 0 ? text.length() : at + 2;
  }

  private int whitespace(int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private int afterWord(int from) {
    int at = from;
    while (at < text.length() && isWordPart(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private char at(int index) {
    return index < text.length() ? text.charAt(index) : 0;
  }

  private char before(int index) {
    return index > 0 ? text.charAt(index - 1) : 0;
  }

  private static boolean isDigit(char c) {
    return Character.isDigit(c);
  }

  private static boolean isWordStart(char c) {
    return Character.isLetter(c) || c == '_' || c == '@' || c == '#' || Character.isSurrogate(c);
  }

  private static boolean isWordPart(char c) {
    return isWordStart(c) || Character.isDigit(c) || c == '$';
  }
}
