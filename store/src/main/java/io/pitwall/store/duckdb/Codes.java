package io.pitwall.store.duckdb;

import io.pitwall.model.trace.Cost;
import io.pitwall.model.trace.RunState;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanStatus;

/**
 * The numbers that stand for constants in tables. Part of the stored format: they may not change,
 * whatever becomes of the order of the constants; the compiler asks for the number of a new one.
 */
final class Codes {
  private static final SpanKind[] KINDS = new SpanKind[SpanKind.values().length];
  private static final SpanStatus[] STATUSES = new SpanStatus[SpanStatus.values().length];
  private static final RunState[] STATES = new RunState[RunState.values().length];
  private static final Cost.Source[] SOURCES = new Cost.Source[Cost.Source.values().length];

  static {
    for (SpanKind kind : SpanKind.values()) {
      KINDS[of(kind)] = kind;
    }
    for (SpanStatus status : SpanStatus.values()) {
      STATUSES[of(status)] = status;
    }
    for (RunState state : RunState.values()) {
      STATES[of(state)] = state;
    }
    for (Cost.Source source : Cost.Source.values()) {
      SOURCES[of(source)] = source;
    }
  }

  static byte of(SpanKind kind) {
    return switch (kind) {
      case WORKFLOW -> 0;
      case AGENT -> 1;
      case TASK -> 2;
      case TOOL -> 3;
      case MODEL -> 4;
      case EMBEDDING -> 5;
      case RETRIEVAL -> 6;
      case DATABASE -> 7;
      case HTTP_SERVER -> 8;
      case HTTP_CLIENT -> 9;
      case MESSAGING -> 10;
      case FRONTEND -> 11;
      case INTERNAL -> 12;
    };
  }

  static SpanKind kind(int code) {
    return KINDS[code];
  }

  static byte of(SpanStatus status) {
    return switch (status) {
      case UNSET -> 0;
      case OK -> 1;
      case ERROR -> 2;
    };
  }

  static SpanStatus status(int code) {
    return STATUSES[code];
  }

  static byte of(RunState state) {
    return switch (state) {
      case RUNNING -> 0;
      case FINAL -> 1;
    };
  }

  static RunState state(int code) {
    return STATES[code];
  }

  static byte of(Cost.Source source) {
    return switch (source) {
      case REPORTED -> 0;
      case COMPUTED -> 1;
    };
  }

  static Cost.Source source(int code) {
    return SOURCES[code];
  }

  private Codes() {}
}
