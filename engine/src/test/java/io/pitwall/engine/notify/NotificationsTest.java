package io.pitwall.engine.notify;

import static io.pitwall.engine.notify.AlertMaker.acknowledged;
import static io.pitwall.engine.notify.AlertMaker.firing;
import static io.pitwall.engine.notify.AlertMaker.refired;
import static io.pitwall.engine.notify.AlertMaker.resolved;
import static io.pitwall.engine.notify.AlertMaker.silenced;
import static io.pitwall.engine.notify.AlertMaker.worse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitwall.engine.memory.InMemoryControlStore;
import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.Severity;
import io.pitwall.model.alert.TagMatcher;
import io.pitwall.model.notify.DeliveryState;
import io.pitwall.model.notify.Notification;
import io.pitwall.model.notify.NotificationKind;
import io.pitwall.model.time.ManualClock;
import io.pitwall.store.api.OutboxQuery;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is told of what when, with a clock that a test moves. */
class NotificationsTest {
  private static final Instant START = Instant.parse("2026-03-02T12:00:00Z");
  private static final Duration INTERVAL = Duration.ofMinutes(5);
  private static final Duration REPEAT = Duration.ofHours(4);

  private final ManualClock clock = new ManualClock(START.getEpochSecond() * 1_000_000);
  private final InMemoryControlStore store = new InMemoryControlStore();
  private final RecordingChannel chat = new RecordingChannel("chat", 60_000);
  private final RecordingChannel pager = new RecordingChannel("pager", 60_000);
  private final Map<String, Alert> alerts = new LinkedHashMap<>();
  private NotificationSettings settings =
      NotificationSettings.DEFAULT.by(
          Route.NOWHERE.to("chat").pacing(Duration.ZERO, INTERVAL, REPEAT));
  private Notifications notifications = opened();

  private Notifications opened() {
    return new Notifications(
        store.outbox(), clock, settings, List.of(chat, pager), List.copyOf(alerts.values()));
  }

  private void use(Route route) {
    settings = settings.by(route);
    notifications = opened();
  }

  /** As after a kill: nothing but the store is left. */
  private void restart() {
    notifications = opened();
  }

  private void now(Alert... changed) {
    now(List.of(changed));
  }

  private void now(Collection<Alert> changed) {
    changed.forEach(alert -> alerts.put(alert.id(), alert));
    notifications.changed(List.copyOf(changed), clock.nowMicros());
    work();
  }

  private void after(Duration time) {
    clock.advance(time);
    work();
  }

  private void work() {
    notifications.plan();
    try {
      notifications.sendDue();
    } catch (InterruptedException e) {
      throw new IllegalStateException("Expected not to be interrupted", e);
    }
  }

  private Alert alert(String rule, String agent, Severity severity) {
    return firing(rule, agent, severity, clock.nowMicros());
  }

  private List<NotificationKind> kinds() {
    return chat.arrived().stream().map(Notification::kind).toList();
  }

  private Notification last() {
    return chat.arrived().getLast();
  }

  @Test
  void anAlertLeavesAtOnceAndItsEndFollowsUnderTheSameKey() {
    Alert slow = alert("slow", "planner", Severity.HIGH);
    now(slow);

    assertThat(kinds()).containsExactly(NotificationKind.FIRING);
    assertThat(last().title()).isEqualTo("[HIGH] slow of planner is 2, beyond 1");
    assertThat(last().groupLabels()).isEqualTo(Map.of("cause", "agent:planner"));
    assertThat(last().alerts().getFirst().labels())
        .containsEntry("alertname", "slow")
        .containsEntry("team", "shop")
        .containsEntry("severity", "high");

    clock.advance(INTERVAL);
    now(resolved(slow, clock.nowMicros()));

    assertThat(kinds()).containsExactly(NotificationKind.FIRING, NotificationKind.RESOLVED);
    assertThat(last().title()).startsWith("[RESOLVED] slow of planner");
    assertThat(last().dedupKey()).isEqualTo(chat.arrived().getFirst().dedupKey());
    assertThat(store.outbox().groups()).isEmpty();

    clock.advance(INTERVAL);
    now(refired(slow, clock.nowMicros()));

    assertThat(last().kind()).isEqualTo(NotificationKind.FIRING);
    assertThat(last().dedupKey()).isNotEqualTo(chat.arrived().getFirst().dedupKey());
  }

