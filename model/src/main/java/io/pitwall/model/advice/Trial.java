package io.pitwall.model.advice;

import org.jspecify.annotations.Nullable;

/**
 * One time that advice was carried out: what was changed, what it was to gain, what it came to.
 *
 * @param action what was changed, null if the advice named no value
 * @param prediction what it was to gain, null if that could not be told
 * @param by who carried it out
 * @param outcome what it came to by now
 */
public record Trial(
    @Nullable Action action, @Nullable Prediction prediction, String by, Outcome outcome) {

  /** The same with a newer measurement. */
  public Trial with(Outcome newest) {
    return new Trial(action, prediction, by, newest);
  }
}
