package io.pitwall.engine.alert.signal;

import io.pitwall.model.alert.Selection;
import io.pitwall.model.alert.TagMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The demands of a selection with their regular expressions compiled, and what becomes of several
 * series. Immutable.
 */
public final class Grouping {
  private final Selection of;
  private final List<Predicate<Map<String, String>>> demands = new ArrayList<>();

  public Grouping(Selection of) {
    this.of = of;
    of.where().forEach(matcher -> demands.add(compiled(matcher)));
  }

  /** Whether what has these tags is selected. */
  public boolean takes(Map<String, String> tags) {
    for (int i = 0; i < demands.size(); i++) {
      if (!demands.get(i).test(tags)) {
        return false;
      }
    }
    return true;
  }

  /** Whether values are put together, else each stands by itself. */
  public boolean isAggregate() {
    return of.aggregate() != Selection.Aggregate.EACH;
  }

  /**
   * Puts together the values that are selected; those that are no number do not count. A mean
   * weighs each value by the observations behind it.
   */
  public List<SignalValue> aggregate(List<SignalValue> values) {
    Map<SortedMap<String, String>, Sum> sums = new LinkedHashMap<>();
    for (SignalValue value : values) {
      if (takes(value.tags()) && !Double.isNaN(value.value())) {
        sums.computeIfAbsent(remaining(value.tags()), tags -> new Sum()).add(value);
      }
    }
    List<SignalValue> groups = new ArrayList<>(sums.size());
    sums.forEach(
        (tags, sum) ->
            groups.add(
                SignalValue.of(
                        of.signal() + "/" + of.aggregate().wireName(),
                        tags,
                        sum.value(of.aggregate()),
                        sum.count,
                        sum.timeMicros)
                    .with(sum.traces)));
    return groups;
  }

  private SortedMap<String, String> remaining(Map<String, String> tags) {
    SortedMap<String, String> remaining = new TreeMap<>();
    for (String name : of.by()) {
      String value = tags.get(name);
      if (value != null) {
        remaining.put(name, value);
      }
    }
    return remaining;
  }

  private static Predicate<Map<String, String>> compiled(TagMatcher matcher) {
    return switch (matcher.kind()) {
      case EQUAL, NOT_EQUAL -> matcher::matches;
      case MATCHES, NOT_MATCHES -> {
        boolean wanted = matcher.kind() == TagMatcher.Kind.MATCHES;
        Pattern pattern = Pattern.compile(matcher.value(), Pattern.DOTALL);
        // Tags repeat from look to look; what a regular expression says of a value does not change.
        Map<String, Boolean> known = new HashMap<>();
        yield tags -> {
          String value = tags.getOrDefault(matcher.name(), "");
          if (known.size() > 50_000) {
            known.clear();
          }
          return known.computeIfAbsent(value, v -> pattern.matcher(v).matches() == wanted);
        };
      }
    };
  }

  private static final class Sum {
    private double sum;
    private double weighted;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private long count;
    private long series;
    private long timeMicros = Long.MIN_VALUE;
    private final List<String> traces = new ArrayList<>();

    void add(SignalValue value) {
      sum += value.value();
      weighted += value.value() * Math.max(1, value.count());
      min = Math.min(min, value.value());
      max = Math.max(max, value.value());
      count += Math.max(1, value.count());
      series++;
      timeMicros = Math.max(timeMicros, value.timeMicros());
      if (traces.size() < 5) {
        traces.addAll(value.traces());
      }
    }

    double value(Selection.Aggregate aggregate) {
      return switch (aggregate) {
        case SUM, EACH -> sum;
        case MEAN -> weighted / count;
        case MIN -> min;
        case MAX -> max;
        case COUNT -> series;
      };
    }
  }
}
