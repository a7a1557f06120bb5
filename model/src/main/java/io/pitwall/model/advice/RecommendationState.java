package io.pitwall.model.advice;

import java.util.Locale;
import java.util.Optional;

/** Where a recommendation is in its life. */
public enum RecommendationState {
  OPEN,
  ACCEPTED,
  DISMISSED,
  /** Carried out, by hand or by a knob; its effect is being measured. */
  APPLIED,
  /** The effect is known. */
  MEASURED,
  /** Its evidence is gone. It opens again, as the same record, if the evidence returns. */
  CLOSED;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The name used in JSON. */
  public String wireName() {
    return wireName;
  }

  /** The state of that wire name, empty if there is none. */
  public static Optional<RecommendationState> ofWireName(String wireName) {
    for (RecommendationState state : values()) {
      if (state.wireName.equals(wireName)) {
        return Optional.of(state);
      }
    }
    return Optional.empty();
  }
}
