package io.pitwall.engine.memory;

import java.util.List;
import java.util.stream.Stream;

/** A record and the number of the commit that brought it. */
record Kept<T>(long seq, T record) {

  static <T> Stream<T> records(List<Kept<T>> kept) {
    return kept.stream().map(Kept::record);
  }
}
