package io.pitwall.analysis.sql;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes the text without literals, and folds lists of values: {@code IN (?, ?)} to {@code IN (?)},
 * rows after VALUES to the first. Folding cuts off what was just written, so all is one pass. Not
 * thread-safe.
 */
final class SqlWriter {

  /** An open parenthesis. */
  private static final class Open {
    final int at;
    final boolean in;
    final boolean row;
    boolean onlyValues = true;
    boolean anyValue;

    Open(int at, boolean in, boolean row) {
      this.at = at;
      this.in = in;
      this.row = row;
    }
  }

  private final StringBuilder out;
  private final Deque<Open> open = new ArrayDeque<>();
  private boolean afterIn;

  /** Depth at which rows follow, -1 outside of VALUES. */
  private int rowsAt = -1;

  /** Where the first row ended, -1 before. */
  private int rowEnd = -1;

  SqlWriter(int length) {
    out = new StringBuilder(length);
  }

  void space(String space) {
    out.append(space);
  }

  void word(String word) {
    notOnlyValues();
    afterIn = word.equalsIgnoreCase("IN");
    if (word.equalsIgnoreCase("VALUES")) {
      rowsAt = open.size();
      rowEnd = -1;
    } else if (rowsAt == open.size()) {
      rowsAt = -1;
    }
    out.append(word);
  }

  void value(String placeholder) {
    if (!open.isEmpty()) {
      open.peek().anyValue = true;
    }
    afterIn = false;
    out.append(placeholder);
  }

  void symbol(char symbol) {
    switch (symbol) {
      case '(' -> {
        notOnlyValues();
        open.push(new Open(out.length(), afterIn, rowsAt == open.size()));
        out.append('(');
      }
      case ')' -> {
        out.append(')');
        if (!open.isEmpty()) {
          close(open.pop());
        }
      }
      case ',' -> out.append(',');
      default -> {
        notOnlyValues();
        if (rowsAt == open.size()) {
          rowsAt = -1;
        }
        out.append(symbol);
      }
    }
    afterIn = false;
  }

  String text() {
    return out.toString();
  }

  private void close(Open closed) {
    boolean values = closed.onlyValues && closed.anyValue;
    if (closed.in && values) {
      out.setLength(closed.at);
      out.append("(?)");
    } else if (closed.row && rowEnd >= 0 && values) {
      out.setLength(rowEnd);
    } else if (closed.row && rowEnd < 0) {
      rowEnd = out.length();
    }
  }

  private void notOnlyValues() {
    if (!open.isEmpty()) {
      open.peek().onlyValues = false;
    }
  }
}
