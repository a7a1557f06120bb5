package io.pitwall.analysis.path;

import static io.pitwall.analysis.path.PathFixtures.tool;
import static io.pitwall.analysis.path.PathFixtures.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.trace.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsynchronousTest {
  private final Names names = new Names();

  private List<RunView> runs(int count, int late) {
    List<RunView> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Span> spans =
          List.of(
              workflow(0, 100).build(),
              tool(2, 10, 90).build(),
              tool(3, 10, i < late ? 130 : 80).build());
      runs.add(RunView.of(spans, names));
    }
    return runs;
  }

  @Test
  void whatEndsAfterItsParentHalfOfTheTimeIsNotWaitedFor() {
    RunView run = Asynchronous.mark(runs(20, 10)).getLast();
    assertThat(run.isAsync(2)).isTrue();
    assertThat(run.isAsync(1)).isFalse();
    assertThat(CriticalPath.of(run).isCritical(1)).isTrue();
  }

  @Test
  void fewLateOnesAreAccidents() {
    assertThat(Asynchronous.mark(runs(20, 9)).getLast().isAsync(2)).isFalse();
    assertThat(Asynchronous.mark(runs(19, 19)).getLast().isAsync(2)).isFalse();
  }
}
