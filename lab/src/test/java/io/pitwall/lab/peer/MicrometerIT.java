package io.pitwall.lab.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Micrometer's OTLP registry, as Spring Boot sets it up. */
class MicrometerIT {

  @Test
  void metersAreStored(@TempDir Path folder) {
    try (PeerServer pitwall = new PeerServer(folder)) {
      OtlpMeterRegistry registry = new OtlpMeterRegistry(config(pitwall.url()), Clock.SYSTEM);
      AtomicInteger depth = new AtomicInteger(7);
      Gauge.builder("queue.depth", depth, AtomicInteger::get)
          .tag("queue", "inbox")
          .register(registry);
      Counter.builder("orders").tag("shop", "north").register(registry).increment(42);
      Timer time = Timer.builder("task.time").publishPercentileHistogram().register(registry);
      DistributionSummary size =
          DistributionSummary.builder("order.size").baseUnit("bytes").register(registry);
      for (int i = 1; i <= 100; i++) {
        time.record(Duration.ofMillis(i));
        size.record(i);
      }
      registry.close(); // publishes

      JsonNode queue = series(pitwall, "queue.depth");
      assertThat(queue.at("/tags/queue").asString()).isEqualTo("inbox");
      assertThat(queue.at("/tags/service.name").asString()).isEqualTo("spring-shop");
      assertThat(only(queue, "mean")).isEqualTo(7);
      assertThat(series(pitwall, "orders").at("/tags/shop").asString()).isEqualTo("north");
      JsonNode times = series(pitwall, "task.time");
      assertThat(times.get("type").asString()).isEqualTo("histogram");
      assertThat(times.get("unit").asString()).isEqualTo("milliseconds");
      assertThat(only(times, "mean")).isCloseTo(50.5, within(0.5));
      // Without buckets asked for, Micrometer sends a count and a sum.
      assertThat(series(pitwall, "order.size.count").get("type").asString()).isEqualTo("rate");
      assertThat(series(pitwall, "order.size.sum").get("unit").asString()).isEqualTo("bytes/s");
    }
  }

  private static JsonNode series(PeerServer pitwall, String metric) {
    return pitwall
        .when(
            "/api/performance/series?metric=" + metric, answer -> answer.get("series").size() == 1)
        .at("/series/0");
  }

  /** The one value of a column. */
  private static double only(JsonNode series, String column) {
    return series
        .get(column)
        .valueStream()
        .filter(value -> !value.isNull())
        .findFirst()
        .orElseThrow(() -> new AssertionError(column + " is empty in " + series))
        .asDouble();
  }

  private static OtlpConfig config(String url) {
    return new OtlpConfig() {
      @Override
      public String url() {
        return url + "/v1/metrics";
      }

      @Override
      public Map<String, String> resourceAttributes() {
        return Map.of("service.name", "spring-shop");
      }

      @Override
      public @org.jspecify.annotations.Nullable String get(String key) {
        return null;
      }
    };
  }
}
