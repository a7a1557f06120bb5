package io.pitwall.lab.fleet;

import io.pitwall.lab.fleet.FleetEvent.Role;
import io.pitwall.model.trace.Attributes;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What tools of the fleet talk to: APIs with a database behind them, an outside search service that
 * limits its callers, and the queue that a task comes by. Told as spans below those of the agents,
 * with luck of their own, so that the fleet itself does what it did without them.
 */
final class Surroundings {
  private final TaskProcess.Work work;
  private final RandomGenerator luck;

  private Surroundings(TaskProcess.Work work, long spanId) {
    this.work = work;
    luck = work.run.streams.stream("around " + spanId);
  }

  /**
   * Tells what is behind a call of a tool that has just ended.
   *
   * @param toolSpan id of its span
   * @param attempt which try it is, from 1
   * @param errorType null if it went well
   */
  static void ofTool(
      TaskProcess.Work work,
      String tool,
      long toolSpan,
      long startNanos,
      int attempt,
      @Nullable String errorType) {
    Surroundings around = new Surroundings(work, toolSpan);
    long end = work.world.now();
    switch (tool) {
      case "erp_lookup" -> around.erp(toolSpan, startNanos, end, errorType);
      case "crm_lookup" -> around.crm(toolSpan, startNanos, end, errorType);
      case "web_search" -> around.search(toolSpan, startNanos, end, attempt, errorType);
      case "schema_check" -> around.checks(toolSpan, startNanos, end);
      default -> {
        // works on its own
      }
    }
  }

  /** Tells how the task came: it was sent to the pool's queue and taken from it now. */
  static void ofQueue(TaskProcess.Work work, long queuedNanos) {
    Surroundings around = new Surroundings(work, work.spanId);
    String queue = "tasks." + work.agent.type();
    long sent = around.id();
    around.tell(
        "task-queue",
        sent,
        work.run.rootSpanId,
        "publish " + queue,
        Role.PRODUCER,
        queuedNanos,
        queuedNanos,
        Attributes.of(
            "messaging.system", "rabbitmq",
            "messaging.destination.name", queue,
            "messaging.operation.type", "send"),
        null);
    around.tell(
        work.agent.service(),
        around.id(),
        sent,
        "process " + queue,
        Role.CONSUMER,
        work.world.now(),
        work.world.now(),
        Attributes.of(
            "messaging.system", "rabbitmq",
            "messaging.destination.name", queue,
            "messaging.operation.type", "process"),
        null);
  }

  private void erp(long parent, long start, long end, @Nullable String errorType) {
    int order = 10_000 + luck.nextInt(90_000);
    int status = errorType == null ? 200 : 503;
    long server = call(parent, "erp-api", "/orders/" + order + "/lines", start, end, status);
    query(
        "erp-api",
        server,
        "postgresql",
        "SELECT line, article, amount FROM order_lines WHERE order_id = "
            + order
            + " ORDER BY line",
        part(start, end, 0.2),
        part(start, end, 0.75),
        1L + luck.nextInt(12),
        null);
    if (errorType == null && luck.nextDouble() < 0.2) {
      query(
          "erp-api",
          server,
          "postgresql",
          "UPDATE orders SET seen_by = '" + work.agentId + "' WHERE id = " + order,
          part(start, end, 0.76),
          part(start, end, 0.85),
          1L,
          null);
    }
  }

  private void crm(long parent, long start, long end, @Nullable String errorType) {
    int customer = 10_000 + luck.nextInt(90_000);
    boolean failed = errorType != null;
    long server = call(parent, "crm-api", "/customers/" + customer, start, end, failed ? 500 : 200);
    query(
        "crm-api",
        server,
        "mysql",
        "SELECT * FROM customers c JOIN contacts k ON k.customer = c.id WHERE k.mail = \"c"
            + customer
            + "@example.com\"",
        part(start, end, 0.15),
        part(start, end, 0.8),
        failed ? 0L : 1L,
        failed ? "SQLTransientConnectionException" : null);
  }

  private void search(long parent, long start, long end, int attempt, @Nullable String errorType) {
    boolean late = ActivityProcess.TIMEOUT.equals(errorType);
    boolean limited = !late && errorType != null;
    Attributes.Builder attributes = Attributes.builder();
    attributes
        .put("http.request.method", "POST")
        .put("server.address", "api.search.example")
        .put(
            "url.full", "https://api.search.example/v1/indexes/" + luck.nextInt(9_000) + "/search");
    if (!late) {
      attributes.put("http.response.status_code", limited ? 429L : 200L);
    }
    if (attempt > 1) {
      attributes.put("http.request.resend_count", (long) attempt - 1);
    }
    String error = late ? "timeout" : limited ? "429" : null;
    tell(
        work.agent.service(),
        id(),
        parent,
        "POST",
        Role.CLIENT,
        start,
        end,
        attributes.build(),
        error);
  }

  private void checks(long parent, long start, long end) {
    query(
        work.agent.service(),
        parent,
        "postgresql",
        "INSERT INTO checks (agent, passed) VALUES ('" + work.agentId + "', true)",
        part(start, end, 0.5),
        part(start, end, 0.9),
        1L,
        null);
  }

  /** A call of an API inside: the caller's span and the server's, whose id is the answer. */
  private long call(long parent, String service, String path, long start, long end, int status) {
    long client = id();
    long server = id();
    String error = status >= 500 ? Integer.toString(status) : null;
    tell(
        service,
        server,
        client,
        "GET",
        Role.SERVER,
        part(start, end, 0.08),
        part(start, end, 0.93),
        Attributes.of(
            "http.request.method",
            "GET",
            "url.path",
            path,
            "http.response.status_code",
            (long) status),
        error);
    tell(
        work.agent.service(),
        client,
        parent,
        "GET",
        Role.CLIENT,
        start,
        end,
        Attributes.of(
            "http.request.method",
            "GET",
            "server.address",
            service + ".internal",
            "url.full",
            "http://" + service + ".internal" + path,
            "http.response.status_code",
            (long) status),
        error);
    return server;
  }

  private void query(
      String service,
      long parent,
      String system,
      String sql,
      long start,
      long end,
      long rows,
      @Nullable String errorType) {
    tell(
        service,
        id(),
        parent,
        sql.substring(0, sql.indexOf(' ')),
        Role.CLIENT,
        start,
        end,
        Attributes.of(
            "db.system.name", system,
            "db.query.text", sql,
            "db.response.returned_rows", rows),
        errorType);
  }

  private void tell(
      String service,
      long id,
      long parent,
      String name,
      Role role,
      long start,
      long end,
      Attributes attributes,
      @Nullable String errorType) {
    Attributes.Builder all = Attributes.builder();
    attributes.forEach(all::put);
    if (errorType != null) {
      all.put("error.type", errorType);
    }
    work.world.tell(
        new FleetEvent.SpanEnded(
            service,
            false,
            work.run.traceHigh,
            work.run.traceLow,
            id,
            parent,
            name,
            role,
            start,
            end,
            all.build(),
            errorType));
  }

  private long id() {
    long id;
    do {
      id = luck.nextLong();
    } while (id == 0);
    return id;
  }

  private static long part(long start, long end, double share) {
    return start + (long) ((end - start) * share);
  }
}
