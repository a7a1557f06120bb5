package io.pitwall.engine.query;

import io.pitwall.store.api.SeriesPoints;
import java.util.Map;

/**
 * The system over time.
 *
 * @param stepMicros width of a bucket, microseconds
 * @param startMicros start of each bucket that has a value in any column
 * @param columns by field of the answer: mean, min, max and latest value per bucket
 */
@SuppressWarnings("ArrayRecordComponent") // columns; never compared, only read
public record History(long stepMicros, long[] startMicros, Map<String, Column> columns) {

  /** One field; NaN where there is no value. */
  @SuppressWarnings("ArrayRecordComponent") // columns; never compared, only read
  public record Column(double[] mean, double[] min, double[] max, double[] last) {

    static Column of(SeriesPoints points, int[] rows) {
      double[] mean = new double[rows.length];
      double[] min = new double[rows.length];
      double[] max = new double[rows.length];
      double[] last = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        mean[i] = points.mean()[rows[i]];
        min[i] = points.min()[rows[i]];
        max[i] = points.max()[rows[i]];
        last[i] = points.last()[rows[i]];
      }
      return new Column(mean, min, max, last);
    }
  }
}
