package io.pitwall.server.api;

import io.pitwall.analysis.trend.CounterRate;
import io.pitwall.engine.PerformanceEngine;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.metric.Series;
import io.pitwall.model.time.Clock;
import io.pitwall.model.time.TimeRange;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Query;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import io.pitwall.store.api.SeriesPoints;
import io.pitwall.store.api.SeriesQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** {@code GET /series}: a metric over time, in columns. */
final class SeriesResource implements Resource {
  /** Series answered one by one. */
  private static final int MOST_LISTED = 50;

  /** Series taken together. */
  private static final int MOST_MERGED = 1_000;

  private final PerformanceEngine engine;
  private final Clock clock;

  SeriesResource(PerformanceEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/performance/series", Access.READ, this::series)
            .query(
                "metric",
                "tags",
                "agg",
                AskedRange.HOURS,
                AskedRange.FROM,
                AskedRange.TO,
                Steps.STEP,
                Steps.MAX_POINTS));
  }

  private Response series(Request request) {
    Query query = request.query();
    String metric =
        query
            .text("metric")
            .orElseThrow(() -> Query.wrong("metric", "the name of a metric", "nothing"));
    SeriesMerge merge =
        query.oneOf("agg", SeriesMerge.names()).map(SeriesMerge::named).orElse(SeriesMerge.EACH);
    long now = clock.nowMicros();
    TimeRange range = AskedRange.of(query, 1, now).range();
    long step = Steps.micros(query, range, engine.settings().retention(), now);
    List<Series> all =
        engine.telemetry().findSeries(SeriesQuery.named(metric).withTags(tags(query)));
    int most = merge == SeriesMerge.EACH ? MOST_LISTED : MOST_MERGED;
    List<Series> some = all.subList(0, Math.min(most, all.size()));
    List<SeriesColumns> columns = read(some, range, step);
    if (merge != SeriesMerge.EACH && !columns.isEmpty()) {
      columns = List.of(merge.of(columns));
    }
    long[] starts = columns.isEmpty() ? new long[0] : columns.getFirst().startMicros();
    return Answer.success()
        .with("metric", metric)
        .with("resolution_seconds", step / 1_000_000)
        .with("t", LongStream.of(starts).<Instant>mapToObj(Times::instant).toList())
        .with("open_bucket", openBucket(starts, step, now))
        .with("series", columns.stream().map(SeriesColumns::view).toList())
        .with("series_total", all.size())
        .with("series_read", some.size())
        .response();
  }

  private static Map<String, String> tags(Query query) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String tag : query.all("tags")) {
      int equals = tag.indexOf('=');
      if (equals < 1) {
        throw Query.wrong("tags", "a tag and its value like queue=inbox", tag);
      }
      tags.put(tag.substring(0, equals), tag.substring(equals + 1));
    }
    return tags;
  }

  /** A bucket that has not ended may still change. */
  private static @Nullable Integer openBucket(long[] starts, long step, long now) {
    int last = starts.length - 1;
    return last >= 0 && starts[last] <= now && starts[last] + step > now ? last : null;
  }

  private List<SeriesColumns> read(List<Series> series, TimeRange range, long step) {
    if (series.isEmpty()) {
      return List.of();
    }
    boolean counters = series.getFirst().type() == MetricType.COUNTER;
    // The rate of the first bucket needs the total before it.
    TimeRange wider = counters ? new TimeRange(range.fromMicros() - step, range.toMicros()) : range;
    List<SeriesColumns> columns = new ArrayList<>(series.size());
    for (SeriesPoints points : engine.telemetry().read(series, wider, step)) {
      columns.add(counters ? rates(points) : SeriesColumns.of(points));
    }
    return columns;
  }

  private static SeriesColumns rates(SeriesPoints points) {
    int n = points.length();
    int first = Math.min(1, n);
    double[] all = CounterRate.perSecond(points.startMicros(), points.last());
    double[] rates = Arrays.copyOfRange(all, first, n);
    Series series = points.series();
    return new SeriesColumns(
        series.tags(),
        "rate",
        series.unit().isEmpty() ? "/s" : series.unit() + "/s",
        Arrays.copyOfRange(points.startMicros(), first, n),
        rates,
        rates,
        rates,
        Arrays.copyOfRange(points.count(), first, n));
  }
}
