package io.pitwall.lab.fault;

import io.pitwall.engine.intake.RawSource;
import io.pitwall.engine.intake.RawSpan;
import io.pitwall.engine.intake.RawSpan.Role;
import io.pitwall.lab.sim.Distribution;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.SpanStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The work of one agent on one task, written down as it goes on: each call adds spans and moves the
 * time on. Not thread-safe.
 */
final class Work {
  private static final double TOKENS_PER_SECOND = 120;
  private static final double FIRST_TOKEN_SECONDS = 0.2;

  private final Traced run;
  private final RawSource source;
  final String agentType;
  final String agentId;

  /** Luck of this task alone. */
  final RandomGenerator luck;

  /** Since when the agent had nothing to do, seconds; 0 if it comes from another task. */
  final double idleSeconds;

  /** How many tasks of the type are under way at this moment, this one included. */
  final int underWay;

  private final long startNanos;
  private final List<RawSpan> told = new ArrayList<>();
  private long above;
  private long at;
  private @Nullable String errorType;

  Work(
      Traced run,
      RawSource source,
      String agentType,
      String agentId,
      long span,
      long startNanos,
      double idleSeconds,
      int underWay,
      RandomGenerator luck) {
    this.run = run;
    this.source = source;
    this.agentType = agentType;
    this.agentId = agentId;
    this.luck = luck;
    this.idleSeconds = idleSeconds;
    this.underWay = underWay;
    this.startNanos = startNanos;
    above = span;
    at = startNanos;
  }

  /** Now, nanoseconds since the epoch. */
  long at() {
    return at;
  }

  /** Since the task began, seconds. */
  double elapsed() {
    return (at - startNanos) / 1e9;
  }

  /** The spans so far. */
  List<RawSpan> told() {
    return told;
  }

  /** Class of the failure that ended the task, null if it goes well. */
  @Nullable String errorType() {
    return errorType;
  }

  /** Draws from a log-normal distribution. */
  double draw(double mean, double variation) {
    return new Distribution.LogNormal(mean, variation).sample(luck);
  }

  /** The same of a count, which is far from where doubles lose count. */
  double draw(long mean, double variation) {
    return draw((double) mean, variation);
  }

  boolean chance(double probability) {
    return luck.nextDouble() < probability;
  }

  /** A text that no other call has. */
  String unique(String what) {
    return what + " " + Long.toHexString(luck.nextLong());
  }

  /** Goes on later: works by itself, or does nothing. */
  void pass(double seconds) {
    at += Math.round(seconds * 1e9);
  }

  /** The task fails; what comes after is still done. */
  void fail(String error) {
    errorType = error;
  }

  /** Asks a model that tells how much was read from its cache. */
  void model(String model, long input, long cached, long output) {
    model(model, input, cached, output, null, 1);
  }

  /**
   * Asks a model.
   *
   * @param cached tokens read from its cache; -1 if it does not tell
   * @param error class of its failure, null if it answers
   * @param slowness factor of its time
   */
  void model(
      String model, long input, long cached, long output, @Nullable String error, double slowness) {
    Attributes.Builder attributes = named("chat");
    attributes.put("gen_ai.request.model", model);
    attributes.put("gen_ai.provider.name", model.startsWith("claude") ? "anthropic" : "openai");
    long start = at;
    boolean answered = error == null || !error.startsWith("RateLimit");
    if (answered) {
      attributes.put("gen_ai.usage.input_tokens", input).put("gen_ai.usage.output_tokens", output);
      if (cached >= 0) {
        attributes.put("gen_ai.usage.cache_read.input_tokens", Math.min(cached, input));
      }
      pass(slowness * draw(FIRST_TOKEN_SECONDS + output / TOKENS_PER_SECOND, 0.25));
    } else {
      pass(draw(0.08, 0.3));
    }
    tell("chat " + model, Role.CLIENT, start, attributes, error);
  }

  /** Calls a tool with arguments of which no other call has the same. */
  void tool(String name, double seconds) {
    tool(name, seconds, unique(name), 400, null);
  }

