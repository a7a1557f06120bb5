package io.pitwall.engine.around;

import io.pitwall.model.metric.ExpHistogram;
import java.util.Map;

/**
 * How a page did in browsers.
 *
 * @param app site or application, empty if unknown
 * @param page template of its path
 * @param vitals what was measured; vitals nobody reported are left out
 */
public record Page(String app, String page, Map<WebVital, Vital> vitals) {

  public Page {
    vitals = Map.copyOf(vitals);
  }

  /** Page views that reported something: as many as reported the vital that most did. */
  public long views() {
    return vitals.values().stream().mapToLong(vital -> vital.values().count()).max().orElse(0);
  }

  /**
   * The values of a vital.
   *
   * @param values their distribution
   * @param byRating how many were how good; ratings that did not occur are left out
   */
  public record Vital(ExpHistogram values, Map<WebVital.Rating, Long> byRating) {
    public Vital {
      byRating = Map.copyOf(byRating);
    }

    /** Share of the values that were so good, 0 to 1; NaN without values. */
    public double share(WebVital.Rating rating) {
      return values.isEmpty()
          ? Double.NaN
          : (double) byRating.getOrDefault(rating, 0L) / values.count();
    }
  }
}
