package io.pitwall.engine.around;

import io.pitwall.analysis.sql.SqlText;
import io.pitwall.engine.intake.RouteTemplate;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a span says about what surrounds agents. Pure. Names come from what the span says of itself:
 * a query by its normalised text (else its operation), a call by method and template or RPC method.
 */
final class SpanObservations {
  /** A query's text as a tag; the rest is told by its id. */
  private static final int LONGEST_QUERY = 500;

  private static final List<String> METHODS = List.of("http.request.method", "http.method");
  private static final List<String> URLS =
      List.of("url.full", "http.url", "url.path", "http.target");
  private static final List<String> HOSTS =
      List.of("server.address", "net.peer.name", "http.host", "peer.service", "rpc.service");
  private static final List<String> SYSTEMS = List.of("db.system.name", "db.system");
  private static final List<String> STATEMENTS = List.of("db.query.text", "db.statement");
  private static final List<String> MESSAGE_OPERATIONS =
      List.of("messaging.operation.type", "messaging.operation.name", "messaging.operation");

  /** A query and, where reported, its rows. */
  static List<Observation> ofQuery(Span span, @Nullable String agent) {
    Attributes attributes = span.attributes();
    String system = first(attributes, SYSTEMS);
    String statement = first(attributes, STATEMENTS);
    String query = statement == null ? span.operation() : new SqlText(statement, "").oneLine();
    String id = queryId(system, query);
    Observation took =
        new Observation(
            AroundMetric.DATABASE,
            Observation.tags(
                "system", system,
                "query", shortened(query),
                "query_id", id,
                "summary", span.operation(),
                "service", span.service(),
                "agent", agent,
                "outcome", Outcome.ofCall(span).tag()),
            span.endNanos() / 1_000,
            span.durationNanos() / 1e9);
    OptionalInt rows = SpanNumbers.whole(span, "db.response.returned_rows");
    return rows.isEmpty()
        ? List.of(took)
        : List.of(
            took,
            new Observation(
                AroundMetric.DATABASE_ROWS,
                Observation.tags("system", system, "query_id", id, "service", span.service()),
                took.endMicros(),
                rows.getAsInt()));
  }

  /** A request that was served. */
  static Observation ofServed(Span span) {
    String method = first(span.attributes(), METHODS);
    String operation = span.operation();
    boolean named = method != null && operation.startsWith(method + " ");
    return served(
        span.service(),
        method == null ? "RPC" : method,
        named ? operation.substring(method == null ? 0 : method.length() + 1) : operation,
        Outcome.ofServed(span),
        span.endNanos() / 1_000,
        span.durationNanos());
  }

  static Observation served(
      String service,
      String method,
      String route,
      Outcome outcome,
      long endMicros,
      long durationNanos) {
    return new Observation(
        AroundMetric.ENDPOINT,
        Observation.tags(
            "service", service, "method", method, "route", route, "outcome", outcome.tag()),
        endMicros,
        durationNanos / 1e9);
  }

  /** A call of another service by HTTP or RPC. */
  static Observation ofHttpCall(Span span) {
    Attributes attributes = span.attributes();
    String host = first(attributes, HOSTS);
    String url = first(attributes, URLS);
    host = host == null && url != null ? hostOf(url) : host;
    return external(span, "http", host == null ? span.operation() : host, callOf(span, url));
  }

  private static String callOf(Span span, @Nullable String url) {
    Attributes attributes = span.attributes();
    String rpc = attributes.text("rpc.method");
    if (rpc != null) {
      String service = attributes.text("rpc.service");
      return service == null || rpc.contains("/") ? rpc : service + "/" + rpc;
    }
    String template = attributes.text("url.template");
    if (template == null) {
      template = url == null ? "" : RouteTemplate.of(url);
    }
    String method = first(attributes, METHODS);
    String call = (method == null ? "" : method + " ") + template;
    return call.isBlank() ? span.operation() : call.strip();
  }

  /** A call of a model: another service, too, and often the one that limits. */
  static Observation ofModelCall(Span span) {
    String host = span.attributes().text("server.address");
    String provider = span.provider();
    return external(
        span,
        span.kind().name().toLowerCase(Locale.ROOT),
        host != null ? host : provider != null ? provider : "unknown",
        span.operation());
  }

  private static Observation external(Span span, String kind, String host, String operation) {
    boolean retry = SpanNumbers.whole(span, "http.request.resend_count").orElse(0) > 0;
    return new Observation(
        AroundMetric.EXTERNAL,
        Observation.tags(
            "kind",
            kind,
            "host",
            host,
            "operation",
            operation,
            "service",
            span.service(),
            "outcome",
            Outcome.ofCall(span).tag(),
            "retry",
            retry ? "true" : null),
        span.endNanos() / 1_000,
        span.durationNanos() / 1e9);
  }

  /** Work with a message. */
  static Observation ofMessage(Span span) {
    String operation = first(span.attributes(), MESSAGE_OPERATIONS);
    return new Observation(
        AroundMetric.MESSAGE,
        Observation.tags(
            "system", span.attributes().text("messaging.system"),
            "queue", span.operation(),
            "operation", operation == null ? "unknown" : operation,
            "service", span.service(),
            "outcome", Outcome.ofCall(span).tag()),
        span.endNanos() / 1_000,
        span.durationNanos() / 1e9);
  }

  /** Identity of a query, stable over restarts: 8 hexadecimal digits. */
  static String queryId(@Nullable String system, String query) {
    CRC32C hash = new CRC32C();
    hash.update(((system == null ? "" : system) + '\n' + query).getBytes(StandardCharsets.UTF_8));
    return String.format(Locale.ROOT, "%08x", hash.getValue());
  }

  static String shortened(String query) {
    return query.length() <= LONGEST_QUERY ? query : query.substring(0, LONGEST_QUERY - 1) + "…";
  }

  private static @Nullable String hostOf(String url) {
    int from = url.indexOf("://");
    if (from < 0) {
      return null;
    }
    int to = from + 3;
    while (to < url.length() && "/?#:".indexOf(url.charAt(to)) < 0) {
      to++;
    }
    String authority = url.substring(from + 3, to);
    return authority.substring(authority.indexOf('@') + 1);
  }

  private static @Nullable String first(Attributes attributes, List<String> names) {
    for (String name : names) {
      String value = attributes.text(name);
      if (value != null && !value.isEmpty()) {
        return value;
      }
    }
    return null;
  }

  private SpanObservations() {}
}
