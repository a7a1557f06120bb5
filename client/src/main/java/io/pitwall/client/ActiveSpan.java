package io.pitwall.client;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Work that is going on. Closing it ends it, so it belongs in a try-with-resources statement; what
 * is set after that is ignored. Parents are explicit, so spans may start and end on any thread;
 * {@link #enter} makes a span the one that {@link Pitwall#current()} finds.
 *
 * <p>Nothing here throws: null, negative, infinite or otherwise senseless values are ignored. Safe
 * for use by many threads. Starting, filling and closing a span takes no lock that another thread
 * holds for long, and no network.
 */
public final class ActiveSpan implements AutoCloseable {
  private static final int LONGEST_TEXT = 4_096;
  private static final String WORKFLOW = "gen_ai.workflow.name";
  private static final String AGENT_NAME = "gen_ai.agent.name";
  private static final String AGENT_ID = "gen_ai.agent.id";

  private final Exporter exporter;
  private final SpanType type;
  private final SpanRole role;
  final long traceHigh;
  final long traceLow;
  final long spanId;

  /** 0 for none. */
  final long parentId;

  /**
   * What to add to {@link System#nanoTime} for nanoseconds since the epoch. All spans of a process
   * that belong to one trace share it, so that no step of the clock comes between them.
   */
  private final long epochOffset;

  private final long startTick;
  private long endTick;
  private String name;

  /** Workflow and agent, which the spans inside belong to as well. */
  private @Nullable String workflow;

  private @Nullable String agentName;
  private @Nullable String agentId;
  private final Attributes attributes = new Attributes();
  private boolean failed;
  private @Nullable String errorMessage;
  private boolean ended;

  private ActiveSpan(
      Exporter exporter,
      SpanType type,
      SpanRole role,
      @Nullable String name,
      long traceHigh,
      long traceLow,
      long parentId,
      long epochOffset,
      long startTick) {
    this.exporter = exporter;
    this.type = type;
    this.role = role;
    this.name = name == null || name.isBlank() ? "unknown" : shortened(name);
    this.traceHigh = traceHigh;
    this.traceLow = traceLow;
    this.spanId = randomId();
    this.parentId = parentId;
    this.epochOffset = epochOffset;
    this.startTick = startTick;
  }

  /** Starts a trace, or goes on with that of another process. */
  static ActiveSpan root(
      Exporter exporter,
      SpanType type,
      SpanRole role,
      @Nullable String name,
      @Nullable TraceParent parent) {
    long tick = System.nanoTime();
    long offset = exporter.epochNanos() - tick;
    ActiveSpan span =
        parent == null
            ? new ActiveSpan(exporter, type, role, name, randomId(), randomId(), 0, offset, tick)
            : new ActiveSpan(
                exporter,
                type,
                role,
                name,
                parent.traceHigh(),
                parent.traceLow(),
                parent.spanId(),
                offset,
                tick);
    if (type == SpanType.RUN) {
      span.workflow = span.name;
    }
    return span;
  }

  ActiveSpan child(SpanType childType, SpanRole childRole, @Nullable String childName) {
    ActiveSpan child =
        new ActiveSpan(
            exporter,
            childType,
            childRole,
            childName,
            traceHigh,
            traceLow,
            spanId,
            epochOffset,
            System.nanoTime());
    synchronized (this) {
      child.workflow = workflow;
      child.agentName = agentName;
      child.agentId = agentId;
    }
    if (childType == SpanType.AGENT) {
      child.agentName = child.name;
    }
    return child;
  }

  /** Starts a workflow inside this span: one that a request or a message asked for. */
  public ActiveSpan run(String workflowName) {
    ActiveSpan run = child(SpanType.RUN, SpanRole.INTERNAL, workflowName);
    run.workflow = run.name;
    return run;
  }

  /**
   * Starts work of an agent inside this span.
   *
   * @param agentName what sort of agent, e.g. {@code retriever}
   * @param agentId which one of them, stable over restarts, e.g. {@code retriever-2}; null if there
   *     is one only
   */
  public ActiveSpan agent(String agentName, @Nullable String agentId) {
    ActiveSpan agent = child(SpanType.AGENT, SpanRole.INTERNAL, agentName);
    agent.agentId = agentId == null ? null : shortened(agentId);
    return agent;
  }

  /** Starts a step of the work: a node, a plan, a chain. */
  public ActiveSpan task(String taskName) {
    return child(SpanType.TASK, SpanRole.INTERNAL, taskName);
  }

  /** Starts a tool call. */
  public ActiveSpan tool(String toolName) {
    return child(SpanType.TOOL, SpanRole.INTERNAL, toolName);
  }

  /** Starts a call of a generative model. */
  public ActiveSpan model(String modelName) {
    return child(SpanType.MODEL, SpanRole.CLIENT, modelName);
  }

  /** Starts anything else; its attributes say what it is, by OpenTelemetry's conventions. */
  public ActiveSpan span(String spanName, @Nullable SpanRole spanRole) {
    return child(SpanType.OTHER, spanRole == null ? SpanRole.INTERNAL : spanRole, spanName);
  }

  /** Gives the work another name, for names that are known at its end only. */
  public synchronized ActiveSpan name(String newName) {
    if (!ended && newName != null && !newName.isBlank()) {
      name = shortened(newName);
    }
    return this;
  }

  /** How long the work waited in a queue before it was started. */
  public ActiveSpan queueWait(Duration waited) {
    return waited == null ? this : queueWaitNanos(nanos(waited));
  }

  ActiveSpan queueWaitNanos(long nanos) {
    return nanos < 0 ? this : attribute("pitwall.queue.wait_ms", nanos / 1e6);
  }

  /**
   * Tokens of a model call.
   *
   * @param input all input tokens, those read from a cache included
   * @param output all output tokens, reasoning included
   */
  public ActiveSpan tokens(long input, long output) {
    return count("gen_ai.usage.input_tokens", input).count("gen_ai.usage.output_tokens", output);
  }

  /** Input tokens that were read from the provider's cache. */
  public ActiveSpan cachedTokens(long cached) {
    return count("gen_ai.usage.cache_read.input_tokens", cached);
  }

  /** Output tokens that were spent on reasoning. */
  public ActiveSpan reasoningTokens(long reasoning) {
    return count("gen_ai.usage.reasoning.output_tokens", reasoning);
  }

  /** Cost of a model call in US dollars. */
  public ActiveSpan cost(double usd) {
    return usd >= 0 && usd < Double.POSITIVE_INFINITY ? attribute("gen_ai.usage.cost", usd) : this;
  }

  /** Marks the work as failed with that exception. */
  public ActiveSpan error(Throwable failure) {
    return failure == null ? this : error(failure.getClass().getSimpleName(), message(failure));
  }

  /**
   * Marks the work as failed.
   *
   * @param errorType low-cardinality class of the failure, e.g. {@code RateLimitError}
   * @param message text for people, null if there is none
   */
  public synchronized ActiveSpan error(String errorType, @Nullable String message) {
    if (!ended) {
      failed = true;
      errorMessage = message == null ? null : shortened(message);
      attribute("error.type", errorType == null || errorType.isBlank() ? "_OTHER" : errorType);
    }
    return this;
  }

  /**
   * Adds an attribute; values are text, numbers or booleans, anything else is written as text. A
   * span keeps 128 of them.
   */
  public ActiveSpan attribute(String attributeName, @Nullable Object value) {
    if (attributeName == null || value == null) {
      return this;
    }
    Object plain = value instanceof Long ? value : plain(value); // of the program's own making
    synchronized (this) {
      if (!ended) {
        switch (attributeName) {
          case WORKFLOW -> workflow = plain.toString();
          case AGENT_NAME -> agentName = plain.toString();
          case AGENT_ID -> agentId = plain.toString();
          default -> attributes.put(attributeName, plain);
        }
      }
    }
    return this;
  }

  /**
   * Makes this the current span of the thread until the scope is closed, on the same thread. It
   * does not end the span.
   */
  public Scope enter() {
    return Scope.enter(this);
  }

  /** The same work with this span as the current one, on whatever thread it is run. */
  public Runnable wrap(Runnable work) {
    return Scope.wrap(this, work);
  }

  /** The same work with this span as the current one, on whatever thread it is called. */
  public <T extends @Nullable Object> Callable<T> wrap(Callable<T> work) {
    return Scope.wrap(this, work);
  }

  /** The W3C traceparent header that lets another process join this span. */
  public String traceparent() {
    return new TraceParent(traceHigh, traceLow, spanId).toString();
  }

  /** The trace id, 32 hexadecimal digits: the run's id in Pitwall. */
  public String traceId() {
    return TraceParent.hex(traceHigh) + TraceParent.hex(traceLow);
  }

  /** Ends the work. Closing again does nothing. */
  @Override
  public void close() {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      endTick = System.nanoTime();
    }
    exporter.offer(this);
  }

  /** Writes the span as OTLP/JSON; only of a span that has ended, which nobody changes any more. */
  void writeTo(JsonWriter json) {
    json.beginObject().name("traceId").value(traceId());
    json.name("spanId").value(TraceParent.hex(spanId));
    if (parentId != 0) {
      json.name("parentSpanId").value(TraceParent.hex(parentId));
    }
    json.name("name").value(type.operation == null ? name : type.operation + " " + name);
    json.name("kind").value(role.number);
    json.name("startTimeUnixNano").value(Long.toString(startTick + epochOffset));
    json.name("endTimeUnixNano").value(Long.toString(Math.max(startTick, endTick) + epochOffset));
    json.name("attributes").beginArray();
    writeKnown(json, "gen_ai.operation.name", type.operation);
    writeKnown(json, WORKFLOW, workflow);
    writeKnown(json, AGENT_NAME, agentName);
    writeKnown(json, AGENT_ID, agentId);
    if (type != SpanType.RUN && type != SpanType.AGENT) {
      writeKnown(json, type.nameAttribute, name);
    }
    for (int i = 0; i < attributes.count(); i++) {
      OtlpJson.writeAttribute(json, attributes.name(i), attributes.value(i));
    }
    json.endArray();
    if (failed) {
      json.name("status").beginObject().name("code").value(2);
      if (errorMessage != null) {
        json.name("message").value(errorMessage);
      }
      json.endObject();
    }
    json.endObject();
  }

  /** What the program itself said under that name stands. */
  private void writeKnown(JsonWriter json, @Nullable String known, @Nullable String value) {
    if (known != null && value != null && !attributes.contains(known)) {
      OtlpJson.writeAttribute(json, known, value);
    }
  }

  private ActiveSpan count(String attributeName, long value) {
    return value < 0 ? this : attribute(attributeName, value);
  }

  private static Object plain(Object value) {
    if (value instanceof String text) {
      return shortened(text);
    }
    if (value instanceof Boolean || value instanceof Double) {
      return value;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float number) {
      return number.doubleValue();
    }
    try {
      return shortened(String.valueOf(value.toString()));
    } catch (Throwable unprintable) {
      // A toString() of the host program that fails must not fail the host through us.
      return value.getClass().getName();
    }
  }

  private static @Nullable String message(Throwable failure) {
    try {
      return failure.getMessage();
    } catch (Throwable unprintable) {
      return null;
    }
  }

  private static long nanos(Duration time) {
    try {
      return time.toNanos();
    } catch (ArithmeticException longerThanALife) {
      return -1;
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }

  /** From the thread's random source, as in OpenTelemetry's SDK: ids must be unique, not secret. */
  private static long randomId() {
    long id;
    do {
      id = ThreadLocalRandom.current().nextLong();
    } while (id == 0);
    return id;
  }
}
