package io.pitwall.engine.alert;

import static io.pitwall.engine.alert.AlertFixture.story;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.AlertState;
import io.pitwall.model.alert.Comparator;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.alert.Threshold;
import io.pitwall.model.metric.MetricType;
import io.pitwall.model.metric.Sample;
import io.pitwall.model.metric.Series;
import io.pitwall.store.api.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Alerts with their store, their service, and time. */
class AlertsTest {
  private final AlertFixture fixture = new AlertFixture();

  @Test
  void fault03ResolvedAlertFiresAgain() {
    fixture.look(90);
    fixture.pass(5);
    fixture.look(50);
    fixture.pass(10);
    fixture.look(50);
    fixture.pass(5);
    fixture.look(90);

    Alert alert = fixture.alert();
    assertThat(alert.state()).isEqualTo(AlertState.FIRING);
    assertThat(alert.resolvedAtMicros()).isNull();
    assertThat(story(alert)).containsExactly("FIRING HIGH", "RESOLVED HIGH", "FIRING HIGH");
    assertThat(fixture.told).containsExactly("send high", "resolve high", "send high");
    assertThat(fixture.store.alert(alert.id())).contains(alert);
  }

  @Test
  void fault03OneAlertEscalatesInsteadOfThreeSideBySide() {
    fixture.look(99);

    assertThat(fixture.alerts.active()).hasSize(1);
    assertThat(fixture.alert().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(fixture.told).containsExactly("send critical");
  }

  @Test
  void escalatingAndDeescalatingIsToldAndKept() {
    fixture.look(71);
    fixture.pass(5);
    fixture.look(99);
    fixture.pass(5);
    fixture.look(80);
    fixture.pass(10);
    fixture.look(80);

    assertThat(story(fixture.alert()))
        .containsExactly("FIRING MEDIUM", "FIRING CRITICAL", "FIRING MEDIUM");
    assertThat(fixture.told).containsExactly("send medium", "send critical", "send medium");
    assertThat(fixture.announced)
        .extracting(Alert::severity)
        .containsExactly(Severity.MEDIUM, Severity.CRITICAL, Severity.MEDIUM);
  }

  @Test
  void fault02EachSeriesIsJudgedByItself() {
    Series a = Series.of("cpu", Map.of("host", "a"), MetricType.GAUGE, "", "");
    Series b = Series.of("cpu", Map.of("host", "b"), MetricType.GAUGE, "", "");
    fixture.look(a, 99);
    fixture.look(b, 50);

    assertThat(fixture.alerts.active()).extracting(Alert::tags).containsExactly(a.tags());
    assertThat(fixture.alerts.active().getFirst().message())
        .isEqualTo("cpu {host=a} exceeded critical threshold: 99 > 95");
  }

  @Test
  void fault04LowIsBadWhereTheRuleSaysSo() {
    Series rate = Series.of("ok.rate", Map.of(), MetricType.GAUGE, "", "");
    fixture.thresholds =
        List.of(new Threshold("ok.rate", Comparator.BELOW, Map.of(Severity.HIGH, 0.008)));

    fixture.look(rate, 0.9);
    assertThat(fixture.alerts.all()).isEmpty();
    fixture.look(rate, 0.0041234);
    assertThat(fixture.alert().message())
        .isEqualTo("ok.rate fell below high threshold: 0.00412 < 0.008");
  }

  @Test
  void acknowledgingIsKeptAndOnlyFiringAlertsCanBe() {
    fixture.look(90);
    String id = fixture.alert().id();

    assertThat(fixture.alerts.acknowledge(id, "ann", fixture.now)).isPresent();
    assertThat(fixture.alerts.acknowledge(id, "bob", fixture.now)).isEmpty();
    assertThat(fixture.alerts.acknowledge("unheard of", "ann", fixture.now)).isEmpty();

    assertThat(fixture.store.alert(id).orElseThrow().acknowledgedBy()).isEqualTo("ann");
    assertThat(fixture.alerts.active()).hasSize(1);
    assertThat(fixture.announced.getLast().state()).isEqualTo(AlertState.ACKNOWLEDGED);
    fixture.pass(5);
    fixture.look(91);
    assertThat(fixture.alert().state()).isEqualTo(AlertState.ACKNOWLEDGED);
  }

  @Test
  void aSeriesThatFallsSilentResolvesItsAlertWhenItsLastValueIsTooOld() {
    fixture.look(90);
    fixture.pass(60);
    fixture.look();
    assertThat(fixture.alert().isActive()).as("60 s old is not too old").isTrue();

    fixture.pass(1);
    fixture.look();

    assertThat(fixture.alert().state()).isEqualTo(AlertState.RESOLVED);
    assertThat(fixture.alert().history().getLast().reason()).isEqualTo("no data any more");
    assertThat(fixture.told).containsExactly("send high", "resolve high");
  }

  @Test
  void aPendingConditionDoesNotOutlastASilence() {
    AlertFixture patient =
        new AlertFixture(
            new AlertPolicy(
                Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(60)));
    patient.look(90);
    patient.pass(3_600);
    patient.look();
    patient.look(90);

    assertThat(patient.alerts.all()).as("it holds since a moment only").isEmpty();
    patient.pass(30);
    patient.look(90);
    assertThat(patient.alert().isActive()).isTrue();
  }

  @Test
  void anAlertWhoseRuleWasRemovedIsResolvedAtOnce() {
    fixture.look(90);
    fixture.thresholds = List.of();
    fixture.look();

    assertThat(fixture.alert().state()).isEqualTo(AlertState.RESOLVED);
    assertThat(fixture.alert().history().getLast().reason()).isEqualTo("its rule was removed");
  }

  @Test
  void aLimitThatIsMovedMovesWithTheAlert() {
    fixture.look(90);
    fixture.thresholds =
        List.of(new Threshold("cpu", Comparator.ABOVE, Map.of(Severity.HIGH, 88.0)));
    fixture.pass(5);
    fixture.look(90);

    assertThat(fixture.alert().threshold()).isEqualTo(88);
    assertThat(fixture.alert().message()).isEqualTo("cpu exceeded high threshold: 90 > 88");
    assertThat(fixture.told).hasSize(1);
  }

  @Test
  void aSeverityThatLostItsLimitFallsBackToAnother() {
    fixture.look(99);
    fixture.pass(5);
    fixture.look(80);
    fixture.thresholds =
        List.of(new Threshold("cpu", Comparator.ABOVE, Map.of(Severity.CRITICAL, 98.0)));
    fixture.pass(10);
    fixture.look(80);

    assertThat(fixture.alert().threshold()).isFinite();
  }

  @Test
  void aDeliveryThatFailsHarmsNothing() {
    Series other = Series.of("cpu", Map.of("host", "b"), MetricType.GAUGE, "", "");
    fixture.serviceFails = true;
    fixture.latest.update(new Sample(other, fixture.now, 99));
    fixture.look(90);

    assertThat(fixture.alerts.active()).hasSize(2);
    assertThat(fixture.store.alerts()).hasSize(2);
    assertThat(fixture.announced).hasSize(2);
    assertThat(fixture.alerts.failedDeliveries()).isEqualTo(2);
  }

  @Test
  void whatTheStoreCouldNotKeepIsKeptAndToldLater() {
    fixture.store.setBroken(true);
    assertThatThrownBy(() -> fixture.look(90)).isInstanceOf(StoreException.class);
    assertThat(fixture.told).as("nobody is told of what is not safe").isEmpty();

    fixture.pass(5);
    fixture.store.setBroken(false);
    fixture.look(90);

    assertThat(fixture.told).containsExactly("send high");
    assertThat(fixture.store.alerts()).hasSize(1);
    fixture.pass(5);
    fixture.look(90);
    assertThat(fixture.told).hasSize(1);
  }

  @Test
  void anAcknowledgementThatCannotBeKeptIsNotGiven() {
    fixture.look(90);
    fixture.store.setBroken(true);

    assertThatThrownBy(() -> fixture.alerts.acknowledge(fixture.alert().id(), "ann", fixture.now))
        .isInstanceOf(StoreException.class);
    assertThat(fixture.alert().state()).isEqualTo(AlertState.FIRING);
  }

  @Test
  void aRestartRestoresAlertsAndTellsNobodyTwice() {
    fixture.look(90);
    AlertFixture after = AlertFixture.restarted(fixture);

    assertThat(after.alerts.active()).isEqualTo(fixture.alerts.active());
    after.pass(5);
    after.look(91);

    assertThat(after.told).isEmpty();
    assertThat(after.alert().history()).hasSize(1);
  }

  @Test
  void afterARestartAnAlertWaitsForItsSeriesAsLongAsAValueMayBeOld() {
    fixture.look(90);
    AlertFixture after = AlertFixture.restarted(fixture);
    after.look();
    after.pass(59);
    after.look();
    assertThat(after.alert().isActive()).isTrue();

    after.pass(1);
    after.look();

    assertThat(after.alert().state()).isEqualTo(AlertState.RESOLVED);
  }

  @Test
  void alertsThatFiredLastComeFirst() {
    Series other = Series.of("cpu", Map.of("host", "b"), MetricType.GAUGE, "", "");
    fixture.look(90);
    fixture.pass(5);
    fixture.look(other, 90);

    assertThat(fixture.alerts.all())
        .extracting(alert -> alert.tags().get("host"))
        .containsExactly("b", null);
  }
}
