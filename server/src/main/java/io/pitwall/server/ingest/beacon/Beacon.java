package io.pitwall.server.ingest.beacon;

import io.pitwall.engine.around.WebVital;
import io.pitwall.server.http.FieldError;
import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a page sends.
 *
 * @param page its path or URL, or a template of it
 * @param app name of the site or application, null for none
 * @param vitals values by name: LCP, INP, FCP, TTFB in milliseconds, CLS without unit
 */
record Beacon(@Nullable String page, @Nullable String app, @Nullable Map<String, Double> vitals) {
  private static final int LONGEST_PAGE = 2_048;
  private static final int LONGEST_APP = 100;

  /**
   * The values, checked.
   *
   * @throws ProblemException 422 naming all that is wrong
   */
  Map<WebVital, Double> checked() {
    List<FieldError> errors = new ArrayList<>();
    if (page == null || page.isBlank() || page.length() > LONGEST_PAGE) {
      errors.add(
          new FieldError(
              "page",
              "a path of 1 to " + LONGEST_PAGE + " characters",
              page == null ? "nothing" : page.length() + " characters"));
    }
    if (app != null && app.length() > LONGEST_APP) {
      errors.add(
          new FieldError(
              "app", "at most " + LONGEST_APP + " characters", app.length() + " characters"));
    }
    Map<WebVital, Double> values = new EnumMap<>(WebVital.class);
    if (vitals == null || vitals.isEmpty()) {
      errors.add(new FieldError("vitals", "at least one of LCP, INP, CLS, FCP, TTFB", "nothing"));
    } else {
      vitals.forEach((name, value) -> check(name, value, values, errors));
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.unprocessable(errors));
    }
    return values;
  }

  private static void check(
      String name, @Nullable Double value, Map<WebVital, Double> values, List<FieldError> errors) {
    Optional<WebVital> vital = WebVital.named(name);
    String field = "vitals." + (name.length() > 20 ? name.substring(0, 20) + "…" : name);
    if (vital.isEmpty()) {
      errors.add(new FieldError(field, "one of LCP, INP, CLS, FCP, TTFB", "an unknown name"));
    } else if (value == null || !(value >= 0 && value <= vital.get().most())) {
      errors.add(
          new FieldError(field, "a number from 0 to " + vital.get().most(), String.valueOf(value)));
    } else {
      values.put(vital.get(), value);
    }
  }
}
