package io.pitwall.model.advice;

import java.util.Locale;

/** What a change can make better. Less is better of all but success. */
public enum Measure {
  /** Median duration of the workflow's runs, milliseconds. */
  P50_MS,
  /** 95th percentile of the duration of the workflow's runs, milliseconds. */
  P95_MS,
  /** Cost of the workflow a day, US dollars. */
  COST_USD_PER_DAY,
  /** Share of the runs, calls or tasks that succeed, 0 to 1. */
  SUCCESS_RATE;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name used in JSON. */
  public String wireName() {
    return wireName;
  }

  /** Whether a lower value is the better one. */
  public boolean lessIsBetter() {
    return this != SUCCESS_RATE;
  }
}