  /**
   * Calls a tool.
   *
   * @param arguments text of its arguments
   * @param resultChars length of its result
   * @param error class of its failure, null if it goes well
   */
  void tool(
      String name, double seconds, String arguments, int resultChars, @Nullable String error) {
    tool(name, arguments, resultChars, error, () -> pass(seconds));
  }

  /** Calls a tool that does things itself. */
  void tool(
      String name, String arguments, int resultChars, @Nullable String error, Runnable inside) {
    Attributes.Builder attributes = named("execute_tool");
    attributes.put("gen_ai.tool.name", name).put("gen_ai.tool.call.arguments", arguments);
    if (error == null) {
      attributes.put("gen_ai.tool.call.result", Texts.ofLength(resultChars));
    }
    enclose("execute_tool " + name, Role.INTERNAL, attributes, error, inside);
  }

  /** Looks something up in a knowledge source. */
  void retrieve(String dataSource, double seconds) {
    Attributes.Builder attributes = named("retrieval");
    attributes.put("gen_ai.data_source.id", dataSource);
    enclose("retrieval " + dataSource, Role.CLIENT, attributes, null, () -> pass(seconds));
  }

  /** Reads from an outside service by HTTP. */
  void get(String host, double seconds, @Nullable String error) {
    Attributes.Builder attributes = Attributes.builder();
    attributes
        .put("http.request.method", "GET")
        .put("server.address", host)
        .put("url.full", "https://" + host + "/v1/items/" + luck.nextInt(100_000))
        .put("http.response.status_code", error == null ? 200L : 503L);
    enclose("GET", Role.CLIENT, attributes, error, () -> pass(seconds));
  }

  /** Calls an own service; what it does is inside. */
  void serve(String service, String route, Runnable inside) {
    Attributes.Builder attributes = Attributes.builder();
    attributes
        .put("http.request.method", "GET")
        .put("http.route", route)
        .put("http.response.status_code", 200L);
    enclose("GET " + route, Role.SERVER, attributes, null, inside, run.service(service));
  }

  /** Asks a database. */
  void query(String service, String sql, double seconds) {
    Attributes.Builder attributes = Attributes.builder();
    attributes.put("db.system.name", "postgresql").put("db.query.text", sql);
    enclose(
        sql.substring(0, sql.indexOf(' ')),
        Role.CLIENT,
        attributes,
        null,
        () -> pass(seconds),
        run.service(service));
  }

  /** Does all at the same time; goes on when the last is done. */
  void atOnce(List<Runnable> parts) {
    long from = at;
    long last = at;
    for (Runnable part : parts) {
      at = from;
      part.run();
      last = Math.max(last, at);
    }
    at = last;
  }

  private Attributes.Builder named(String operation) {
    Attributes.Builder attributes = Attributes.builder();
    attributes.put("gen_ai.operation.name", operation);
    return attributes;
  }

  private void enclose(
      String name,
      Role role,
      Attributes.Builder attributes,
      @Nullable String error,
      Runnable inside) {
    enclose(name, role, attributes, error, inside, source);
  }

  private void enclose(
      String name,
      Role role,
      Attributes.Builder attributes,
      @Nullable String error,
      Runnable inside,
      RawSource from) {
    long outer = above;
    long own = run.newSpanId();
    long start = at;
    above = own;
    inside.run();
    above = outer;
    put(own, name, role, start, attributes, error, from);
  }

  private void tell(
      String name, Role role, long start, Attributes.Builder attributes, @Nullable String error) {
    put(run.newSpanId(), name, role, start, attributes, error, source);
  }

  private void put(
      long id,
      String name,
      Role role,
      long start,
      Attributes.Builder attributes,
      @Nullable String error,
      RawSource from) {
    if (error != null) {
      attributes.put("error.type", error);
    }
    told.add(
        run.span(
            id,
            above,
            name,
            role,
            start,
            at,
            error == null ? SpanStatus.UNSET : SpanStatus.ERROR,
            attributes.build(),
            from));
  }
}
