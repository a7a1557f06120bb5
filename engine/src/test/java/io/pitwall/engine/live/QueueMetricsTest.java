package io.pitwall.engine.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.metric.MetricType;
import io.pitwall.model.metric.Sample;
import io.pitwall.model.metric.Series;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueMetricsTest {
  private static final long NOW = 1_793_613_600_000_000L;

  private final LatestValues latest = new LatestValues();
  private final QueueMetrics queues = new QueueMetrics(latest);

  private void told(String metric, Map<String, String> tags, String unit, long at, double value) {
    latest.update(new Sample(Series.of(metric, tags, MetricType.GAUGE, unit, ""), at, value));
  }

  @Test
  void depthsComeFromWhateverTheBrokerCallsThem() {
    told(
        "rabbitmq.message.current",
        Map.of("rabbitmq.queue.name", "mail", "state", "ready"),
        "",
        NOW,
        7);
    told(
        "rabbitmq.message.current",
        Map.of("rabbitmq.queue.name", "mail", "state", "unacked"),
        "",
        NOW,
        90);
    told("kafka_consumergroup_lag", Map.of("topic", "events", "partition", "0"), "", NOW, 3);
    told("kafka_consumergroup_lag", Map.of("topic", "events", "partition", "1"), "", NOW, 4);
    told("celery_queue_length", Map.of("queue_name", "slow"), "", NOW, 5);

    assertThat(queues.depths(NOW))
        .containsExactly(Map.entry("events", 7L), Map.entry("mail", 7L), Map.entry("slow", 5L));
  }

  @Test
  void whatIsOldSaysNothing() {
    told("queue.depth", Map.of("queue", "a"), "", NOW - 61_000_000, 5);

    assertThat(queues.depths(NOW)).isEmpty();
  }

  @Test
  void agesAreSecondsAndTheOldestCounts() {
    told("queue.oldest_age", Map.of("queue", "a", "shard", "1"), "ms", NOW, 2_500);
    told("queue.oldest_age", Map.of("queue", "a", "shard", "2"), "ms", NOW, 500);
    told("sidekiq_queue_latency", Map.of("name", "b"), "s", NOW, 4);

    assertThat(queues.ages(NOW)).containsExactly(Map.entry("a", 2.5), Map.entry("b", 4.0));
  }
}
