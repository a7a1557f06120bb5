package io.pitwall.engine.system;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * The counters of several devices that may come and go between two reads. A device that has just
 * come adds nothing to the rates yet, one that has gone adds nothing any more; both would show as a
 * jump if sums were compared.
 */
record Named<T>(List<Step<T>> steps) {
  Named {
    steps = List.copyOf(steps);
  }

  static <T> Named<T> none() {
    return new Named<>(List.of());
  }

  static <T> Named<T> of(Step<List<T>> step, Function<T, String> name) {
    Map<String, T> before = new HashMap<>();
    List<T> earlier = step.before();
    if (earlier != null) {
      earlier.forEach(device -> before.put(name.apply(device), device));
    }
    return new Named<>(
        step.now().stream()
            .map(device -> new Step<>(before.get(name.apply(device)), device, step.seconds()))
            .toList());
  }

  /** Sum over the devices; NaN when there are none, or none keeps this counter (it is negative). */
  double total(ToLongFunction<T> counter) {
    List<Long> kept =
        steps.stream()
            .map(step -> counter.applyAsLong(step.now()))
            .filter(value -> value >= 0)
            .toList();
    return kept.isEmpty() ? Double.NaN : kept.stream().mapToDouble(Long::doubleValue).sum();
  }

  /**
   * Sum of the devices' rates; NaN when no device was there before, and when the counter of one
   * went backwards.
   */
  double perSecond(ToLongFunction<T> counter) {
    List<Step<T>> known =
        steps.stream()
            .filter(step -> step.before() != null && counter.applyAsLong(step.now()) >= 0)
            .toList();
    return known.isEmpty()
        ? Double.NaN
        : known.stream().mapToDouble(step -> step.perSecond(counter::applyAsLong)).sum();
  }
}