  @Test
  void alertsOfOneCauseAreToldTogetherAndLaterOnesGathered() {
    now(alert("slow", "planner", Severity.LOW), alert("errors", "planner", Severity.MEDIUM));
    assertThat(chat.arrived()).hasSize(1);
    assertThat(last().title()).isEqualTo("[MEDIUM] 2 alerts of agent planner");

    after(Duration.ofMinutes(1));
    now(alert("cost", "planner", Severity.LOW));
    now(alert("loop", "planner", Severity.LOW), alert("slow", "writer", Severity.LOW));
    assertThat(chat.arrived()).hasSize(2);
    assertThat(last().groupLabels()).isEqualTo(Map.of("cause", "agent:writer"));

    after(INTERVAL);
    assertThat(chat.arrived()).hasSize(3);
    assertThat(last().kind()).isEqualTo(NotificationKind.UPDATE);
    assertThat(last().firing()).isEqualTo(4);
  }

  @Test
  void aGroupThatGetsWorseIsToldAtOnceButNotOneThatGetsBetter() {
    Alert slow = alert("slow", "planner", Severity.MEDIUM);
    now(slow);
    after(Duration.ofSeconds(30));

    Alert critical = worse(slow, Severity.CRITICAL, clock.nowMicros());
    now(critical);
    assertThat(kinds()).containsExactly(NotificationKind.FIRING, NotificationKind.UPDATE);
    assertThat(last().severity()).isEqualTo(Severity.CRITICAL);

    now(worse(critical, Severity.LOW, clock.nowMicros()));
    after(INTERVAL.multipliedBy(3));
    assertThat(kinds()).hasSize(2);
  }

  @Test
  void theFirstOfAGroupWaitsForOthersIfToldTo() {
    use(settings.route().pacing(Duration.ofSeconds(30), INTERVAL, REPEAT));
    now(alert("slow", "planner", Severity.LOW));
    after(Duration.ofSeconds(20));
    now(alert("errors", "planner", Severity.LOW));
    assertThat(chat.arrived()).isEmpty();

    after(Duration.ofSeconds(10));
    assertThat(chat.arrived()).hasSize(1);
    assertThat(last().firing()).isEqualTo(2);
  }

  @Test
  void clockStepsOfAnHourNeitherDelayNorRepeat() {
    use(settings.route().pacing(Duration.ofSeconds(30), INTERVAL, REPEAT));
    now(alert("slow", "planner", Severity.LOW));
    clock.step(Duration.ofHours(-1));
    after(Duration.ofSeconds(30));
    assertThat(chat.arrived()).hasSize(1);

    restart();
    now(alert("errors", "planner", Severity.LOW));
    after(INTERVAL);
    assertThat(chat.arrived()).hasSize(2);

    clock.step(Duration.ofHours(1));
    after(Duration.ofMinutes(10));
    restart();
    after(Duration.ofMinutes(10));
    assertThat(chat.arrived()).hasSize(2);
  }

  @Test
  void whatStillFiresIsRepeatedUntilSomebodyTakesItOn() {
    Alert slow = alert("slow", "planner", Severity.LOW);
    now(slow);
    after(REPEAT);
    assertThat(kinds()).containsExactly(NotificationKind.FIRING, NotificationKind.REPEAT);

    now(acknowledged(slow, clock.nowMicros()));
    after(REPEAT);
    after(REPEAT);
    assertThat(kinds()).hasSize(2);
  }

  @Test
  void flappingWithinAnIntervalIsOneNotification() {
    Alert slow = alert("slow", "planner", Severity.LOW);
    now(slow);
    for (int i = 0; i < 50; i++) {
      clock.advance(Duration.ofSeconds(2));
      slow = resolved(slow, clock.nowMicros());
      now(slow);
      clock.advance(Duration.ofSeconds(2));
      slow = refired(slow, clock.nowMicros());
      now(slow);
    }
    after(INTERVAL);

    assertThat(chat.arrived()).hasSizeLessThanOrEqualTo(2);
    assertThat(chat.arrived()).extracting(Notification::dedupKey).containsOnly(last().dedupKey());
  }

