package io.pitwall.engine.alert.signal;

import io.pitwall.model.time.TimeRange;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Knows some signals. Asked on one thread; told of what happens on others. */
public interface SignalSource {

  /** Names of its signals. */
  Set<String> names();

  /**
   * What a signal says now, of everything it tells apart; what says nothing is left out.
   *
   * @param over length of the window that ends now; zero for what the signal takes by itself
   */
  List<SignalValue> read(String signal, Duration over, long nowMicros);

  /**
   * What it said over a range, from the store; empty if the store does not tell.
   *
   * @param stepMicros width of a bucket, a multiple of a minute
   */
  default List<SignalHistory> history(String signal, TimeRange range, long stepMicros) {
    return List.of();
  }
}
