package io.pitwall.model.advice;

import java.util.List;
import java.util.Optional;

/**
 * What a change will gain.
 *
 * @param effects one for each measure that changes, each at most once
 * @param model how it was computed: {@code retime+queue}, {@code replay}, {@code arithmetic}, ...
 * @param validity how well that model reproduces today, in words; empty if it needs no check
 * @param calibration factor by which the gain was multiplied, learnt from earlier predictions of
 *     the same inspection and what they came to; 1 if there are none
 */
public record Prediction(List<Effect> effects, String model, String validity, double calibration) {

  public Prediction {
    effects = List.copyOf(effects);
  }

  public Optional<Effect> effect(Measure measure) {
    return effects.stream().filter(effect -> effect.measure() == measure).findFirst();
  }
}
