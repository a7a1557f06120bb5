package io.pitwall.engine.alert;

import static io.pitwall.engine.alert.AlertFixture.CPU;
import static io.pitwall.engine.alert.AlertFixture.LIMITS;
import static io.pitwall.engine.alert.AlertFixture.SECOND;
import static io.pitwall.engine.alert.AlertFixture.story;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.AlertState;
import io.pitwall.model.alert.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of an alert step by step: one value a second, limits 70, 85 and 95. */
class AlertLifeTest {

  /** Values second by second, and the whole history that comes of them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // for 0 s, clear for 3 s
        "0 | 3 | 50 60 70                  | ",
        "0 | 3 | 71                        | FIRING MEDIUM",
        "0 | 3 | 71 96                     | FIRING MEDIUM, FIRING CRITICAL",
        "0 | 3 | 96 96 96 96 96            | FIRING CRITICAL",
        "0 | 3 | 96 50 50 50               | FIRING CRITICAL",
        "0 | 3 | 96 50 50 50 50            | FIRING CRITICAL, RESOLVED CRITICAL",
        "0 | 3 | 96 50 50 50 50 50 50 50   | FIRING CRITICAL, RESOLVED CRITICAL",
        "0 | 3 | 96 50 96 50 96 50 96 50   | FIRING CRITICAL",
        "0 | 3 | 96 75 75 75 75            | FIRING CRITICAL, FIRING MEDIUM",
        "0 | 3 | 96 75 86 75 75            | FIRING CRITICAL, FIRING HIGH",
        "0 | 3 | 96 50 86 50 50            | FIRING CRITICAL, FIRING HIGH",
        "0 | 3 | 96 75 75 75 75 50 50 50 50 | FIRING CRITICAL, FIRING MEDIUM, RESOLVED MEDIUM",
        "0 | 3 | 71 50 50 50 50 71         | FIRING MEDIUM, RESOLVED MEDIUM, FIRING MEDIUM",
        "0 | 3 | 71 50 50 50 50 96         | FIRING MEDIUM, RESOLVED MEDIUM, FIRING CRITICAL",
        // clears at once
        "0 | 0 | 71 50 71                  | FIRING MEDIUM, RESOLVED MEDIUM, FIRING MEDIUM",
        "0 | 0 | 96 71                     | FIRING CRITICAL, FIRING MEDIUM",
        // for 2 s
        "2 | 3 | 71 71                     | ",
        "2 | 3 | 71 71 71                  | FIRING MEDIUM",
        "2 | 3 | 71 50 71 71               | ",
        "2 | 3 | 71 71 96                  | FIRING CRITICAL",
        "2 | 3 | 71 71 71 96               | FIRING MEDIUM, FIRING CRITICAL",
        "2 | 0 | 71 71 71 50 71 71         | FIRING MEDIUM, RESOLVED MEDIUM",
        "2 | 0 | 71 71 71 50 71 71 71      | FIRING MEDIUM, RESOLVED MEDIUM, FIRING MEDIUM",
      })
  void whatComesOfValues(int pendingFor, int clearFor, String values, @Nullable String history) {
    AlertPolicy policy =
        new AlertPolicy(
            Duration.ofSeconds(pendingFor), Duration.ofSeconds(clearFor), Duration.ofDays(1));

    AlertLife.Memory end = run(policy, values);

    Alert alert = end.alert();
    assertThat(alert == null ? List.of() : story(alert))
        .isEqualTo(history == null ? List.of() : List.of(history.split(", ")));
  }

  @Test
  void anAlertSaysWhatHappened() {
    Alert alert = alert(run(AlertFixture.POLICY, "50 91.237"));

    assertThat(alert.id()).isEqualTo("cpu-" + "%016x".formatted(CPU.id()));
    assertThat(alert.rule()).isEqualTo("threshold:cpu");
    assertThat(alert.metric()).isEqualTo("cpu");
    assertThat(alert.state()).isEqualTo(AlertState.FIRING);
    assertThat(alert.severity()).isEqualTo(Severity.HIGH);
    assertThat(alert.threshold()).isEqualTo(85);
    assertThat(alert.value()).isEqualTo(91.237);
    assertThat(alert.message()).isEqualTo("cpu exceeded high threshold: 91.24 > 85");
    assertThat(alert.firedAtMicros()).isEqualTo(2 * SECOND);
    assertThat(alert.resolvedAtMicros()).isNull();
  }

  @Test
  void aResolvedAlertKnowsWhenAndHowBadItWas() {
    Alert alert = alert(run(AlertFixture.POLICY, "96" + " 50".repeat(11)));

    assertThat(alert.state()).isEqualTo(AlertState.RESOLVED);
    assertThat(alert.resolvedAtMicros()).isEqualTo(12 * SECOND);
    assertThat(alert.firedAtMicros()).isEqualTo(SECOND);
    assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(alert.history().getLast().reason()).isEqualTo("back within its limits");
  }

  @Test
  void aMilderAlertDoesNotClaimWhatIsNotSo() {
    Alert alert = alert(run(AlertFixture.POLICY, "96 75" + " 60".repeat(10)));

    assertThat(alert.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(alert.message())
        .isEqualTo("cpu was lately beyond its medium threshold of 70 and is now at 60");
  }

  @Test
  void acknowledgingLastsUntilItGetsWorse() {
    AlertLife.Memory firing = run(AlertFixture.POLICY, "71");
    Alert taken = AlertLife.acknowledge(alert(firing), "ann", 5 * SECOND);

    assertThat(taken.state()).isEqualTo(AlertState.ACKNOWLEDGED);
    assertThat(taken.acknowledgedBy()).isEqualTo("ann");

    Alert same = alert(next(AlertLife.Memory.of(taken), 75, 6));
    assertThat(same.state()).isEqualTo(AlertState.ACKNOWLEDGED);
    assertThat(same.history()).isEqualTo(taken.history());
    Alert worse = alert(next(AlertLife.Memory.of(taken), 96, 6));
    assertThat(worse.state()).isEqualTo(AlertState.FIRING);
    assertThat(worse.acknowledgedBy()).isNull();
  }

  @Test
  void anAcknowledgedAlertThatGetsMilderStaysAcknowledged() {
    Alert taken = AlertLife.acknowledge(alert(run(AlertFixture.POLICY, "96")), "ann", SECOND);
    AlertLife.Memory memory = next(AlertLife.Memory.of(taken), 75, 2);

    Alert milder = alert(next(memory, 75, 12));

    assertThat(milder.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(milder.state()).isEqualTo(AlertState.ACKNOWLEDGED);
    assertThat(milder.acknowledgedBy()).isEqualTo("ann");
  }

  @Test
  void anAlertThatFiresAgainWaitsForSomebodyAnew() {
    Alert taken = AlertLife.acknowledge(alert(run(AlertFixture.POLICY, "96")), "ann", SECOND);
    Alert over = AlertLife.resolve(taken, 50, 20 * SECOND, "over");

    Alert again = alert(next(AlertLife.Memory.of(over), 96, 30));

    assertThat(again.state()).isEqualTo(AlertState.FIRING);
    assertThat(again.acknowledgedBy()).isNull();
    assertThat(again.resolvedAtMicros()).isNull();
    assertThat(again.firedAtMicros()).isEqualTo(30 * SECOND);
    assertThat(again.history().getLast().reason()).isEqualTo("fired again");
  }

  @Test
  void aClockThatIsSetBackNeitherFiresNorResolvesAnything() {
    AlertPolicy patient =
        new AlertPolicy(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofDays(1));
    AlertLife.Memory pending = run(patient, "71 71");
    assertThat(next(pending, 71, -90, patient).alert()).isNull();

    AlertLife.Memory clearing = run(patient, "71 71 71 71 71 71 50 50");
    Alert still = Objects.requireNonNull(next(clearing, 50, -90, patient).alert());
    assertThat(still.isActive()).isTrue();
  }

  private static AlertLife.Memory run(AlertPolicy policy, String values) {
    AlertLife.Memory memory = AlertLife.Memory.NONE;
    long second = 0;
    for (String value : values.strip().split(" ")) {
      second++;
      memory = next(memory, Double.parseDouble(value), second, policy);
    }
    return memory;
  }

  private static AlertLife.Memory next(AlertLife.Memory memory, double value, long second) {
    return next(memory, value, second, AlertFixture.POLICY);
  }

  private static AlertLife.Memory next(
      AlertLife.Memory memory, double value, long second, AlertPolicy policy) {
    Severity severity = LIMITS.judge(value).orElse(null);
    Verdict verdict =
        new Verdict(
            Thresholds.rule(LIMITS, policy),
            CPU.id(),
            CPU.tags(),
            value,
            LIMITS.comparator(),
            LIMITS.limits(),
            severity,
            severity,
            "",
            List.of());
    return AlertLife.next(memory, verdict, Moment.of(second * SECOND));
  }

  private static Alert alert(AlertLife.Memory memory) {
    return Objects.requireNonNull(memory.alert());
  }
}
