package io.pitwall.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.advice.Effect;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Measure;
import java.util.List;
import java.util.Objects;

/** What tests want to know of findings. */
final class Found {

  /** The one finding of an inspection. */
  static Finding only(Inspection inspection, Evidence evidence) {
    List<Finding> findings = inspection.inspect(evidence);
    assertThat(findings).hasSize(1);
    assertThat(findings.getFirst().inspection()).isEqualTo(inspection.id());
    return findings.getFirst();
  }

  static double number(Finding finding, String name) {
    return (Double) Objects.requireNonNull(finding.evidence().get(name), name);
  }

  /** What the value to change is now. */
  static double current(Finding finding) {
    return (Double) Objects.requireNonNull(Objects.requireNonNull(finding.action()).current());
  }

  static Effect effect(Finding finding, Measure measure) {
    return Objects.requireNonNull(finding.prediction()).effect(measure).orElseThrow();
  }

  private Found() {}
}