  @Test
  void aSilencedAlertIsNotToldAndItsEndIsToldOnlyIfItWas() {
    Alert before = alert("slow", "planner", Severity.LOW);
    now(before);
    Alert quiet = silenced(before, clock.nowMicros());
    Alert never = silenced(alert("slow", "writer", Severity.LOW), clock.nowMicros());
    now(quiet, never);
    after(REPEAT);
    assertThat(kinds()).containsExactly(NotificationKind.FIRING);

    now(resolved(quiet, clock.nowMicros()), resolved(never, clock.nowMicros()));
    assertThat(kinds()).containsExactly(NotificationKind.FIRING, NotificationKind.RESOLVED);
    assertThat(last().groupLabels()).isEqualTo(Map.of("cause", "agent:planner"));
  }

  @Test
  void routesChooseChannelsBySeverityAndTags() {
    use(
        settings
            .route()
            .over(
                settings.route().to("pager").matching(TagMatcher.equal("severity", "critical")),
                settings.route().to().matching(TagMatcher.equal("agent_id", "toy"))));
    Alert slow = alert("slow", "planner", Severity.LOW);
    now(slow, alert("slow", "toy", Severity.LOW), alert("down", "writer", Severity.CRITICAL));
    assertThat(chat.arrived())
        .extracting(n -> n.alerts().getFirst().id())
        .containsExactly(slow.id());
    assertThat(pager.arrived()).hasSize(1);

    now(worse(slow, Severity.CRITICAL, clock.nowMicros()));
    after(INTERVAL.multipliedBy(2));
    assertThat(pager.arrived()).hasSize(2);
    assertThat(kinds()).as("it is not over where it was told first").hasSize(1);
  }

  @Test
  void quietHoursHoldBackWhatIsNotBadUntilTheirEnd() {
    QuietTime night =
        new QuietTime(
            List.of("chat"),
            EnumSet.allOf(DayOfWeek.class),
            LocalTime.of(22, 0),
            LocalTime.of(7, 0),
            ZoneId.of("America/New_York"),
            Severity.HIGH);
    settings =
        new NotificationSettings(
            settings.route(),
            List.of(night),
            50,
            Duration.ofDays(1),
            Duration.ofDays(7),
            Duration.ofDays(30));
    notifications = opened();
    clock.advance(Duration.ofHours(16)); // 04:00 UTC, 23:00 in New York
    Alert slow = alert("slow", "planner", Severity.HIGH);
    Alert over = alert("slow", "writer", Severity.HIGH);
    now(slow, over, alert("down", "host", Severity.CRITICAL));
    assertThat(chat.arrived())
        .extracting(Notification::severity)
        .containsExactly(Severity.CRITICAL);

    now(resolved(over, clock.nowMicros()));
    after(Duration.ofHours(7));
    assertThat(chat.arrived()).hasSize(2); // the critical one again, it still fires
    after(Duration.ofHours(1));
    assertThat(last().alerts().getFirst().id()).isEqualTo(slow.id());
    assertThat(chat.arrived()).hasSize(3);
  }

  @Test
  void aRestartNeitherRepeatsNorForgets() {
    Alert slow = alert("slow", "planner", Severity.LOW);
    now(slow);
    restart();
    after(Duration.ofMinutes(1));
    assertThat(chat.arrived()).hasSize(1);

    alerts.put(slow.id(), resolved(slow, clock.nowMicros()));
    restart();
    after(INTERVAL);
    assertThat(kinds()).containsExactly(NotificationKind.FIRING, NotificationKind.RESOLVED);
  }

  @Test
  void aKillAnywhereSendsUnderTheSameKey() {
    chat.answering(sent -> new Delivery.Failed("down"));
    Alert slow = alert("slow", "planner", Severity.LOW);
    now(slow);
    restart(); // kept, not sent
    chat.answering(sent -> new Delivery.Delivered("ok"));
    store.setBroken(true); // sent, not kept that it was
    after(Duration.ofSeconds(10));
    assertThat(chat.arrived()).hasSize(1);
    store.setBroken(false);
    restart();
    after(Duration.ofSeconds(10));

    assertThat(chat.arrived()).hasSize(2);
    assertThat(chat.arrived().get(0)).isEqualTo(chat.arrived().get(1));
    after(Duration.ofMinutes(10));
    assertThat(chat.arrived()).hasSize(2);
  }

  @Test
  void whatTheStoreCannotKeepIsNotSentButLater() {
    store.setBroken(true);
    Alert slow = alert("slow", "planner", Severity.LOW);
    alerts.put(slow.id(), slow);
    notifications.changed(List.of(slow), clock.nowMicros());
    assertThatThrownBy(() -> notifications.plan()).hasMessageContaining("No space left");
    assertThat(chat.attempts()).isZero();

    store.setBroken(false);
    after(Duration.ofSeconds(1));
    assertThat(chat.arrived()).hasSize(1);
  }

