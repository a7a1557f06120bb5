package io.pitwall.model.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a {@link Span} together; not thread-safe. What is not set is absent, 0 or unknown. */
public final class SpanBuilder {
  private final TraceId traceId;
  private final long spanId;
  private final SpanKind kind;
  private final String name;
  private long parentSpanId;
  private String operation;
  private String service = "";
  private @Nullable String agentId;
  private @Nullable String agentType;
  private @Nullable String workflow;
  private long startNanos;
  private long durationNanos;
  private long queueWaitNanos = Span.UNKNOWN;
  private SpanStatus status = SpanStatus.UNSET;
  private @Nullable String errorClass;
  private @Nullable String statusMessage;
  private @Nullable String model;
  private @Nullable String provider;
  private @Nullable Tokens tokens;
  private @Nullable Cost cost;
  private Attributes attributes = Attributes.EMPTY;
  private List<SpanLink> links = List.of();
  private List<SpanEvent> events = List.of();

  SpanBuilder(TraceId traceId, long spanId, SpanKind kind, String name) {
    this.traceId = traceId;
    this.spanId = spanId;
    this.kind = kind;
    this.name = name;
    this.operation = name;
  }

  public SpanBuilder parent(long parentSpanId) {
    this.parentSpanId = parentSpanId;
    return this;
  }

  public SpanBuilder operation(String operation) {
    this.operation = operation;
    return this;
  }

  public SpanBuilder service(String service) {
    this.service = service;
    return this;
  }

  public SpanBuilder agent(@Nullable String agentId, @Nullable String agentType) {
    this.agentId = agentId;
    this.agentType = agentType;
    return this;
  }

  public SpanBuilder workflow(@Nullable String workflow) {
    this.workflow = workflow;
    return this;
  }

  /** Start in nanoseconds since the epoch, and duration in nanoseconds. */
  public SpanBuilder time(long startNanos, long durationNanos) {
    this.startNanos = startNanos;
    this.durationNanos = durationNanos;
    return this;
  }

  public SpanBuilder queueWait(long queueWaitNanos) {
    this.queueWaitNanos = queueWaitNanos;
    return this;
  }

  public SpanBuilder status(SpanStatus status) {
    this.status = status;
    return this;
  }

  public SpanBuilder error(@Nullable String errorClass, @Nullable String statusMessage) {
    this.errorClass = errorClass;
    this.statusMessage = statusMessage;
    return this;
  }

  public SpanBuilder model(@Nullable String model, @Nullable String provider) {
    this.model = model;
    this.provider = provider;
    return this;
  }

  public SpanBuilder tokens(@Nullable Tokens tokens) {
    this.tokens = tokens;
    return this;
  }

  public SpanBuilder cost(@Nullable Cost cost) {
    this.cost = cost;
    return this;
  }

  public SpanBuilder attributes(Attributes attributes) {
    this.attributes = attributes;
    return this;
  }

  public SpanBuilder links(List<SpanLink> links) {
    this.links = links;
    return this;
  }

  public SpanBuilder events(List<SpanEvent> events) {
    this.events = events;
    return this;
  }

  public Span build() {
    return new Span(
        traceId,
        spanId,
        parentSpanId,
        kind,
        name,
        operation,
        service,
        agentId,
        agentType,
        workflow,
        startNanos,
        durationNanos,
        queueWaitNanos,
        status,
        errorClass,
        statusMessage,
        model,
        provider,
        tokens,
        cost,
        attributes,
        links,
        events);
  }
}
