package io.pitwall.engine.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.Property;
import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.AlertChange;
import io.pitwall.model.alert.AlertState;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.metric.Sample;
import io.pitwall.model.metric.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds of alerts whatever the values do. */
class AlertWalkTest {
  private static final Series OTHER =
      Series.of("cpu", Map.of("host", "b"), MetricType.GAUGE, "%", "");

  @Test
  void fault03ThereIsOneAlertForEachRuleAndSeries() {
    Property.holds(
        30,
        random -> {
          AlertFixture walk = walk(random, 300);

          assertThat(walk.alerts.all()).hasSizeLessThanOrEqualTo(2);
          assertThat(walk.alerts.all()).extracting(Alert::id).doesNotHaveDuplicates();
          assertThat(new HashSet<>(walk.store.alerts())).hasSameSizeAs(walk.alerts.all());
        });
  }

  @Test
  void theHistoryOfAnAlertMakesSense() {
    Property.holds(
        50,
        random -> {
          AlertFixture walk = walk(random, 300);
          for (Alert alert : walk.alerts.all()) {
            AlertChange before = alert.history().getFirst();
            if (alert.history().size() < Alert.HISTORY_LIMIT) {
              assertThat(before.state()).isEqualTo(AlertState.FIRING);
            }
            for (AlertChange change : alert.history().subList(1, alert.history().size())) {
              assertThat(change.atMicros()).isGreaterThanOrEqualTo(before.atMicros());
              switch (change.state()) {
                case PENDING -> throw new AssertionError("A pending alert is no alert");
                case ACKNOWLEDGED -> assertThat(before.state()).isNotEqualTo(AlertState.RESOLVED);
                case RESOLVED -> assertThat(before.state()).isNotEqualTo(AlertState.RESOLVED);
                case FIRING ->
                    assertThat(
                            before.state() == AlertState.RESOLVED
                                || before.severity() != change.severity())
                        .as("it fires again or changes its severity")
                        .isTrue();
              }
              before = change;
            }
            assertThat(before.state()).isEqualTo(alert.state());
            assertThat(before.severity()).isEqualTo(alert.severity());
          }
        });
  }

  @Test
  void whatIsStoredIsWhatIsShown() {
    Property.holds(
        30,
        random -> {
          AlertFixture walk = walk(random, 200);
          for (Alert alert : walk.alerts.all()) {
            Alert stored = walk.store.alert(alert.id()).orElseThrow();
            assertThat(stored.history()).isEqualTo(alert.history());
            assertThat(stored.state()).isEqualTo(alert.state());
          }
        });
  }

  @Test
  void anAlertNeverClearsFasterThanItMay() {
    Property.holds(
        50,
        random -> {
          AlertFixture walk = walk(random, 400);
          long clearFor = walk.policy.clearFor().toNanos() / 1_000;
          for (Alert alert : walk.alerts.all()) {
            long firedAt = 0;
            for (AlertChange change : alert.history()) {
              firedAt = change.reason().startsWith("fired") ? change.atMicros() : firedAt;
              if (change.reason().equals("back within its limits") && firedAt > 0) {
                assertThat(change.atMicros() - firedAt).isGreaterThanOrEqualTo(clearFor);
              }
            }
          }
        });
  }

  @Test
  void aValueThatSwingsAroundItsLimitRaisesOneAlert() {
    Property.holds(
        30,
        random -> {
          AlertFixture swing = new AlertFixture();
          for (int i = 0; i < 300; i++) {
            swing.look(i % 2 == 0 ? 85.1 : 84.9 - random.nextDouble() * 10);
            swing.pass(1 + random.nextInt(4));
          }
          assertThat(swing.alert().history()).hasSize(1);
          assertThat(swing.told).containsExactly("send high");
        });
  }

  @Test
  void anActiveAlertIsAtLeastAsSevereAsTheValueSaysNow() {
    Property.holds(
        50,
        random -> {
          AlertFixture walk = new AlertFixture();
          double value = 60;
          for (int i = 0; i < 300; i++) {
            value = Math.clamp(value + random.nextGaussian() * 15, 0, 100);
            walk.look(value);
            Optional<Severity> now = AlertFixture.LIMITS.judge(value);
            if (now.isPresent()) {
              assertThat(walk.alert().isActive()).isTrue();
              assertThat(walk.alert().severity()).isGreaterThanOrEqualTo(now.get());
              assertThat(walk.alert().value()).isEqualTo(value);
            }
            walk.pass(5);
          }
        });
  }

  /** Random values, gaps, restarts, acknowledgements and changes of the rule. */
  private static AlertFixture walk(Random random, int looks) {
    AlertFixture walk =
        new AlertFixture(
            new AlertPolicy(
                Duration.ofSeconds(random.nextInt(3) * 5L),
                Duration.ofSeconds(random.nextInt(4) * 5L),
                Duration.ofSeconds(60)));
    List<Double> values = new ArrayList<>(List.of(60.0, 60.0));
    for (int i = 0; i < looks; i++) {
      for (int series = 0; series < 2; series++) {
        double value = Math.clamp(values.get(series) + random.nextGaussian() * 12, 0, 100);
        values.set(series, value);
        if (random.nextInt(10) > 0) {
          walk.latest.update(new Sample(series == 0 ? AlertFixture.CPU : OTHER, walk.now, value));
        }
      }
      if (random.nextInt(40) == 0) {
        walk.thresholds = walk.thresholds.isEmpty() ? List.of(AlertFixture.LIMITS) : List.of();
      }
      walk.look();
      if (random.nextInt(20) == 0 && !walk.alerts.active().isEmpty()) {
        walk.alerts.acknowledge(walk.alerts.active().getFirst().id(), "ann", walk.now);
      }
      if (random.nextInt(60) == 0) {
        walk = AlertFixture.restarted(walk);
      }
      walk.pass(random.nextInt(30) == 0 ? 200 : 5);
    }
    return walk;
  }
}