  @Test
  void tenThousandAlertsOfOneCauseAreOneBoundedMessage() {
    List<Alert> storm = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      storm.add(alert("rule" + i, "planner", i == 77 ? Severity.CRITICAL : Severity.LOW));
    }
    now(storm);

    assertThat(chat.arrived()).hasSize(1);
    assertThat(last().firing()).isEqualTo(10_000);
    assertThat(last().untold()).isEqualTo(9_950);
    assertThat(last().alerts()).hasSize(50);
    assertThat(last().alerts().getFirst().rule()).isEqualTo("rule77");
    assertThat(last().toString().length()).isLessThan(50_000);
  }

  @Test
  void tenThousandCausesAtOnceAreNotTenThousandMessages() {
    List<Alert> storm = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      storm.add(alert("slow", "agent" + i, Severity.LOW));
    }
    now(storm);
    after(Duration.ofMinutes(1));

    assertThat(chat.arrived()).hasSize(51);
    assertThat(last().groupLabels()).isEqualTo(Map.of("overflow", "true"));
    assertThat(last().firing()).isEqualTo(9_950);

    restart();
    after(Duration.ofMinutes(10));
    assertThat(chat.arrived()).as("nothing new").hasSize(51);

    now(storm.stream().map(alert -> resolved(alert, clock.nowMicros())).toList());
    after(INTERVAL);
    assertThat(chat.arrived()).hasSize(102);
    assertThat(store.outbox().groups()).isEmpty();
  }

  @Test
  void aReceiverThatIsDownForHalfAnHourGetsEverythingInOrder() throws InterruptedException {
    use(settings.route().pacing(Duration.ZERO, Duration.ofSeconds(1), REPEAT));
    chat.answering(sent -> new Delivery.Failed("Could not connect"));
    List<Alert> some = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      some.add(alert("slow", "agent" + i, Severity.LOW));
    }
    for (int round = 0; round < 125; round++) {
      now(some);
      clock.advance(Duration.ofMillis(14_400));
      boolean ends = round % 2 == 0;
      some.replaceAll(
          alert -> ends ? resolved(alert, clock.nowMicros()) : refired(alert, clock.nowMicros()));
    }
    assertThat(chat.arrived()).isEmpty();
    assertThat(notifications.channels().getFirst().waiting()).isEqualTo(5_000);
    assertThat(chat.attempts()).as("a receiver that is down is left alone").isLessThan(400);

    chat.answering(sent -> new Delivery.Delivered("ok"));
    for (int i = 0; i < 100 && chat.arrived().size() < 5_000; i++) {
      after(Duration.ofSeconds(10));
    }

    assertThat(chat.arrived()).hasSize(5_000);
    Map<String, Long> latest = new LinkedHashMap<>();
    for (Notification arrived : chat.arrived()) {
      Long before = latest.put(arrived.group(), arrived.number());
      assertThat(before == null || before < arrived.number()).as(arrived.group()).isTrue();
    }
    assertThat(notifications.channels().getFirst().waiting()).isZero();
  }

  @Test
  void aReceiverThatAsksForPatienceGetsIt() {
    chat.answering(sent -> new Delivery.Failed("Answered 429", Optional.of(Duration.ofMinutes(7))));
    now(alert("slow", "planner", Severity.LOW), alert("slow", "writer", Severity.LOW));
    after(Duration.ofMinutes(6));
    assertThat(chat.attempts()).isEqualTo(1);

    chat.answering(sent -> new Delivery.Delivered("ok"));
    after(Duration.ofSeconds(61));
    assertThat(chat.arrived()).hasSize(2);
  }

  @Test
  void whatIsRefusedIsADeadLetterThatCanBeSentAgain() {
    chat.answering(sent -> new Delivery.Refused("Answered 400: no such channel"));
    now(alert("slow", "planner", Severity.LOW));
    String id = store.outbox().notifications(OutboxQuery.newest(1)).getFirst().notification().id();
    assertThat(state(id)).isEqualTo(DeliveryState.DEAD);
    assertThat(notifications.channels().getFirst().lastError()).contains("no such channel");
    after(Duration.ofHours(1));
    assertThat(chat.attempts()).isEqualTo(1);

    chat.answering(sent -> new Delivery.Delivered("ok"));
    assertThat(notifications.resend(id, "ann")).isPresent();
    assertThatThrownBy(() -> notifications.resend(id, "ann")).hasMessageContaining("pending");
    work();

    assertThat(chat.arrived()).hasSize(1);
    assertThat(state(id)).isEqualTo(DeliveryState.DELIVERED);
    assertThat(store.auditLog(1).getFirst().action()).isEqualTo("notification.resend");
    assertThat(notifications.resend("none", "ann")).isEmpty();
  }

  private DeliveryState state(String id) {
    return store.outbox().notification(id).orElseThrow().progress().state();
  }

  @Test
  void oneGroupThatAlwaysFailsDoesNotHoldUpOthers() {
    chat.answering(
        sent ->
            sent.group().contains("planner")
                ? new Delivery.Failed("Answered 500")
                : new Delivery.Delivered("ok"));
    now(alert("slow", "planner", Severity.LOW));
    for (int i = 0; i < 20; i++) {
      now(alert("slow", "agent" + i, Severity.LOW));
      after(Duration.ofSeconds(30));
    }

    assertThat(chat.arrived()).hasSize(20);
  }

  @Test
  void whatNobodyTakesForADayIsGivenUp() {
    chat.answering(sent -> new Delivery.Failed("Answered 503"));
    use(settings.route().pacing(Duration.ZERO, INTERVAL, Duration.ofDays(30)));
    now(alert("slow", "planner", Severity.LOW));
    for (int i = 0; i < 26 * 12; i++) {
      after(Duration.ofMinutes(5));
    }

    var entry = store.outbox().notifications(OutboxQuery.newest(1)).getFirst();
    assertThat(entry.progress().state()).isEqualTo(DeliveryState.DEAD);
    assertThat(entry.progress().detail()).contains("Answered 503");
    assertThat(notifications.selfCounts()).containsEntry("notifications_given_up", 1L);
  }

  @Test
  void aChannelIsSpokenToNoFasterThanItBears() throws InterruptedException {
    RecordingChannel slow = new RecordingChannel("chat", 60);
    notifications = new Notifications(store.outbox(), clock, settings, List.of(slow), List.of());
    for (int i = 0; i < 40; i++) {
      now(alert("slow", "agent" + i, Severity.LOW));
    }
    assertThat(slow.arrived()).hasSize(6);
    after(Duration.ofSeconds(4));
    assertThat(slow.arrived()).hasSize(10);
    assertThat(notifications.sendDue()).isLessThanOrEqualTo(Duration.ofSeconds(1).toNanos());
  }

  @Test
  void aChannelThatIsGoneLeavesDeadLettersAndOneThatIsUnknownIsRefused() {
    chat.answering(sent -> new Delivery.Failed("down"));
    now(alert("slow", "planner", Severity.LOW));
    notifications =
        new Notifications(
            store.outbox(),
            clock,
            settings.by(Route.NOWHERE.to("pager")),
            List.of(pager),
            List.of());

    assertThat(store.outbox().pending()).isEmpty();
    assertThatThrownBy(
            () -> new Notifications(store.outbox(), clock, settings, List.of(pager), List.of()))
        .hasMessageContaining("notifications.route")
        .hasMessageContaining("chat");
  }

  @Test
  void aChannelThatWantsNoEndsGetsNone() {
    RecordingChannel only = new RecordingChannel("chat", 6_000).withoutResolved();
    notifications = new Notifications(store.outbox(), clock, settings, List.of(only), List.of());
    Alert slow = alert("slow", "planner", Severity.LOW);
    now(slow);
    clock.advance(INTERVAL);
    now(resolved(slow, clock.nowMicros()));

    assertThat(only.arrived()).hasSize(1);
    assertThat(store.outbox().groups()).isEmpty();
  }

  @Test
  void aTestTellsThatItIsOneAndLeavesNothingOpen() throws InterruptedException {
    assertThat(notifications.test("chat", "ann")).get().isInstanceOf(Delivery.Delivered.class);
    assertThat(notifications.test("none", "ann")).isEmpty();

    assertThat(kinds()).containsOnly(NotificationKind.TEST).hasSize(2);
    assertThat(last().ends()).isTrue();
    assertThat(last().title()).contains("test by ann");
    assertThat(Objects.requireNonNull(chat.arrived().getFirst()).dedupKey())
        .isEqualTo(last().dedupKey());
  }
}
