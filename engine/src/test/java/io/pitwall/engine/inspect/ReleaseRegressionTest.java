package io.pitwall.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.SpanAttribute;
import io.pitwall.model.trace.SpanKind;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReleaseRegressionTest {

  @Test
  void aSlowerReleaseIsToldWithTheVersionToGoBackTo() {
    Finding finding = Found.only(new ReleaseRegression(), runs(300, 200, 1_300, 0));

    assertThat(Objects.requireNonNull(finding.action()).current()).isEqualTo("2");
    assertThat(Objects.requireNonNull(finding.action()).proposed()).isEqualTo("1");
    assertThat(Found.number(finding, "slower")).isBetween(0.29, 0.31);
    assertThat(finding.evidence()).containsEntry("agent", "writer");
    assertThat(Found.effect(finding, Measure.P50_MS).predicted()).isBetween(980.0, 1_020.0);
    assertThat(finding.texts().getFirst())
        .startsWith("invoice: version 2 → 1; runs take +30 % since");
  }

  @Test
  void aReleaseThatChangesLittleIsLeftAlone() {
    assertThat(new ReleaseRegression().inspect(runs(300, 200, 1_040, 0))).isEmpty();
  }

  @Test
  void waitsAreNotTheFaultOfARelease() {
    assertThat(new ReleaseRegression().inspect(runs(300, 200, 1_000, 2_000))).isEmpty();
  }

  @Test
  void fewRunsOfAReleaseSayNothing() {
    assertThat(new ReleaseRegression().inspect(runs(300, 29, 2_000, 0))).isEmpty();
  }

  @Test
  void oneVersionHasNothingToBeComparedWith() {
    assertThat(new ReleaseRegression().inspect(runs(0, 200, 2_000, 0))).isEmpty();
  }

  private static Evidence runs(int before, int after, double millis, double waitMillis) {
    TestRuns runs = new TestRuns();
    for (int i = 0; i < before + after; i++) {
      boolean isNew = i >= before;
      double takes = (isNew ? millis : 1_000) * (0.9 + 0.2 * (i % 11) / 10);
      double waits = isNew ? waitMillis : 0;
      TestRuns.Making run = runs.run(i * 20_000.0, waits + takes);
      run.add(
              run.span(SpanKind.AGENT, "writer", 2, 1, waits, takes)
                  .agent("writer-1", "writer")
                  .queueWait(Math.round(waits * TestRuns.MS))
                  .attributes(Attributes.of(SpanAttribute.VERSION, isNew ? "2" : "1")))
          .done();
    }
    return runs.evidence();
  }
}
