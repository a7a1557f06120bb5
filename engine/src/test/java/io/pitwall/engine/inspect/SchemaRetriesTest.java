package io.pitwall.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Measure;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanStatus;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Runs of one model call, which is made again where its answer cannot be parsed. */
class SchemaRetriesTest {

  @Test
  void callsThatAskAgainAreToldWithWhatTheyCost() {
    Finding finding = runs(120, 5, "JsonParseError").getFirst();

    assertThat(finding.scope().agentType()).isEqualTo("extractor");
    assertThat(Objects.requireNonNull(finding.action()).proposed()).isEqualTo("json_schema");
    assertThat(
            Objects.requireNonNull(finding.prediction())
                .effect(Measure.COST_USD_PER_DAY)
                .orElseThrow()
                .gain())
        .isCloseTo(24 / 144.0, offset(1e-6));
    assertThat(
            Objects.requireNonNull(finding.prediction())
                .effect(Measure.P95_MS)
                .orElseThrow()
                .predicted())
        .isCloseTo(1_000, offset(10.0));
    assertThat(finding.texts().getFirst())
        .startsWith("extractor: free text → structured output by the schema; 17 % of its model");
  }

  @Test
  void fewerThanFiveInAHundredAreLeftAlone() {
    assertThat(runs(120, 21, "JsonParseError")).isEmpty();
  }

  @Test
  void otherFailuresAreAnotherMatterAndFewCallsSayNothing() {
    assertThat(runs(120, 5, "ConnectionError")).isEmpty();
    assertThat(runs(20, 4, "JsonParseError")).isEmpty();
  }

  private static List<Finding> runs(int count, int every, String error) {
    TestRuns runs = new TestRuns();
    for (int i = 0; i < count; i++) {
      boolean again = i % every == 1;
      double millis = again ? 1_910 : 1_000;
      TestRuns.Making run = runs.run(i * 3_000, millis);
      run.add(
              run.span(SpanKind.AGENT, "extractor", 2, 1, 0, millis)
                  .agent("extractor-1", "extractor"))
          .add(run.model(3, 2, 0, 900, 1_000, 0, 100));
      if (again) {
        run.add(
                run.span(SpanKind.TASK, "parse", 4, 2, 900, 10)
                    .status(SpanStatus.ERROR)
                    .error(error, null))
            .add(run.model(5, 2, 910, 900, 1_000, 0, 100));
      }
      run.done();
    }
    return new SchemaRetries().inspect(runs.evidence());
  }
}
