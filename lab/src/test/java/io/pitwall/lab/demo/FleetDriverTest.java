package io.pitwall.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.proto.trace.v1.Span;
import io.pitwall.lab.fleet.DemoFleet;
import io.pitwall.lab.send.CollectingServer;
import io.pitwall.model.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FleetDriverTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void aPastLeadsUpToAPresentThatGoesOn() throws InterruptedException {
    List<String> said = new CopyOnWriteArrayList<>();
    try (CollectingServer server = new CollectingServer()) {
      long begun = now();
      FleetDriver driver =
          new FleetDriver(
              DemoFleet.of(50, 3),
              1,
              Duration.ofMinutes(30),
              server.url(),
              Clock.system(),
              said::add);
      Thread thread = Thread.ofPlatform().start(driver::run);
      try {
        await().until(() -> said.stream().anyMatch(line -> line.startsWith("live")));
        assertThat(spans(server).mapToLong(Span::getStartTimeUnixNano).min().orElseThrow())
            .isBetween(begun - 1_800 * SECOND, begun - 1_700 * SECOND);
        await().until(() -> newest(server) > begun + 2 * SECOND);
        assertThat(newest(server)).isLessThanOrEqualTo(now());
      } finally {
        thread.interrupt();
        thread.join();
      }
      assertThat(server.thresholds()).singleElement().asString().contains("agent.queue.depth");
      assertThat(spans(server).count())
          .isEqualTo(spans(server).map(Span::getSpanId).distinct().count());
      assertThat(said).anyMatch(line -> line.startsWith("history: 50 %"));
      assertThat(said).noneMatch(line -> line.contains("given up"));
    }
  }

  @Test
  void lengthsOfHistoryAreRead() {
    assertThat(HistoryLength.parse("6h")).isEqualTo(Duration.ofHours(6));
    assertThat(HistoryLength.parse("90m")).isEqualTo(Duration.ofMinutes(90));
    assertThat(HistoryLength.parse("2d")).isEqualTo(Duration.ofDays(2));
    assertThat(HistoryLength.parse("0s")).isZero();
    for (String wrong : List.of("", "6", "h", "-1h", "400d")) {
      assertThatThrownBy(() -> HistoryLength.parse(wrong))
          .hasMessageContaining("Expected --history to be a length like 6h");
    }
    assertThat(HistoryLength.usual(DemoFleet.of(50, 1))).isEqualTo(Duration.ofHours(6));
    assertThat(HistoryLength.usual(DemoFleet.of(10_000, 1))).isLessThan(Duration.ofMinutes(10));
  }

  private static Stream<Span> spans(CollectingServer server) {
    return Stream.concat(server.grpcSpans().stream(), server.httpSpans().stream());
  }

  private static long newest(CollectingServer server) {
    return spans(server).mapToLong(Span::getEndTimeUnixNano).max().orElseThrow();
  }

  private static long now() {
    return Clock.system().nowMicros() * 1_000;
  }
}
