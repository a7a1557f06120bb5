package io.pitwall.client;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Records what agents do and sends it to a Pitwall server (or any OTLP/HTTP receiver) in the
 * background.
 *
 * <pre>{@code
 * try (Pitwall pitwall = Pitwall.builder().service("billing").build();
 *     ActiveSpan run = pitwall.run("invoice-flow");
 *     ActiveSpan agent = run.agent("extractor", "extractor-3").queueWait(waited)) {
 *   try (ActiveSpan call = agent.model("claude-sonnet-4-5")) {
 *     Answer answer = model.ask(question);
 *     call.tokens(answer.inputTokens(), answer.outputTokens()).cost(answer.usd());
 *   }
 * }
 * }</pre>
 *
 * <p>Once built, nothing here throws into or blocks the program: a full queue drops new spans and
 * counts them, a server that is down costs nothing but the spans that no longer fit. Safe for use
 * by many threads.
 */
public final class Pitwall implements AutoCloseable {
  private final Exporter exporter;
  private final Duration closeTimeout;

  private Pitwall(Builder builder) {
    exporter = new Exporter(builder.settings());
    closeTimeout = builder.closeTimeout;
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Starts a run of the named workflow: the root of a new trace. */
  public ActiveSpan run(String workflow) {
    return ActiveSpan.root(exporter, SpanType.RUN, SpanRole.INTERNAL, workflow, null);
  }

  /**
   * The span that the calling thread {@linkplain ActiveSpan#enter entered} last, of whatever
   * recorder; null if there is none.
   */
  public static @Nullable ActiveSpan current() {
    return Scope.current();
  }

  /** Starts work of an agent inside the current span, or in a trace of its own. */
  public ActiveSpan agent(String agentName, @Nullable String agentId) {
    ActiveSpan agent = start(SpanType.AGENT, SpanRole.INTERNAL, agentName);
    return agent.attribute("gen_ai.agent.name", agentName).attribute("gen_ai.agent.id", agentId);
  }

  /** Starts a step of the work inside the current span, or in a trace of its own. */
  public ActiveSpan task(String taskName) {
    return start(SpanType.TASK, SpanRole.INTERNAL, taskName);
  }

  /** Starts a tool call inside the current span, or in a trace of its own. */
  public ActiveSpan tool(String toolName) {
    return start(SpanType.TOOL, SpanRole.INTERNAL, toolName);
  }

  /** Starts a model call inside the current span, or in a trace of its own. */
  public ActiveSpan model(String modelName) {
    return start(SpanType.MODEL, SpanRole.CLIENT, modelName);
  }

  /** Starts anything else inside the current span, or in a trace of its own. */
  public ActiveSpan span(String spanName, @Nullable SpanRole spanRole) {
    return start(SpanType.OTHER, spanRole == null ? SpanRole.INTERNAL : spanRole, spanName);
  }

  private ActiveSpan start(SpanType type, SpanRole role, @Nullable String name) {
    ActiveSpan parent = Scope.current();
    return parent == null
        ? ActiveSpan.root(exporter, type, role, name, null)
        : parent.child(type, role, name);
  }

  /**
   * Joins a trace that another process began.
   *
   * @param traceparent the other span's {@link ActiveSpan#traceparent()}, usually carried in the
   *     HTTP or message header of that name; if it is null or malformed a new trace begins
   * @param task name of the work done here
   */
  public ActiveSpan join(@Nullable String traceparent, String task) {
    return ActiveSpan.root(
        exporter, SpanType.TASK, SpanRole.INTERNAL, task, TraceParent.parse(traceparent));
  }

  /** Joins a trace with a span that is not a task: the request that carried the header. */
  public ActiveSpan join(@Nullable String traceparent, String spanName, @Nullable SpanRole role) {
    return ActiveSpan.root(
        exporter,
        SpanType.OTHER,
        role == null ? SpanRole.INTERNAL : role,
        spanName,
        TraceParent.parse(traceparent));
  }

  /** The same work with the current span of now as its own, on whatever thread it is run. */
  public static Runnable wrap(Runnable work) {
    return Scope.wrap(Scope.current(), work);
  }

  /** The same work with the current span of now as its own, on whatever thread it is called. */
  public static <T extends @Nullable Object> Callable<T> wrap(Callable<T> work) {
    return Scope.wrap(Scope.current(), work);
  }

  /** An executor that runs work with the span that was current when it was handed over. */
  public static Executor wrap(Executor executor) {
    return work -> executor.execute(wrap(work));
  }

  /**
   * An executor that records each piece of work as a task with the time it waited for a thread. The
   * task belongs to the span that was current when the work was handed over, and is current while
   * it runs.
   *
   * @param threads what runs the work; shutting the one down shuts the other
   * @param taskName name of the tasks
   */
  public ExecutorService measured(ExecutorService threads, String taskName) {
    return threads == null ? threads : new MeasuredExecutor(this, threads, taskName);
  }

  /**
   * Waits until everything recorded so far was sent or given up.
   *
   * @param timeout longest time to wait; null for none
   * @return whether that was done in time
   */
  public boolean flush(@Nullable Duration timeout) {
    return exporter.flush(timeout == null ? Duration.ZERO : timeout);
  }

  /** What became of the spans so far. */
  public RecorderStats stats() {
    return exporter.stats();
  }

  /** Sends what is left, for at most the close timeout, then stops. Later spans are dropped. */
  @Override
  public void close() {
    exporter.close(closeTimeout);
  }

  /**
   * Settings of a recorder. Values that cannot work are refused here, with an
   * IllegalArgumentException, so that nothing has to fail later. Not thread-safe.
   */
  public static final class Builder {
    private URI endpoint = URI.create("http://127.0.0.1:7070");
    private final Map<String, String> resource = new TreeMap<>();
    private @Nullable String token;
    private int queueCapacity = 8_192;
    private int batchSize = 512;
    private Duration interval = Duration.ofSeconds(1);
    private Duration retryFor = Duration.ofMinutes(1);
    private Duration requestTimeout = Duration.ofSeconds(10);
    private Duration closeTimeout = Duration.ofSeconds(5);

    private Builder() {
      resource.put("service.name", "unknown_service");
    }

    /** Base URL of the server, by default {@code http://127.0.0.1:7070}. */
    public Builder endpoint(String url) {
      URI uri = URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
      if (uri.getHost() == null || !("http".equals(uri.getScheme()) || isHttps(uri))) {
        throw new IllegalArgumentException(
            "Expected endpoint to be a URL like http://127.0.0.1:7070, but got '" + url + "'");
      }
      endpoint = uri;
      return this;
    }

    /** Name of the program that records, {@code service.name} in OpenTelemetry. */
    public Builder service(String name) {
      return resource("service.name", name);
    }

    /** Adds an attribute that every span carries, e.g. {@code deployment.environment.name}. */
    public Builder resource(String name, String value) {
      if (name.isBlank() || value.isBlank()) {
        throw new IllegalArgumentException(
            "Expected a resource attribute with a name and a value, but got '"
                + name
                + "' and '"
                + value
                + "'");
      }
      resource.put(name, value);
      return this;
    }

    /** Access token with ingest scope; null for none, which a server on loopback accepts. */
    public Builder token(@Nullable String ingestToken) {
      token = ingestToken;
      return this;
    }

    /** Most spans that wait to be sent, by default 8,192; more are dropped and counted. */
    public Builder queueCapacity(int spans) {
      queueCapacity = positive("queueCapacity", spans);
      return this;
    }

    /** Most spans in a request, by default 512. */
    public Builder batchSize(int spans) {
      batchSize = positive("batchSize", spans);
      return this;
    }

    /** Longest time a span waits for others to share its request, by default one second. */
    public Builder interval(Duration time) {
      interval = positive("interval", time);
      return this;
    }

    /** How long a batch is tried again before it is given up and counted, by default a minute. */
    public Builder retryFor(Duration time) {
      retryFor = positive("retryFor", time);
      return this;
    }

    /** Longest time a request may take, by default ten seconds. */
    public Builder requestTimeout(Duration time) {
      requestTimeout = positive("requestTimeout", time);
      return this;
    }

    /** Longest time that {@link Pitwall#close} takes to send what is left, by default 5 s. */
    public Builder closeTimeout(Duration time) {
      closeTimeout = positive("closeTimeout", time);
      return this;
    }

    public Pitwall build() {
      return new Pitwall(this);
    }

    private Exporter.Settings settings() {
      return new Exporter.Settings(
          endpoint.resolve(endpoint.getPath() + "/v1/traces"),
          Map.copyOf(resource),
          token,
          queueCapacity,
          batchSize,
          interval,
          retryFor,
          requestTimeout);
    }

    private static boolean isHttps(URI uri) {
      return "https".equals(uri.getScheme());
    }

    private static int positive(String name, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(
            "Expected " + name + " to be 1 or more, but got " + value);
      }
      return value;
    }

    private static Duration positive(String name, Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException(
            "Expected " + name + " to be longer than 0, but got " + value);
      }
      return value;
    }
  }
}
