package io.pitwall.model.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.model.trace.TraceId;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentUseTest {
  private static final TraceId RUN = new TraceId(0, 7);

  @Test
  void changesMakeOneAccountOutOfAnother() {
    List<AgentUse> before = List.of(use("a", 0, 10, 0.5), use("b", 0, 4, 0), use("c", 1, 1, 1));
    List<AgentUse> after =
        List.of(use("a", 0, 6, 0.5), use("a", 0, 6, 0.25), use("c", 1, 1, 1), use("c", 2, 8, 0));

    assertThat(AgentUse.changes(before, after))
        .containsExactlyInAnyOrder(use("a", 0, 2, 0.25), use("b", 0, -4, 0), use("c", 2, 8, 0));
    assertThat(AgentUse.changes(after, after)).isEmpty();
  }

  @Test
  void anInstantBelongsToTheMinuteItLiesInBeforeTheEpochToo() {
    assertThat(AgentUse.minuteOf(119_999_999)).isEqualTo(60_000_000);
    assertThat(AgentUse.minuteOf(-1)).isEqualTo(-60_000_000);
    assertThatThrownBy(() -> new AgentUse(RUN, "a", 5, 0, 0, 0, 0, 0))
        .hasMessageContaining("start of a minute");
  }

  private static AgentUse use(String agent, int minute, long input, double usd) {
    return new AgentUse(RUN, agent, minute * AgentUse.MINUTE, input, 0, 0, 0, usd);
  }
}
