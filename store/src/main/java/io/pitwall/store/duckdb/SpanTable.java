package io.pitwall.store.duckdb;

import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.Tokens;
import io.pitwall.model.trace.TraceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;

/** Turns spans into rows and back. */
final class SpanTable {
  /** Columns that every reader gets, in the order that {@link #read} expects. */
  static final String OUTLINE =
      "trace_hi, trace_lo, span, parent, kind, status, name, name_text, operation, service, agent, agent_type, workflow, model, provider, start, duration, wait, error_class, input, output, cached, reasoning, cost, cost_source";

  /** What an outline leaves out. */
  static final String DETAIL = OUTLINE + ", status_message, attributes, links, events";

  /** Names are free text: beyond this many words they are spelled out in each row. */
  private static final int MOST_WORDS_FOR_NAMES = 50_000;

  private final Words words;

  SpanTable(Words words) {
    this.words = words;
  }

  /** For the writer alone. */
  void append(Appenders appenders, long seq, List<Span> spans) throws SQLException {
    if (spans.isEmpty()) {
      return;
    }
    DuckDBAppender rows = appenders.of("spans");
    for (Span span : spans) {
      rows.beginRow();
      rows.append(seq);
      rows.append(span.traceId().high());
      rows.append(span.traceId().low());
      rows.append(span.spanId());
      rows.append(span.parentSpanId());
      rows.append(Codes.of(span.kind()));
      rows.append(Codes.of(span.status()));
      appendName(rows, span.name());
      rows.append(words.add(span.operation()));
      rows.append(words.add(span.service()));
      appendWord(rows, span.agentId());
      appendWord(rows, span.agentType());
      appendWord(rows, span.workflow());
      appendWord(rows, span.model());
      appendWord(rows, span.provider());
      rows.append(span.startNanos());
      rows.append(span.durationNanos());
      appendKnown(rows, span.queueWaitNanos());
      rows.append(span.errorClass());
      rows.append(span.statusMessage());
      appendTokens(rows, span.tokens());
      appendCost(rows, span.cost());
      rows.append(AttributeText.encode(span.attributes()));
      rows.append(AttributeText.encodeLinks(span.links()));
      rows.append(AttributeText.encodeEvents(span.events()));
      rows.endRow();
    }
  }

  /** A span from the columns of {@link #OUTLINE}, or with detail from those of {@link #DETAIL}. */
  Span read(ResultSet row, boolean detail) throws SQLException {
    String nameText = row.getString(8);
    return new Span(
        new TraceId(row.getLong(1), row.getLong(2)),
        row.getLong(3),
        row.getLong(4),
        Codes.kind(row.getByte(5)),
        nameText == null ? words.text(row.getInt(7)) : nameText,
        words.text(row.getInt(9)),
        words.text(row.getInt(10)),
        words.textOrNull(row, 11),
        words.textOrNull(row, 12),
        words.textOrNull(row, 13),
        row.getLong(16),
        row.getLong(17),
        readKnown(row, 18),
        Codes.status(row.getByte(6)),
        row.getString(19),
        detail ? row.getString(26) : null,
        words.textOrNull(row, 14),
        words.textOrNull(row, 15),
        readTokens(row, 20),
        readCost(row),
        detail ? AttributeText.decode(row.getString(27)) : Attributes.EMPTY,
        detail ? AttributeText.decodeLinks(row.getString(28)) : List.of(),
        detail ? AttributeText.decodeEvents(row.getString(29)) : List.of());
  }

  private void appendName(DuckDBAppender rows, String name) throws SQLException {
    if (words.size() < MOST_WORDS_FOR_NAMES || words.find(name) != Words.NONE) {
      rows.append(words.add(name));
      rows.appendNull();
    } else {
      rows.appendNull();
      rows.append(name);
    }
  }

  private void appendWord(DuckDBAppender rows, @Nullable String word) throws SQLException {
    if (word == null) {
      rows.appendNull();
    } else {
      rows.append(words.add(word));
    }
  }

  /** A time that is negative where unknown, as NULL. */
  static void appendKnown(DuckDBAppender rows, long nanos) throws SQLException {
    if (nanos < 0) {
      rows.appendNull();
    } else {
      rows.append(nanos);
    }
  }

  private static long readKnown(ResultSet row, int column) throws SQLException {
    long nanos = row.getLong(column);
    return row.wasNull() ? Span.UNKNOWN : nanos;
  }

  static void appendTokens(DuckDBAppender rows, @Nullable Tokens tokens) throws SQLException {
    if (tokens == null) {
      rows.appendNull().appendNull().appendNull().appendNull();
    } else {
      rows.append(tokens.input()).append(tokens.output());
      rows.append(tokens.cachedInput()).append(tokens.reasoning());
    }
  }

  /** Tokens from four columns, null if the first is NULL. */
  static @Nullable Tokens readTokens(ResultSet row, int column) throws SQLException {
    long input = row.getLong(column);
    if (row.wasNull()) {
      return null;
    }
    return new Tokens(
        input, row.getLong(column + 1), row.getLong(column + 2), row.getLong(column + 3));
  }

  private static void appendCost(DuckDBAppender rows, @Nullable Cost cost) throws SQLException {
    if (cost == null) {
      rows.appendNull().appendNull();
    } else {
      rows.append(cost.usd()).append(Codes.of(cost.source()));
    }
  }

  private static @Nullable Cost readCost(ResultSet row) throws SQLException {
    double usd = row.getDouble(24);
    return row.wasNull() ? null : new Cost(usd, Codes.source(row.getByte(25)));
  }
}
