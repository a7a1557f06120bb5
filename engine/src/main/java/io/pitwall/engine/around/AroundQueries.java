package io.pitwall.engine.around;

import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.model.time.TimeRange;
import io.pitwall.store.api.SeriesQuery;
import io.pitwall.store.api.SeriesSummary;
import io.pitwall.store.api.TelemetryStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How what surrounds agents did over a range. Reads the metrics of {@link AroundMetric}: costs one
 * summary of a metric each. Thread-safe.
 */
public final class AroundQueries {
  private static final int MOST_CALLERS = 20;

  private final TelemetryStore store;
  private final QueryPlans plans;

  public AroundQueries(TelemetryStore store, QueryPlans plans) {
    this.store = store;
    this.plans = plans;
  }

  /** Queries of databases, in no order. */
  public List<DatabaseQuery> databaseQueries(TimeRange range) {
    Map<String, ExpHistogram> rows = byQuery(AroundMetric.DATABASE_ROWS.metric(), range);
    List<DatabaseQuery> queries = new ArrayList<>();
    grouped(AroundMetric.DATABASE.metric(), range, "system", "query_id")
        .forEach(
            (key, parts) ->
                queries.add(
                    new DatabaseQuery(
                        tag(parts.getFirst(), "query_id"),
                        DatabaseQuery.SPANS,
                        "",
                        tag(parts.getFirst(), "system"),
                        tag(parts.getFirst(), "query"),
                        tag(parts.getFirst(), "summary"),
                        calls(parts),
                        rows.getOrDefault(queryKey(parts.getFirst()), ExpHistogram.EMPTY),
                        ExpHistogram.EMPTY,
                        null,
                        callers(parts))));
    queries.addAll(serverStatistics(range));
    return queries;
  }

  private List<DatabaseQuery> serverStatistics(TimeRange range) {
    Map<String, ExpHistogram> rows = byQuery(ServerStatistics.ROWS, range);
    Map<String, ExpHistogram> reads = byQuery(ServerStatistics.SHARED_READS, range);
    List<DatabaseQuery> queries = new ArrayList<>();
    grouped(ServerStatistics.TIME, range, "server", "database", "query_id")
        .forEach(
            (key, parts) -> {
              SeriesSummary one = parts.getFirst();
              queries.add(
                  new DatabaseQuery(
                      tag(one, "query_id"),
                      DatabaseQuery.PG_STAT_STATEMENTS,
                      tag(one, "database"),
                      "postgresql",
                      tag(one, "query"),
                      tag(one, "summary"),
                      calls(parts),
                      rows.getOrDefault(queryKey(one), ExpHistogram.EMPTY),
                      reads.getOrDefault(queryKey(one), ExpHistogram.EMPTY),
                      plans
                          .plan(tag(one, "server"), tag(one, "database"), tag(one, "query_id"))
                          .orElse(null),
                      List.of()));
            });
    return queries;
  }

  /** Routes that were served, in no order. */
  public List<Endpoint> endpoints(TimeRange range) {
    List<Endpoint> endpoints = new ArrayList<>();
    grouped(AroundMetric.ENDPOINT.metric(), range, "service", "method", "route")
        .forEach(
            (key, parts) ->
                endpoints.add(
                    new Endpoint(
                        tag(parts.getFirst(), "service"),
                        tag(parts.getFirst(), "method"),
                        tag(parts.getFirst(), "route"),
                        calls(parts))));
    return endpoints;
  }

  /** Operations of outside services, in no order. */
  public List<ExternalCall> external(TimeRange range) {
    List<ExternalCall> external = new ArrayList<>();
    grouped(AroundMetric.EXTERNAL.metric(), range, "kind", "host", "operation")
        .forEach(
            (key, parts) ->
                external.add(
                    new ExternalCall(
                        tag(parts.getFirst(), "kind"),
                        tag(parts.getFirst(), "host"),
                        tag(parts.getFirst(), "operation"),
                        calls(parts),
                        parts.stream()
                            .filter(part -> tag(part, "retry").equals("true"))
                            .mapToLong(part -> part.histogram().count())
                            .sum(),
                        callers(parts))));
    return external;
  }

