package io.pitwall.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.pitwall.model.advice.Finding;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Runs of one look-up each, one every ten seconds. */
class DuplicateWorkTest {

  @Test
  void whatOtherRunsAskedBeforeIsKeptAsLongAsAnswersStayTheSame() {
    Finding finding = runs(300, 10, "get_rate", 1_000_000).getFirst();

    assertThat(Objects.requireNonNull(finding.action()).setting()).isEqualTo("cache_ttl_s");
    assertThat(Objects.requireNonNull(finding.action()).proposed()).isEqualTo(86_400L);
    assertThat((double) Objects.requireNonNull(finding.evidence().get("hit_share")))
        .isCloseTo(290 / 300.0, offset(1e-9));
    assertThat(finding.texts().getFirst())
        .startsWith("get_rate: no cache → keep answers for 24.0 h, 10 of them; 97 % of 300 calls");
  }

  @Test
  void answersThatChangeShortenTheTimeOrForbidTheCache() {
    assertThat(runs(300, 10, "get_rate", 1)).isEmpty();
  }

  @Test
  void inputsThatDifferNeedNoCache() {
    assertThat(runs(300, 290, "get_rate", 1_000_000)).isEmpty();
  }

  @Test
  void whatChangesSomethingIsNeverCached() {
    assertThat(runs(300, 10, "send_mail", 1_000_000)).isEmpty();
  }

  @Test
  void fewCallsSayNothing() {
    assertThat(runs(99, 10, "get_rate", 1_000_000)).isEmpty();
  }

  /** So many inputs by turns; answers change after so many calls. */
  private static List<Finding> runs(int count, int inputs, String tool, int changes) {
    TestRuns runs = new TestRuns();
    for (int i = 0; i < count; i++) {
      TestRuns.Making run = runs.run(i * 10_000, 1_000 + i % 7);
      run.add(run.tool(tool, 2, 1, 100, 800, 1 + i % inputs, 50 + i / changes)).done();
    }
    return new DuplicateWork().inspect(runs.evidence());
  }
}
