package io.pitwall.server.api;

import io.pitwall.store.api.SeriesPoints;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A series in buckets; NaN where there is no value. All arrays have the same length.
 *
 * @param tags what tells it from others of its metric; of several taken together, what they share
 * @param type what the values mean; a counter is answered as a rate
 * @param unit unit of the values
 */
@SuppressWarnings("ArrayRecordComponent") // columns; never compared, only read
record SeriesColumns(
    Map<String, String> tags,
    String type,
    String unit,
    long[] startMicros,
    double[] mean,
    double[] min,
    double[] max,
    long[] count) {

  static SeriesColumns of(SeriesPoints points) {
    return new SeriesColumns(
        points.series().tags(),
        points.series().type().wireName(),
        points.series().unit(),
        points.startMicros(),
        points.mean(),
        points.min(),
        points.max(),
        points.count());
  }

  /** As it is answered. */
  record View(
      Map<String, String> tags,
      String type,
      String unit,
      List<Double> mean,
      List<Double> min,
      List<Double> max,
      long[] n) {}

  View view() {
    return new View(tags, type, unit, boxed(mean), boxed(min), boxed(max), count);
  }

  /** Boxed, numbers that are not finite are written as null. */
  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }
}
