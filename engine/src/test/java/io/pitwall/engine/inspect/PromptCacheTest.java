package io.pitwall.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Measure;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Conversations of ten calls, each of which holds the ones before. */
class PromptCacheTest {

  @Test
  void aPrefixOf6000TokensReadNineTimesCostsAFifthWithACache() {
    double without = 10 * 6_000 * 3e-6;
    double with = TokenPrice.cachedPrefix(6_000, 3e-6, 9, TokenPrice.WRITTEN);

    assertThat(without).isCloseTo(0.180, offset(1e-9));
    assertThat(with).isCloseTo(0.0387, offset(1e-9));
    assertThat(1 - with / without).isCloseTo(0.78, offset(0.006));
  }

  @Test
  void aConversationThatIsPaidInFullAgainAndAgainIsToldToUseTheCache() {
    Finding finding = runs(60, 6_000, 10, 0).getFirst();

    assertThat(Objects.requireNonNull(finding.action()).setting()).isEqualTo("prompt_cache_ttl_s");
    assertThat(Objects.requireNonNull(finding.action()).proposed()).isEqualTo(300L);
    // Read: 9 calls of what was there before; written: 6,000 tokens and ten more by each call.
    double in = 10 * 6_000 + 10 * 45;
    double saved = 0.9 * (9 * 6_000 + 10 * 36) - 0.25 * (6_000 + 90);
    assertThat(
            Objects.requireNonNull(finding.prediction())
                .effect(Measure.COST_USD_PER_DAY)
                .orElseThrow()
                .gain())
        .isCloseTo(saved * 3 / (in * 3 + 1_450 * 15), offset(0.002));
    assertThat(finding.texts().getFirst()).startsWith("invoice: prompt cache for 5 min");
  }

  @Test
  void whatIsReadFromTheCacheByHalfIsLeftAlone() {
    assertThat(runs(60, 6_000, 10, 3_100)).isEmpty();
  }

  @Test
  void shortOrUnlikePromptsHaveNothingToKeep() {
    assertThat(runs(60, 900, 10, 0)).isEmpty();
    assertThat(runs(60, 6_000, -100, 0)).isEmpty();
  }

  @Test
  void fewRunsSayNothing() {
    assertThat(runs(29, 6_000, 10, 0)).isEmpty();
  }

  private static List<Finding> runs(int count, int prefix, int growth, int cached) {
    TestRuns runs = new TestRuns();
    for (int i = 0; i < count; i++) {
      TestRuns.Making run = runs.run(i * 6_000, 5_000);
      for (int call = 0; call < 10; call++) {
        run.add(
            run.model(
                10 + call,
                1,
                call * 500,
                400,
                prefix + call * growth,
                call == 0 ? 0 : cached,
                100 + call * 10));
      }
      run.done();
    }
    return new PromptCache().inspect(runs.evidence());
  }
}
