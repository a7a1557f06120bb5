package io.pitwall.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.advice.Finding;
import io.pitwall.model.trace.SpanKind;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Agents of one type take turns; runs come two at a time. */
class OverProvisioningTest {

  @Test
  void workersThatAreHardlyEverNeededAreGivenBack() {
    Finding finding = Found.only(new OverProvisioning(), turns(8, 600, 130).evidence());

    assertThat(finding.scope().agentType()).isEqualTo("retriever");
    assertThat(Objects.requireNonNull(finding.action()).current()).isEqualTo(8L);
    // two at once, and 15 % more
    assertThat(Objects.requireNonNull(finding.action()).proposed()).isEqualTo(3L);
    assertThat(finding.texts().getFirst()).startsWith("retriever: 8 → 3 workers, one a day;");
  }

  @Test
  void aPoolOfTheRightSizeIsLeftAlone() {
    assertThat(new OverProvisioning().inspect(turns(2, 600, 130).evidence())).isEmpty();
    assertThat(new OverProvisioning().inspect(turns(3, 600, 130).evidence())).isEmpty();
  }

  @Test
  void partOfADayOrFewVisitsSayNothing() {
    assertThat(new OverProvisioning().inspect(turns(8, 600, 60).evidence())).isEmpty();
    assertThat(new OverProvisioning().inspect(turns(8, 400, 210).evidence())).isEmpty();
  }

  /** Runs in pairs, so many seconds for each run, of 1.5 s each. */
  private static TestRuns turns(int agents, int runs, double secondsEach) {
    TestRuns made = new TestRuns();
    for (int i = 0; i < runs; i++) {
      double at = (i / 2) * 2 * secondsEach * 1e3 + i % 2 * 100;
      TestRuns.Making run = made.run(at, 1_520);
      run.add(
              run.span(SpanKind.AGENT, "retriever", 2, 1, 10, 1_500)
                  .agent("retriever-" + i % agents, "retriever"))
          .done();
    }
    return made;
  }
}
