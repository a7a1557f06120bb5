package io.pitwall.engine.around;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.engine.intake.Intake;
import io.pitwall.engine.intake.IntakeLimits;
import io.pitwall.engine.live.RecentActivity;
import io.pitwall.engine.memory.InMemoryTelemetryStore;
import io.pitwall.model.time.ManualClock;
import io.pitwall.model.time.TimeRange;
import io.pitwall.model.trace.Attributes;
import io.pitwall.model.trace.Span;
import io.pitwall.model.trace.SpanBuilder;
import io.pitwall.model.trace.SpanKind;
import io.pitwall.model.trace.SpanLink;
import io.pitwall.model.trace.SpanStatus;
import io.pitwall.model.trace.TraceId;
import io.pitwall.store.api.Commit;
import io.pitwall.store.api.SeriesQuery;
import io.pitwall.store.api.SeriesSummary;
import io.pitwall.store.api.TelemetryBatch;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AroundMetricsTest {
  private static final long NOW = 1_793_613_600_000_000L;
  private static final TraceId TRACE = new TraceId(1, 2);

  private final ManualClock clock = new ManualClock(NOW);
  private final InMemoryTelemetryStore store = new InMemoryTelemetryStore(clock);
  private final RecentActivity activity = new RecentActivity();
  private final AroundMetrics around =
      new AroundMetrics(new Intake(store, clock, IntakeLimits.DEFAULT), activity);

  private static SpanBuilder span(long id, SpanKind kind, String operation) {
    return Span.builder(TRACE, id, kind, "x")
        .operation(operation)
        .service("shop")
        .time((NOW - 10_000_000) * 1_000, 2_000_000_000L);
  }

  private void commit(Span... spans) {
    around.committed(new Commit(NOW, TelemetryBatch.ofSpans(List.of(spans)), 0));
  }

  private List<SeriesSummary> stored(AroundMetric metric) {
    around.flush();
    return store.summarize(
        SeriesQuery.named(metric.metric()), new TimeRange(NOW - 3_600_000_000L, NOW + 1));
  }

  @Test
  void aMessageWaitsFromWhereItWasSentToWhereItIsWorkedOffWhicheverSpanComesFirst() {
    Span sent =
        span(1, SpanKind.MESSAGING, "mail")
            .time((NOW - 20_000_000) * 1_000, 1_000_000_000L)
            .build();
    Span byParent =
        span(2, SpanKind.MESSAGING, "mail").parent(1).time((NOW - 16_000_000) * 1_000, 1).build();
    Span byLink =
        span(3, SpanKind.MESSAGING, "mail")
            .links(List.of(new SpanLink(TRACE, 1)))
            .time((NOW - 9_000_000) * 1_000, 1)
            .build();

    commit(byParent);
    commit(sent);
    commit(byLink);

    List<SeriesSummary> waits = stored(AroundMetric.MESSAGE_WAIT);
    assertThat(waits).hasSize(1);
    assertThat(waits.getFirst().series().tags())
        .containsEntry("queue", "mail")
        .containsEntry("source", "derived");
    assertThat(waits.getFirst().histogram().count()).isEqualTo(2);
    assertThat(waits.getFirst().histogram().sum()).isEqualTo(3 + 10);
    assertThat(activity.queueWaits(NOW)).containsEntry("mail", 6.5);
  }

  @Test
  void aWrapperOfAModelCallIsNoCallOfItsOwn() {
    commit(
        span(1, SpanKind.MODEL, "m").model("m", "acme").build(),
        span(2, SpanKind.MODEL, "m").parent(1).model("m", "acme").build());

    assertThat(stored(AroundMetric.EXTERNAL).getFirst().histogram().count()).isEqualTo(1);
  }

  @Test
  void tooManyNamesOfAServiceAreTakenTogetherAndCounted() {
    Span[] spans = new Span[1_200];
    for (int i = 0; i < spans.length; i++) {
      spans[i] = span(i + 1, SpanKind.DATABASE, "SELECT t" + i).build();
    }
    commit(spans);

    List<SeriesSummary> queries = stored(AroundMetric.DATABASE);
    assertThat(queries).hasSize(1_001);
    assertThat(queries)
        .filteredOn(query -> NameCap.OTHER.equals(query.series().tags().get("query_id")))
        .singleElement()
        .satisfies(other -> assertThat(other.histogram().count()).isEqualTo(200));
    assertThat(around.overflowedNames()).isEqualTo(200);
  }

  @Test
  void outcomesAreReadFromStatusCodesAndErrorClasses() {
    assertThat(outcome(Attributes.of("http.status_code", "429"), null))
        .isEqualTo(Outcome.THROTTLED);
    assertThat(outcome(Attributes.of("http.response.status_code", 504L), null))
        .isEqualTo(Outcome.TIMEOUT);
    assertThat(outcome(Attributes.of("rpc.grpc.status_code", 4L), null)).isEqualTo(Outcome.TIMEOUT);
    assertThat(outcome(Attributes.of("http.response.status_code", 404L), null))
        .isEqualTo(Outcome.ERROR);
    assertThat(outcome(Attributes.EMPTY, "openai.RateLimitError")).isEqualTo(Outcome.THROTTLED);
    assertThat(outcome(Attributes.EMPTY, "java.net.SocketTimeoutException"))
        .isEqualTo(Outcome.TIMEOUT);
    assertThat(outcome(Attributes.EMPTY, "ValueError")).isEqualTo(Outcome.ERROR);
    assertThat(outcome(Attributes.EMPTY, null)).isEqualTo(Outcome.OK);
  }

  private static Outcome outcome(Attributes attributes, @Nullable String errorClass) {
    return Outcome.ofCall(
        span(1, SpanKind.HTTP_CLIENT, "x")
            .attributes(attributes)
            .error(errorClass, null)
            .status(errorClass == null ? SpanStatus.UNSET : SpanStatus.ERROR)
            .build());
  }

  @Test
  void whatCannotBeStoredNowIsStoredLater() {
    commit(span(1, SpanKind.DATABASE, "SELECT t").build());
    store.setBroken(true);
    try {
      around.flush();
    } catch (RuntimeException expected) {
      // kept for the next time
    }
    store.setBroken(false);
    commit(span(2, SpanKind.DATABASE, "SELECT t").build());

    assertThat(stored(AroundMetric.DATABASE).getFirst().histogram().count()).isEqualTo(2);
  }
}
