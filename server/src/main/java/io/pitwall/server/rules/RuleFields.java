package io.pitwall.server.rules;

import io.pitwall.model.alert.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an object of a rule. What is wrong is gathered; a reading method that finds
 * something wrong answers with a harmless value. What nobody asked for is wrong, too.
 */
final class RuleFields {
  private final String path;
  private final Map<?, ?> fields;
  private final List<RuleFault> faults;
  private final Set<String> asked = new HashSet<>();

  RuleFields(String path, Map<?, ?> fields, List<RuleFault> faults) {
    this.path = path;
    this.fields = fields;
    this.faults = faults;
  }

  void wrong(String name, String expected, @Nullable Object got) {
    faults.add(new RuleFault(path + name, expected, got == null ? "nothing" : got.toString()));
  }

  String text(String name, String otherwise) {
    Object value = get(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Map<?, ?> || value instanceof List<?>) {
      wrong(name, "a text", value);
      return otherwise;
    }
    return value.toString();
  }

  boolean flag(String name, boolean otherwise) {
    Object value = get(name);
    if (value != null && !(value instanceof Boolean)) {
      wrong(name, "true or false", value);
    }
    return value instanceof Boolean flag ? flag : otherwise;
  }

  /** A finite number, null if it is missing. */
  @Nullable Double number(String name) {
    return number(name, get(name));
  }

  double number(String name, double otherwise) {
    Double number = number(name);
    return number == null ? otherwise : number;
  }

  private @Nullable Double number(String name, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    wrong(name, "a finite number", value);
    return null;
  }

  Duration time(String name, Duration otherwise) {
    Object value = get(name);
    return value == null ? otherwise : time(name, value);
  }

  private Duration time(String name, @Nullable Object value) {
    Optional<Duration> time =
        value == null ? Optional.empty() : RuleTime.read(value.toString().strip());
    if (time.isEmpty()) {
      wrong(name, "a duration as in 30s, 5m or 1h30m", value);
    }
    return time.orElse(Duration.ZERO);
  }

  <T> T oneOf(String name, T otherwise, String expected, Function<String, Optional<T>> read) {
    Object value = get(name);
    if (value == null) {
      return otherwise;
    }
    Optional<T> found = read.apply(value.toString());
    if (found.isEmpty()) {
      wrong(name, expected, value);
    }
    return found.orElse(otherwise);
  }

  List<String> texts(String name) {
    Object value = get(name);
    List<String> texts = new ArrayList<>();
    if (value instanceof List<?> list) {
      list.forEach(one -> texts.add(String.valueOf(one)));
    } else if (value != null) {
      wrong(name, "a list", value);
    }
    return texts;
  }

  List<?> list(String name) {
    Object value = get(name);
    if (value != null && !(value instanceof List<?>)) {
      wrong(name, "a list", value);
    }
    return value instanceof List<?> list ? list : List.of();
  }

  SortedMap<String, String> map(String name) {
    SortedMap<String, String> map = new TreeMap<>();
    Object value = get(name);
    if (value instanceof Map<?, ?> entries) {
      entries.forEach((key, one) -> map.put(String.valueOf(key), String.valueOf(one)));
    } else if (value != null) {
      wrong(name, "names with values", value);
    }
    return map;
  }

  /** An object inside this one, empty if it is missing. */
  RuleFields object(String name) {
    Object value = get(name);
    if (value != null && !(value instanceof Map<?, ?>)) {
      wrong(name, "an object", value);
    }
    return new RuleFields(
        path + name + ".", value instanceof Map<?, ?> map ? map : Map.of(), faults);
  }

  RuleFields element(String name, int at, @Nullable Object value) {
    if (!(value instanceof Map<?, ?>)) {
      wrong(name + "[" + at + "]", "an object", value);
    }
    return new RuleFields(
        path + name + "[" + at + "].", value instanceof Map<?, ?> map ? map : Map.of(), faults);
  }

  boolean has(String name) {
    return get(name) != null;
  }

  /** Numbers by severity. */
  Map<Severity, Double> bySeverity(String name) {
    Map<Severity, Double> numbers = new EnumMap<>(Severity.class);
    each(
        name,
        (severity, value) -> {
          Double number = number(name + "." + severity.wireName(), value);
          if (number != null) {
            numbers.put(severity, number);
          }
        });
    return numbers;
  }

  /** Durations by severity. */
  Map<Severity, Duration> timesBySeverity(String name) {
    Map<Severity, Duration> times = new EnumMap<>(Severity.class);
    each(
        name,
        (severity, value) -> times.put(severity, time(name + "." + severity.wireName(), value)));
    return times;
  }

  private interface EachSeverity {
    void accept(Severity severity, @Nullable Object value);
  }

  private void each(String name, EachSeverity action) {
    Object value = get(name);
    if (!(value instanceof Map<?, ?> map) || map.isEmpty()) {
      wrong(name, "values by severity, as in {high: 5}", value);
      return;
    }
    map.forEach(
        (key, one) -> {
          Optional<Severity> severity = Severity.ofWireName(String.valueOf(key));
          if (severity.isEmpty()) {
            wrong(name + "." + key, "a severity: low, medium, high or critical", key);
          } else {
            action.accept(severity.get(), one);
          }
        });
  }

  /** What was given and is not known is wrong. */
  void end() {
    for (Object key : fields.keySet()) {
      if (!asked.contains(String.valueOf(key))) {
        wrong(
            String.valueOf(key),
            "one of " + String.join(", ", new TreeSet<>(asked)),
            "a field that is not known");
      }
    }
  }

  private @Nullable Object get(String name) {
    asked.add(name);
    return fields.get(name);
  }
}
