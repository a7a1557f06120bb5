package io.pitwall.engine.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersistenceTest {

  /** Rounds with (x) and without (.) evidence, oldest first. */
  @ParameterizedTest
  @CsvSource({
    "x, false",
    "xx, false",
    "xxx, true",
    "x.x.x, true",
    "x.x..x, false",
    "xx.., false",
    "xxx.., true",
    "xxx..., false"
  })
  void threeOfFiveRoundsFire(String rounds, boolean fires) {
    assertThat(Persistence.DEFAULT.fires(bits(rounds))).isEqualTo(fires);
  }

  @ParameterizedTest
  @CsvSource({"xxx...., false", "xxx....., true", "xxx....x...., false"})
  void fiveCleanRoundsInARowClear(String rounds, boolean clears) {
    assertThat(Persistence.DEFAULT.clears(bits(rounds))).isEqualTo(clears);
  }

  @Test
  void whatWasOpenBeforeARestartNeedsFiveCleanRoundsToo() {
    int bits = Persistence.DEFAULT.always();
    for (int i = 0; i < 4; i++) {
      bits = Persistence.DEFAULT.plus(bits, false);
      assertThat(Persistence.DEFAULT.clears(bits)).isFalse();
    }
    assertThat(Persistence.DEFAULT.clears(Persistence.DEFAULT.plus(bits, false))).isTrue();
  }

  @Test
  void moreRoundsToFireThanAreLookedAtMakeNoSense() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Persistence(4, 3, 5));
  }

  private static int bits(String rounds) {
    int bits = 0;
    for (int i = 0; i < rounds.length(); i++) {
      bits = Persistence.DEFAULT.plus(bits, rounds.charAt(i) == 'x');
    }
    return bits;
  }
}
