package io.pitwall.store.duckdb;

import java.util.Collection;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Something for each of some series, found by number as fast as in an array. */
final class ByNumber<T> {
  private final Collection<Integer> numbers;
  private final @Nullable Object[] things;

  /**
   * Makes one for each number.
   *
   * @param numbers 0 or more, each
   */
  ByNumber(Collection<Integer> numbers, IntFunction<T> making) {
    this.numbers = numbers;
    things = new Object[1 + numbers.stream().mapToInt(Integer::intValue).max().orElse(-1)];
    numbers.forEach(number -> things[number] = making.apply(number));
  }

  Collection<Integer> numbers() {
    return numbers;
  }

  /** What belongs to a number, null if it is none of them. */
  @SuppressWarnings("unchecked") // only T is ever put in
  @Nullable T of(int number) {
    return number < things.length ? (T) things[number] : null;
  }
}
