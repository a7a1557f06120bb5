package io.pitwall.store.duckdb;

import io.pitwall.model.metric.MetricType;
import io.pitwall.model.metric.Series;
import io.pitwall.store.api.SeriesQuery;
import io.pitwall.store.api.StoreException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * All series, in memory: their number (dense, in the order they came, which is what rows carry) by
 * their id (a hash of name and tags). The writer adds, everyone reads.
 */
final class SeriesIndex {
  private static final Comparator<Known> BY_NAME_AND_TAGS =
      Comparator.<Known, String>comparing(known -> known.series.name())
          .thenComparing(known -> known.series.tags().toString());

  /** Name of the state that holds the first number never used. */
  static final String NEXT = "next_series";

  /** A series and the number that stands for it. */
  static final class Known {
    final Series series;
    final int number;

    /** The object last seen for it: comparing with that is all that most samples need. */
    private Series seen;

    /** What was added after this one the last time: most sources keep their order. */
    private @Nullable Known next;

    private boolean removed;

    private Known(Series series, int number) {
      this.series = series;
      this.number = number;
      this.seen = series;
    }
  }

  private final Map<Long, Known> byId = new ConcurrentHashMap<>();
  private final ConcurrentSkipListMap<String, Set<Known>> byName = new ConcurrentSkipListMap<>();
  private final Map<Integer, Known> byNumber = new ConcurrentHashMap<>();
  private final List<Known> added = new ArrayList<>();
  private int nextNumber;

  /** What was added last. */
  private @Nullable Known last;

  void load(DuckDBConnection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT number, id, name, tags, type, unit, description FROM series")) {
      while (rows.next()) {
        Series series =
            new Series(
                rows.getLong(2),
                rows.getString(3),
                TagText.decode(rows.getString(4)),
                MetricType.valueOf(rows.getString(5)),
                rows.getString(6),
                rows.getString(7));
        if (!byId.containsKey(series.id())) {
          put(new Known(series, rows.getInt(1)));
        }
      }
    }
    nextNumber = (int) Watermark.read(connection, NEXT);
    for (Known known : byId.values()) {
      nextNumber = Math.max(nextNumber, known.number + 1);
    }
  }

  /**
   * The number of a series, adding it if need be. For the writer alone.
   *
   * @throws StoreException if another series has the same id
   */
  @SuppressWarnings("ReferenceEquality") // a mere shortcut: what is not identical is compared
  int add(Series series) {
    Known before = last;
    Known guess = before == null ? null : before.next;
    if (guess != null && guess.seen == series && !guess.removed) {
      last = guess;
      return guess.number;
    }
    Known known = find(series);
    if (before != null) {
      before.next = known;
    }
    last = known;
    return known.number;
  }

  @SuppressWarnings("ReferenceEquality") // a mere shortcut: what is not identical is compared
  private Known find(Series series) {
    Known known = byId.get(series.id());
    if (known == null) {
      known = new Known(series, nextNumber++);
      put(known);
      added.add(known);
    } else if (known.seen != series) {
      requireSame(known.series, series);
      known.seen = series;
    }
    return known;
  }

  private static void requireSame(Series known, Series series) {
    if (!known.name().equals(series.name()) || !known.tags().equals(series.tags())) {
      throw new StoreException(
          "Expected different ids for different series, but %s%s and %s%s share %016x; rename the metric or one of its tags"
              .formatted(known.name(), known.tags(), series.name(), series.tags(), series.id()));
    }
  }

  @Nullable Known find(long id) {
    return byId.get(id);
  }

  @Nullable Known ofNumber(int number) {
    return byNumber.get(number);
  }

  /** Whether a series keeps the distribution of its values; false if it is unknown. */
  boolean isDistribution(int number) {
    Known known = byNumber.get(number);
    return known != null && known.series.type().isDistribution();
  }

  int size() {
    return byId.size();
  }

  /** Series that a query chooses, by name and tags. */
  List<Known> find(SeriesQuery query) {
    Stream<Known> named =
        query.prefix()
            ? byName.tailMap(query.name(), true).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(query.name()))
                .flatMap(entry -> entry.getValue().stream())
            : byName.getOrDefault(query.name(), Set.of()).stream();
    return named
        .filter(known -> known.series.tags().entrySet().containsAll(query.tags().entrySet()))
        .sorted(BY_NAME_AND_TAGS)
        .limit(query.limit())
        .toList();
  }

  boolean hasAdded() {
    return !added.isEmpty();
  }

  void appendAdded(DuckDBAppender rows) throws SQLException {
    for (Known known : added) {
      Series series = known.series;
      rows.beginRow();
      rows.append(known.number);
      rows.append(series.id());
      rows.append(series.name());
      rows.append(TagText.encode(series.tags()));
      rows.append(series.type().name());
      rows.append(series.type().isDistribution());
      rows.append(series.unit());
      rows.append(series.description());
      rows.endRow();
    }
  }

  void committed() {
    added.clear();
  }

  /** Forgets what was added since the last commit; its numbers are not used again. */
  void rolledBack() {
    added.forEach(this::remove);
    added.clear();
  }

  /** Forgets series that have no data any more. For the writer alone. */
  void removeNumbers(Collection<Integer> numbers) {
    for (Integer number : numbers) {
      Known known = byNumber.get(number);
      if (known != null) {
        remove(known);
      }
    }
  }

  private void put(Known known) {
    byId.put(known.series.id(), known);
    byNumber.put(known.number, known);
    byName.computeIfAbsent(known.series.name(), name -> ConcurrentHashMap.newKeySet()).add(known);
  }

  private void remove(Known known) {
    known.removed = true;
    byId.remove(known.series.id());
    byNumber.remove(known.number);
    Set<Known> sameName = byName.get(known.series.name());
    if (sameName != null) {
      sameName.remove(known);
    }
  }
}
