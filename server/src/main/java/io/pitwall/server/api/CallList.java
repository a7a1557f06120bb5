package io.pitwall.server.api;

import io.pitwall.engine.around.Caller;
import io.pitwall.engine.around.Calls;
import io.pitwall.model.metric.ExpHistogram;
import io.pitwall.server.http.Query;
import io.pitwall.server.http.Response;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list of operations with how their calls went: chosen, sorted and cut as a request asks for.
 *
 * @param range range of time
 * @param order what to sort by
 * @param ascending whether the smallest comes first
 * @param text only operations whose name contains it, in lower case; null for all
 * @param limit most operations in the answer
 */
record CallList(
    AskedRange range, CallOrder order, boolean ascending, @Nullable String text, int limit) {

  /** Parameters that every such list understands. */
  static final String[] PARAMETERS = {
    AskedRange.HOURS, AskedRange.FROM, AskedRange.TO, "sort", "order", "q", "limit"
  };

  private static final int USUAL = 100;
  private static final int MOST = 1_000;

  static CallList of(Query query, long nowMicros) {
    return new CallList(
        AskedRange.of(query, 1, nowMicros),
        query
            .oneOf("sort", CallOrder.names())
            .map(CallOrder::named)
            .orElse(CallOrder.TOTAL_SECONDS),
        query.oneOf("order", List.of("asc", "desc")).equals(Optional.of("asc")),
        query.text("q").map(text -> text.toLowerCase(Locale.ROOT)).orElse(null),
        query.whole("limit", 1, MOST, USUAL));
  }

  /**
   * The answer.
   *
   * @param field name of the list in it
   * @param name what an operation is called; breaks ties, and is what {@code q} looks in
   */
  <T> Response.Content answer(
      String field,
      List<T> all,
      Function<T, Calls> calls,
      Function<T, String> name,
      Function<T, Answer> row) {
    record Placed<T>(T item, double number, String name) {}
    List<Placed<T>> wanted =
        all.stream()
            .map(item -> new Placed<>(item, order.of(calls.apply(item)), name.apply(item)))
            .filter(item -> text == null || item.name.toLowerCase(Locale.ROOT).contains(text))
            .sorted(
                Comparator.comparing((Placed<T> item) -> item.number, CallOrder.numbers(ascending))
                    .thenComparing(item -> item.name))
            .toList();
    return Answer.success()
        .with("time_range_hours", range.hours())
        .with(
            field, wanted.stream().limit(limit).map(item -> row.apply(item.item).fields()).toList())
        .with("total", wanted.size())
        .response();
  }

  /** Adds how calls went to a row. */
  Answer with(Answer row, Calls calls) {
    ExpHistogram seconds = calls.seconds();
    return row.with("count", calls.count())
        .with("rate_per_minute", calls.count() / (range.range().lengthMicros() / 6e7))
        .with("errors", calls.failures())
        .with("error_rate", calls.errorRate())
        .with("total_seconds", seconds.sum())
        .with("mean_ms", seconds.mean() * 1e3)
        .with("p50_ms", seconds.quantile(0.5) * 1e3)
        .with("p95_ms", seconds.quantile(0.95) * 1e3)
        .with("p99_ms", seconds.quantile(0.99) * 1e3)
        .with("max_ms", seconds.max() * 1e3);
  }

  /** Who calls, as it is answered. */
  static List<Map<String, @Nullable Object>> callers(List<Caller> callers) {
    return callers.stream()
        .map(
            caller ->
                Answer.object()
                    .with("service", caller.service())
                    .with("agent_type", caller.agentType().isEmpty() ? null : caller.agentType())
                    .with("count", caller.count())
                    .fields())
        .toList();
  }
}
