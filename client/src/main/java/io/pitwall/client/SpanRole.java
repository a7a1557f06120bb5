package io.pitwall.client;

/** Which side of a call a span saw; the span kinds of OpenTelemetry. */
public enum SpanRole {
  /** Work inside the program. */
  INTERNAL(1),
  /** A request that was answered. */
  SERVER(2),
  /** A request that was made: of a model, a database, a service. */
  CLIENT(3),
  /** A message that was sent. */
  PRODUCER(4),
  /** A message that was worked on. */
  CONSUMER(5);

  /** The number that OTLP gives it. */
  final int number;

  SpanRole(int number) {
    this.number = number;
  }
}
