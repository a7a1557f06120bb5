package io.pitwall.model.trace;

/** Whether more spans are expected. */
public enum RunState {
  /** Spans arrived within the idle time. */
  RUNNING,
  /** Nothing arrived for the idle time; a late span reopens the run. */
  FINAL
}