  /** Pages as browsers saw them, in no order. */
  public List<Page> pages(TimeRange range) {
    record Key(String app, String page) {}
    Map<Key, Map<WebVital, Page.Vital>> pages = new LinkedHashMap<>();
    for (WebVital vital : WebVital.values()) {
      grouped(vital.metric(), range, "app", "page")
          .forEach(
              (key, parts) ->
                  pages
                      .computeIfAbsent(
                          new Key(key.get(0), key.get(1)), k -> new EnumMap<>(WebVital.class))
                      .put(vital, vital(parts)));
    }
    return pages.entrySet().stream()
        .map(entry -> new Page(entry.getKey().app, entry.getKey().page, entry.getValue()))
        .toList();
  }

  private static Page.Vital vital(List<SeriesSummary> parts) {
    Map<WebVital.Rating, Long> byRating = new EnumMap<>(WebVital.Rating.class);
    ExpHistogram values = ExpHistogram.EMPTY;
    for (SeriesSummary part : parts) {
      values = values.isEmpty() ? part.histogram() : values.merge(part.histogram());
      for (WebVital.Rating rating : WebVital.Rating.values()) {
        if (rating.word().equals(tag(part, "rating"))) {
          byRating.merge(rating, part.histogram().count(), Long::sum);
        }
      }
    }
    return new Page.Vital(values, byRating);
  }

  private Map<List<String>, List<SeriesSummary>> grouped(
      String metric, TimeRange range, String... tags) {
    return store.summarize(SeriesQuery.named(metric), range).stream()
        .collect(
            Collectors.groupingBy(
                summary -> List.of(tags).stream().map(name -> tag(summary, name)).toList(),
                LinkedHashMap::new,
                Collectors.toList()));
  }

  private Map<String, ExpHistogram> byQuery(String metric, TimeRange range) {
    return store.summarize(SeriesQuery.named(metric), range).stream()
        .collect(
            Collectors.toMap(
                AroundQueries::queryKey, SeriesSummary::histogram, ExpHistogram::merge));
  }

  private static String queryKey(SeriesSummary summary) {
    return tag(summary, "server")
        + "\n"
        + tag(summary, "database")
        + "\n"
        + tag(summary, "query_id");
  }

  private static Calls calls(List<SeriesSummary> parts) {
    Calls.Sum sum = new Calls.Sum();
    parts.forEach(part -> sum.add(outcome(part), part.histogram()));
    return sum.calls();
  }

  /** Without the tag, as in the series of what is too many, nothing is known to have failed. */
  private static Outcome outcome(SeriesSummary part) {
    String tag = tag(part, "outcome").toUpperCase(Locale.ROOT);
    for (Outcome outcome : Outcome.values()) {
      if (outcome.name().equals(tag)) {
        return outcome;
      }
    }
    return Outcome.OK;
  }

  private static List<Caller> callers(List<SeriesSummary> parts) {
    Map<Caller, Long> counts = new HashMap<>();
    parts.forEach(
        part ->
            counts.merge(
                new Caller(tag(part, "service"), tag(part, "agent"), 0),
                part.histogram().count(),
                Long::sum));
    Function<Map.Entry<Caller, Long>, Caller> counted =
        entry -> new Caller(entry.getKey().service(), entry.getKey().agentType(), entry.getValue());
    return counts.entrySet().stream()
        .map(counted)
        .sorted(
            Comparator.comparingLong(Caller::count)
                .reversed()
                .thenComparing(Caller::service)
                .thenComparing(Caller::agentType))
        .limit(MOST_CALLERS)
        .toList();
  }

  private static String tag(SeriesSummary summary, String name) {
    return summary.series().tags().getOrDefault(name, "");
  }
}
