package io.pitwall.engine.query;

import io.pitwall.model.advice.Recommendation;
import io.pitwall.model.alert.Alert;
import java.util.List;
import java.util.Optional;

/**
 * What the first screen shows.
 *
 * @param nowMicros when the question was answered, microseconds since the epoch
 * @param verdict how things are
 * @param sentence the verdict for people, with its most important reason
 * @param reasons all reasons, most important first; empty if all is well
 * @param cards the key numbers
 * @param alerts active alerts, worst first, at most {@link #MOST_ALERTS}
 * @param activeAlerts how many are active
 * @param next the most important recommendation, empty if there is none
 * @param openRecommendations how many are open
 */
public record Overview(
    long nowMicros,
    Verdict verdict,
    String sentence,
    List<String> reasons,
    List<Card> cards,
    List<Alert> alerts,
    int activeAlerts,
    Optional<Recommendation> next,
    int openRecommendations) {

  /** Alerts listed one by one. */
  public static final int MOST_ALERTS = 20;

  /** How things are. */
  public enum Verdict {
    /** Nothing needs attention. */
    HEALTHY,
    /** Something should be looked at. */
    DEGRADED,
    /** Something needs attention now. */
    CRITICAL,
    /** Nothing has been measured yet. */
    UNKNOWN
  }

  /**
   * A key number over the range asked for.
   *
   * @param name stable name: {@code cpu}, {@code memory}, {@code disk}, {@code agents}, ...
   * @param unit unit, empty if none
   * @param current latest value, NaN if unknown
   * @param average mean over the range, NaN if unknown
   * @param max largest value in the range, NaN if unknown
   * @param change difference between the mean of the last and of the first quarter of the range,
   *     NaN if unknown
   * @param sparkline means over equal parts of the range, oldest first, NaN where there is no value
   */
  @SuppressWarnings("ArrayRecordComponent") // a column; never compared, only read
  public record Card(
      String name,
      String unit,
      double current,
      double average,
      double max,
      double change,
      double[] sparkline) {}
}
