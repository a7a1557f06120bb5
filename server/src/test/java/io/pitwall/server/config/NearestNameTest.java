package io.pitwall.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {

  @Test
  void theNearestIsSuggestedIfItIsNearEnough() {
    List<String> known = List.of("server.port", "server.host", "log.level");

    assertThat(NearestName.hint("server.prot", known)).isEqualTo("; did you mean server.port?");
    assertThat(NearestName.hint("loglevel", known)).isEqualTo("; did you mean log.level?");
    assertThat(NearestName.hint("x", known)).isEmpty();
    assertThat(NearestName.hint("x", List.of())).isEmpty();
  }

  @Test
  void distancesCountEdits() {
    assertThat(NearestName.distance("", "abc")).isEqualTo(3);
    assertThat(NearestName.distance("kitten", "sitting")).isEqualTo(3);
    assertThat(NearestName.distance("same", "same")).isZero();
  }
}
