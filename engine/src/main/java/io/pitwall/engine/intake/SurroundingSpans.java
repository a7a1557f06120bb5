package io.pitwall.engine.intake;

import io.pitwall.analysis.sql.SqlDialect;
import io.pitwall.analysis.sql.SqlText;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.SpanEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prepares spans of what surrounds agents before they are understood and kept. Query texts lose
 * their literals, whatever is asked for, and say what they are about; requests that were served
 * without saying their route get one from their path. Stateless; costs one look at each attribute
 * of other spans.
 */
final class SurroundingSpans {
  /** Marks a route that was made of a path. */
  static final String ROUTE_DERIVED = "pitwall.route.derived";

  private static final String ROUTE = "http.route";
  private static final String SUMMARY = "db.query.summary";
  private static final Set<String> STATEMENTS = Set.of("db.query.text", "db.statement");
  private static final List<String> PATHS =
      List.of("url.path", "http.target", "url.full", "http.url");

  /** The span without literals, with a summary and a route; the same object if it has neither. */
  static RawSpan prepared(RawSpan raw) {
    boolean database = false;
    boolean http = false;
    for (int i = 0; i < raw.attributes().size(); i++) {
      String name = raw.attributes().name(i);
      database |= name.startsWith("db.");
      http |= name.equals("http.request.method") || name.equals("http.method");
    }
    for (SpanEvent event : raw.events()) {
      for (int i = 0; i < event.attributes().size(); i++) {
        database |= STATEMENTS.contains(event.attributes().name(i));
      }
    }
    if (database) {
      return withoutLiterals(raw);
    }
    return http && raw.role() == RawSpan.Role.SERVER ? withRoute(raw) : raw;
  }

  private static RawSpan withRoute(RawSpan raw) {
    if (raw.attributes().text(ROUTE) != null) {
      return raw;
    }
    for (String name : PATHS) {
      String path = raw.attributes().text(name);
      if (path != null && !path.isEmpty()) {
        Attributes.Builder more = Attributes.builder();
        raw.attributes().forEach(more::put);
        more.put(ROUTE, RouteTemplate.of(path)).put(ROUTE_DERIVED, true);
        return with(raw, raw.name(), more.build(), raw.statusMessage(), raw.events());
      }
    }
    return raw;
  }

  private static RawSpan withoutLiterals(RawSpan raw) {
    Optional<SqlDialect> dialect = SqlDialect.ofSystem(system(raw.attributes()));
    SpokenLiterals literals = new SpokenLiterals();
    Attributes.Builder clean = Attributes.builder();
    String summary = raw.attributes().text(SUMMARY);
    boolean said = summary != null;
    for (int i = 0; i < raw.attributes().size(); i++) {
      String name = raw.attributes().name(i);
      Object value = raw.attributes().value(i);
      if (STATEMENTS.contains(name)) {
        // Other languages mix what is asked with the data in ways of their own.
        if (dialect.isPresent() && value instanceof String text) {
          SqlText sql = SqlText.of(text, dialect.get(), literals::add);
          summary = summary == null ? sql.summary() : summary;
          clean.put(name, sql.text());
        }
      } else if (!isParameter(name)) {
        clean.put(name, value);
      }
    }
    if (!said && summary != null && !summary.isEmpty()) {
      clean.put(SUMMARY, summary);
    }
    String name = dialect.isEmpty() ? raw.name() : spoken(raw.name(), dialect.get(), literals);
    List<SpanEvent> events =
        raw.events().stream().map(event -> clean(event, dialect, literals)).toList();
    return with(raw, name, clean.build(), literals.removedFrom(raw.statusMessage()), events);
  }

  private static SpanEvent clean(
      SpanEvent event, Optional<SqlDialect> dialect, SpokenLiterals literals) {
    Attributes.Builder clean = Attributes.builder();
    event
        .attributes()
        .forEach(
            (name, value) -> {
              if (STATEMENTS.contains(name)) {
                if (dialect.isPresent() && value instanceof String text) {
                  clean.put(name, spoken(text, dialect.get(), literals));
                }
              } else if (!isParameter(name)) {
                clean.put(name, value instanceof String s ? literals.removedFrom(s) : value);
              }
            });
    return new SpanEvent(event.name(), event.timeNanos(), clean.build());
  }

  private static String spoken(String text, SqlDialect dialect, SpokenLiterals literals) {
    return SqlText.of(text, dialect, literals::add).text();
  }

  /** The values of a statement's parameters are data by themselves. */
  private static boolean isParameter(String name) {
    return name.startsWith("db.")
        && (name.startsWith("db.query.parameter")
            || name.startsWith("db.operation.parameter")
            || name.startsWith("db.statement.parameter")
            || name.startsWith("db.sql.parameter"));
  }

  private static @Nullable String system(Attributes attributes) {
    String system = attributes.text("db.system.name");
    return system == null ? attributes.text("db.system") : system;
  }

  private static RawSpan with(
      RawSpan raw,
      String name,
      Attributes attributes,
      String statusMessage,
      List<SpanEvent> events) {
    return new RawSpan(
        raw.traceIdHigh(),
        raw.traceIdLow(),
        raw.spanId(),
        raw.parentSpanId(),
        name,
        raw.role(),
        raw.startNanos(),
        raw.endNanos(),
        raw.status(),
        statusMessage,
        attributes,
        events,
        raw.links(),
        raw.source());
  }

  private SurroundingSpans() {}
}
