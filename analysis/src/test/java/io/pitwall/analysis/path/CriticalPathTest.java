package io.pitwall.analysis.path;

import static io.pitwall.analysis.path.PathFixtures.TRACE;
import static io.pitwall.analysis.path.PathFixtures.at;
import static io.pitwall.analysis.path.PathFixtures.chaos;
import static io.pitwall.analysis.path.PathFixtures.span;
import static io.pitwall.analysis.path.PathFixtures.tool;
import static io.pitwall.analysis.path.PathFixtures.workflow;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.Property;
import io.pitwall.model.trace.SpanBuilder;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanLink;
import io.pitwall.model.trace.SpanStatus;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CriticalPathTest {
  private final Names names = new Names();

  @Test
  void aSingleSpanIsThePath() {
    assertThat(path(tool(2, 0, 50).parent(0))).containsExactly("2 SELF 0-50");
  }

  @Test
  void walksBackFromTheChildThatFinishedLast() {
    assertThat(path(workflow(0, 100), tool(2, 10, 40), tool(3, 10, 60), tool(4, 70, 95)))
        .containsExactly(
            "1 GAP 0-10", "3 SELF 10-60", "1 GAP 60-70", "4 SELF 70-95", "1 GAP 95-100");
  }

  @Test
  void aChildThatEndsExactlyWhenTheNextBeginsIsOnThePath() {
    assertThat(path(workflow(0, 100), tool(2, 0, 50), tool(3, 50, 100)))
        .containsExactly("2 SELF 0-50", "3 SELF 50-100");
  }

  @Test
  void cutsOffWhatAChildDoesAfterItsParent() {
    assertThat(
            path(
                workflow(0, 100),
                span(2, 1, SpanKind.AGENT, 0, 60),
                span(3, 2, SpanKind.TOOL, 20, 90),
                tool(4, 60, 100)))
        .containsExactly("2 GAP 0-20", "3 SELF 20-60", "4 SELF 60-100");
  }

  @Test
  void whatRunsOnAfterTheRootIsTheEndOfThePath() {
    assertThat(path(workflow(0, 100), tool(2, 30, 120)))
        .containsExactly("1 GAP 0-30", "2 SELF 30-100", "2 SELF 100-120");
  }

  @Test
  void toleratesClocksThatDifferByOnePercentOfTheParent() {
    assertThat(path(workflow(0, 1000), tool(2, 0, 510), tool(3, 500, 1000)))
        .containsExactly("2 SELF 0-500", "3 SELF 500-1000");
    assertThat(path(workflow(0, 1000), tool(2, 0, 511), tool(3, 500, 1000)))
        .containsExactly("1 GAP 0-500", "3 SELF 500-1000");
  }

  @Test
  void anOverlapInWhichSomethingElseBeginsIsNoMatterOfClocks() {
    assertThat(path(workflow(0, 1000), tool(2, 0, 510), tool(3, 500, 1000), tool(4, 505, 600)))
        .containsExactly("1 GAP 0-500", "3 SELF 500-1000");
  }

  @Test
  void timeInAQueueBelongsToTheSpanThatWaited() {
    assertThat(path(workflow(0, 100), tool(2, 0, 30), tool(3, 60, 100).queueWait(25)))
        .containsExactly("2 SELF 0-30", "1 GAP 30-35", "3 WAIT 35-60", "3 SELF 60-100");
  }

  @Test
  void anAsynchronousChildIsOffItsParentsPathUnlessTheRunEndsWithIt() {
    RunView beside =
        view(workflow(0, 100), tool(2, 10, 95), tool(3, 10, 50))
            .withAsync(op -> op == names.find("2"));
    assertThat(text(beside)).containsExactly("1 GAP 0-10", "3 SELF 10-50", "1 GAP 50-100");
    RunView last =
        view(workflow(0, 100), tool(2, 30, 150), tool(3, 10, 90))
            .withAsync(op -> op == names.find("2"));
    assertThat(text(last)).containsExactly("1 GAP 0-30", "2 SELF 30-150");
  }

  @Test
  void aLinkSaysWhatASpanFollowedFrom() {
    assertThat(
            path(
                span(1, 0, SpanKind.MESSAGING, 0, 30),
                span(2, 0, SpanKind.MESSAGING, 5, 45),
                span(3, 0, SpanKind.AGENT, 50, 90).links(List.of(new SpanLink(TRACE, 1)))))
        .containsExactly("1 SELF 0-30", "3 WAIT 30-50", "3 SELF 50-90");
  }

  @Test
  void spansWithoutParentsHangUnderTheRootTheyOverlap() {
    assertThat(path(workflow(0, 100), span(3, 77, SpanKind.TOOL, 20, 70)))
        .containsExactly("1 GAP 0-20", "3 SELF 20-70", "1 GAP 70-100");
    assertThat(path(workflow(0, 40), span(3, 77, SpanKind.TOOL, 60, 70)))
        .containsExactly("1 SELF 0-40", "-1 OUTSIDE 40-60", "3 SELF 60-70");
  }

  @Test
  void aCycleOfParentsIsCutAboveItsEarliestSpan() {
    assertThat(path(span(2, 3, SpanKind.TASK, 0, 50), span(3, 2, SpanKind.TASK, 10, 50)))
        .containsExactly("2 GAP 0-10", "3 SELF 10-50");
  }

  @Test
  void attemptsAreKeptApart() {
    RunView run =
        view(
            workflow(0, 100),
            tool(2, 0, 20).operation("search").status(SpanStatus.ERROR),
            tool(3, 25, 45).operation("search").status(SpanStatus.ERROR),
            tool(4, 50, 70).operation("search"),
            tool(5, 70, 90).operation("search"));
    assertThat(new int[] {run.attempt(1), run.attempt(2), run.attempt(3), run.attempt(4)})
        .containsExactly(1, 2, 3, 1);
    assertThat(CriticalPath.of(run).pieces()).hasSize(7);
  }

  @Test
  void dragEndsWhereASiblingTakesOver() {
    RunView run = view(workflow(0, 100), tool(2, 0, 60), tool(3, 0, 45), tool(4, 60, 100));
    CriticalPath path = CriticalPath.of(run);
    assertThat(path.dragNanos(at(run, names, 2))).isEqualTo(15);
    assertThat(path.dragNanos(at(run, names, 4))).isEqualTo(40);
    assertThat(path.slackNanos(at(run, names, 3))).isEqualTo(15);
    assertThat(path.dragNanos(at(run, names, 3))).isZero();
  }

  @Test
  void aSpanHasNoMoreDragThanItsParent() {
    RunView run =
        view(
            workflow(0, 100),
            span(2, 1, SpanKind.AGENT, 0, 100),
            tool(3, 0, 90),
            span(4, 2, SpanKind.MODEL, 0, 80),
            span(5, 3, SpanKind.DATABASE, 0, 30));
    CriticalPath path = CriticalPath.of(run);
    assertThat(path.dragNanos(at(run, names, 2))).isEqualTo(10);
    assertThat(path.dragNanos(at(run, names, 4))).isEqualTo(10);
    assertThat(path.slackNanos(at(run, names, 5))).isEqualTo(10); // its parent goes on after it
  }

  @Test
  void piecesCoverTheRunExactlyWhateverItLooksLike() {
    Property.holds(
        3_000,
        random -> {
          Names words = new Names();
          int asynchronous = random.nextInt(5);
          RunView run =
              RunView.of(chaos(random, 1 + random.nextInt(60)), words)
                  .withAsync(op -> words.word(op).equals("op" + asynchronous));
          CriticalPath path = CriticalPath.of(run);
          long at = 0;
          for (Piece piece : path.pieces()) {
            assertThat(piece.startNanos()).isEqualTo(at);
            at = piece.endNanos();
          }
          assertThat(at).isEqualTo(run.durationNanos());
          for (int i = 0; i < run.size(); i++) {
            assertThat(path.dragNanos(i)).isBetween(0L, run.durationNanos());
            assertThat(path.slackNanos(i)).isNotNegative();
            assertThat(path.dragNanos(i) > 0 && path.slackNanos(i) > 0).isFalse();
          }
          assertThat(path.pieces())
              .allMatch(piece -> piece.span() < 0 || path.isCritical(piece.span()));
        });
  }

  private RunView view(SpanBuilder... spans) {
    return RunView.of(Arrays.stream(spans).map(SpanBuilder::build).toList(), names);
  }

  private List<String> path(SpanBuilder... spans) {
    return text(view(spans));
  }

  private List<String> text(RunView run) {
    return CriticalPath.of(run).pieces().stream()
        .map(
            piece ->
                (piece.span() < 0 ? "-1" : names.word(run.operation(piece.span())))
                    + " "
                    + piece.type()
                    + " "
                    + piece.startNanos()
                    + "-"
                    + piece.endNanos())
        .toList();
  }
}
