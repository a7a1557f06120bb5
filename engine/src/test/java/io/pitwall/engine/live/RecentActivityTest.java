package io.pitwall.engine.live;

import static io.pitwall.engine.live.LiveFixture.MINUTE;
import static io.pitwall.engine.live.LiveFixture.SECOND;
import static io.pitwall.engine.live.LiveFixture.TODAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pitwall.model.agent.TaskExecution;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanBuilder;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.TraceId;
import io.pitwall.store.api.Commit;
import io.pitwall.store.api.TelemetryBatch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What happened within the last five minutes. */
class RecentActivityTest {
  private final RecentActivity activity = new RecentActivity();

  @Test
  void fault07ResponseTimesAreMeansOfServedRequests() {
    spans(
        TODAY,
        request("GET /a", TODAY, 1).build(),
        request("GET /a", TODAY, 3).build(),
        request("GET /b", TODAY, 5).build(),
        span(SpanKind.HTTP_CLIENT, TODAY, 9).operation("POST peer").build());
    activity.served("GET /own", TODAY, SECOND * 1_000 / 4, false);

    assertThat(activity.responseTimes(TODAY))
        .isEqualTo(Map.of("GET /a", 2.0, "GET /b", 5.0, "GET /own", 0.25));
  }

  @Test
  void fault07ErrorRatesAreByAgentTypeElseByService() {
    spans(
        TODAY,
        span(SpanKind.AGENT, TODAY, 1).agent("a-1", "planner").build(),
        span(SpanKind.MODEL, TODAY, 1).agent("a-2", "planner").status(SpanStatus.ERROR).build(),
        span(SpanKind.TOOL, TODAY, 1).build(),
        span(SpanKind.TOOL, TODAY, 1).service("").status(SpanStatus.ERROR).build());
    activity.committed(
        new Commit(
            TODAY,
            TelemetryBatch.ofExecutions(List.of(task(true), task(false), task(true), task(true))),
            0));

    assertThat(activity.errorRates(TODAY))
        .isEqualTo(Map.of("planner", 0.5, "shop", 0.0, "unknown", 1.0, "coder", 0.25));
  }

  @Test
  void theRateOfAllWorkIsNotTheMeanOfRates() {
    for (int i = 0; i < 99; i++) {
      spans(TODAY, span(SpanKind.TOOL, TODAY, 1).build());
    }
    assertThat(activity.errorRate(TODAY)).isZero();
    spans(TODAY, span(SpanKind.TOOL, TODAY, 1).service("x").status(SpanStatus.ERROR).build());

    assertThat(activity.errorRate(TODAY)).isCloseTo(0.01, within(1e-12));
  }

  @Test
  void withoutWorkThereAreNoFigures() {
    assertThat(activity.responseTimes(TODAY)).isEmpty();
    assertThat(activity.errorRates(TODAY)).isEmpty();
    assertThat(activity.errorRate(TODAY)).isNaN();
  }

  @Test
  void itLastsForFiveMinutes() {
    spans(TODAY, request("GET /a", TODAY, 1).build());

    assertThat(activity.responseTimes(TODAY + 4 * MINUTE)).hasSize(1);
    assertThat(activity.responseTimes(TODAY + 5 * MINUTE)).isEmpty();
    assertThat(activity.errorRates(TODAY + 5 * MINUTE)).isEmpty();
    assertThat(activity.responseTimes(TODAY - MINUTE)).as("not before it happened").isEmpty();
  }

  @Test
  void whatEndedEarlierCountsThenAndWhatIsTooOldIsLeftOut() {
    spans(
        TODAY,
        request("GET /a", TODAY - 3 * MINUTE, 1).build(),
        request("GET /old", TODAY - 30 * MINUTE, 1).build());

    assertThat(activity.responseTimes(TODAY)).containsOnlyKeys("GET /a");
    assertThat(activity.responseTimes(TODAY + 2 * MINUTE)).isEmpty();
  }

  @Test
  void workDatedAheadDoesNotHideWhatComesAfterIt() {
    spans(TODAY, request("GET /a", TODAY + 5 * MINUTE, 8).build());
    spans(TODAY, request("GET /a", TODAY, 2).build());

    assertThat(activity.responseTimes(TODAY)).isEqualTo(Map.of("GET /a", 5.0));
  }

  @Test
  void absurdDurationsDoNotTurnNegative() {
    for (int i = 0; i < 50; i++) {
      spans(TODAY, request("GET /a", TODAY, 1).time(1, TODAY * 1_000 - 1).build());
    }

    assertThat(activity.responseTimes(TODAY).get("GET /a")).isCloseTo(TODAY / 1e6, within(1.0));
  }

  @Test
  void distinctNamesStayBounded() {
    for (int i = 0; i < 2_000; i++) {
      spans(TODAY, request("GET /" + i, TODAY, 1).service("service-" + i).build());
    }

    assertThat(activity.responseTimes(TODAY)).hasSize(500);
    assertThat(activity.errorRates(TODAY)).hasSize(500);
  }

  private void spans(long now, Span... spans) {
    activity.committed(new Commit(now, TelemetryBatch.ofSpans(List.of(spans)), 0));
  }

  private static SpanBuilder request(String route, long endMicros, int seconds) {
    return span(SpanKind.HTTP_SERVER, endMicros, seconds).operation(route);
  }

  private static SpanBuilder span(SpanKind kind, long endMicros, int seconds) {
    long nanos = seconds * 1_000_000_000L;
    return Span.builder(new TraceId(1, 1), 1, kind, "s")
        .service("shop")
        .time(endMicros * 1_000 - nanos, nanos);
  }

  private static TaskExecution task(boolean success) {
    return new TaskExecution(
        "c-1", "coder", TODAY, 1, success, 0, 0, -1, null, null, null, null, null);
  }
}
