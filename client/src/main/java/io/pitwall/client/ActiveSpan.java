package io.pitwall.client;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Work that is going on. Closing it ends it, so it belongs in a try-with-resources statement; what
 * is set after that is ignored. Parents are explicit, so spans may start and end on any thread.
 *
 * <p>Nothing here throws: null, negative, infinite or otherwise senseless values are ignored. Safe
 * for use by many threads.
 */
public final class ActiveSpan implements AutoCloseable {
  private static final int LONGEST_TEXT = 4_096;
  private static final List<String> INHERITED =
      List.of("gen_ai.workflow.name", "gen_ai.agent.name", "gen_ai.agent.id");

  private final Exporter exporter;
  private final SpanIdentity identity;
  private final SpanType type;

  /** Workflow and agent, which the spans inside belong to as well. */
  private final Map<String, Object> inherited;

  private final long startNanos;
  private final long startTick = System.nanoTime();
  private final String name;
  private final Map<String, Object> attributes = new LinkedHashMap<>();
  private boolean failed;
  private @Nullable String errorMessage;
  private boolean ended;

  private ActiveSpan(
      Exporter exporter,
      SpanIdentity identity,
      SpanType type,
      String name,
      Map<String, Object> inherited) {
    this.exporter = exporter;
    this.identity = identity;
    this.type = type;
    this.inherited = inherited;
    this.name = name;
    Instant now = Instant.now();
    startNanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    attributes.put("gen_ai.operation.name", type.operation);
    attributes.putAll(inherited);
    attributes.put(type.nameAttribute, name);
  }

  static ActiveSpan start(
      Exporter exporter,
      SpanIdentity identity,
      SpanType type,
      @Nullable String name,
      Map<String, Object> inherited) {
    String known = name == null || name.isBlank() ? "unknown" : shortened(name);
    return new ActiveSpan(exporter, identity, type, known, inherited);
  }

  /**
   * Starts work of an agent inside this span.
   *
   * @param agentName what sort of agent, e.g. {@code retriever}
   * @param agentId which one of them, stable over restarts, e.g. {@code retriever-2}
   */
  public ActiveSpan agent(String agentName, String agentId) {
    return child(SpanType.AGENT, agentName).attribute("gen_ai.agent.id", agentId);
  }

  /** Starts a step of the work: a node, a plan, a chain. */
  public ActiveSpan task(String taskName) {
    return child(SpanType.TASK, taskName);
  }

  /** Starts a tool call. */
  public ActiveSpan tool(String toolName) {
    return child(SpanType.TOOL, toolName);
  }

  /** Starts a call of a generative model. */
  public ActiveSpan model(String modelName) {
    return child(SpanType.MODEL, modelName);
  }

  /** How long the work waited in a queue before it was started. */
  public ActiveSpan queueWait(Duration waited) {
    return waited == null || waited.isNegative()
        ? this
        : attribute("pitwall.queue.wait_ms", waited.toNanos() / 1e6);
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

  /** Adds an attribute; values are text, numbers or booleans, anything else is written as text. */
  public synchronized ActiveSpan attribute(String attributeName, @Nullable Object value) {
    if (!ended && attributeName != null && value != null) {
      attributes.put(attributeName, plain(value));
    }
    return this;
  }

  /** The W3C traceparent header that lets another process join this span. */
  public String traceparent() {
    return identity.traceparent();
  }

  /** The trace id, 32 hexadecimal digits: the run's id in Pitwall. */
  public String traceId() {
    return identity.traceHex();
  }

  /** Ends the work. Closing again does nothing. */
  @Override
  public void close() {
    FinishedSpan finished;
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      long end = startNanos + Math.max(0, System.nanoTime() - startTick);
      finished =
          new FinishedSpan(
              identity,
              type.operation + " " + name,
              type.otlpKind,
              startNanos,
              end,
              attributes,
              failed,
              errorMessage);
    }
    exporter.offer(finished);
  }

  private ActiveSpan child(SpanType childType, @Nullable String childName) {
    return start(exporter, identity.child(), childType, childName, forChildren());
  }

  private synchronized Map<String, Object> forChildren() {
    Map<String, Object> passedOn = new LinkedHashMap<>(inherited);
    for (String attribute : INHERITED) {
      Object value = attributes.get(attribute);
      if (value != null) {
        passedOn.put(attribute, value);
      }
    }
    return passedOn;
  }

  private ActiveSpan count(String attributeName, long value) {
    return value < 0 ? this : attribute(attributeName, value);
  }

  private static Object plain(Object value) {
    if (value instanceof Boolean || value instanceof Long || value instanceof Double) {
      return value;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof Float number) {
      return number.doubleValue();
    }
    try {
      return shortened(String.valueOf(value));
    } catch (RuntimeException unprintable) {
      // A toString() of the host program that fails must not fail the host through us.
      return value.getClass().getName();
    }
  }

  private static @Nullable String message(Throwable failure) {
    try {
      return failure.getMessage();
    } catch (RuntimeException unprintable) {
      return null;
    }
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }
}
