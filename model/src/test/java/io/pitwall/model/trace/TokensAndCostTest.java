package io.pitwall.model.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensAndCostTest {

  @Test
  void tokensAddUpPartByPart() {
    Tokens sum = new Tokens(10, 20, 3, 4).plus(new Tokens(1, 2, 3, 4));

    assertThat(sum).isEqualTo(new Tokens(11, 22, 6, 8));
    assertThat(sum.total()).isEqualTo(33);
    assertThat(sum.plus(Tokens.NONE)).isEqualTo(sum);
  }

  @Test
  void negativeTokensAreRefused() {
    assertThatThrownBy(() -> new Tokens(-1, 0, 0, 0)).hasMessageContaining("input=-1");
    assertThatThrownBy(() -> new Tokens(0, -1, 0, 0)).hasMessageContaining("output=-1");
    assertThatThrownBy(() -> new Tokens(0, 0, -1, 0)).hasMessageContaining("cached=-1");
    assertThatThrownBy(() -> new Tokens(0, 0, 0, -1)).hasMessageContaining("reasoning=-1");
  }

  @Test
  void absurdCountsStopAtTheLargestNumber() {
    Tokens most = new Tokens(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

    assertThat(most.plus(new Tokens(1, 2, 3, 4))).isEqualTo(most);
    assertThat(most.total()).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, Double.NaN, Double.POSITIVE_INFINITY})
  void aCostThatIsNoneIsRefused(double usd) {
    assertThatThrownBy(() -> new Cost(usd, Cost.Source.REPORTED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Double.toString(usd));
  }

  @Test
  void aCostMayBeNothing() {
    assertThat(new Cost(0, Cost.Source.COMPUTED).usd()).isZero();
  }
}
