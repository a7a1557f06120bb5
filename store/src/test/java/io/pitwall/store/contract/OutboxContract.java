package io.pitwall.store.contract;

import static io.pitwall.store.contract.Telemetry.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.pitwall.model.alert.Severity;
import io.pitwall.model.notify.DeliveryState;
import io.pitwall.model.notify.Notification;
import io.pitwall.model.notify.NotificationKind;
import io.pitwall.model.notify.NotifiedAlert;
import io.pitwall.model.notify.NotifiedGroup;
import io.pitwall.model.time.Clock;
import io.pitwall.model.time.ManualClock;
import io.pitwall.store.api.AuditEntry;
import io.pitwall.store.api.ControlStore;
import io.pitwall.store.api.OutboxEntry;
import io.pitwall.store.api.OutboxEntry.Pending;
import io.pitwall.store.api.OutboxEntry.Progress;
import io.pitwall.store.api.OutboxQuery;
import io.pitwall.store.api.OutboxStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was to be told is there after every restart, and how far it got. */
public abstract class OutboxContract {
  @TempDir protected Path folder;
  private final ManualClock clock = new ManualClock(TODAY);

  /** Opens the control store of a folder; a call after the first closes the one before. */
  protected abstract ControlStore open(Path folder, Clock clock);

  /** Closes everything. */
  protected abstract void closed();

  @AfterEach
  void closeStore() {
    closed();
  }

  private OutboxStore reopen() {
    closed();
    return open(folder, clock).outbox();
  }

  private static Notification notification(long number, String channel, String id) {
    NotifiedAlert alert =
        new NotifiedAlert(
            "cpu{host=a}",
            "cpu",
            false,
            Severity.HIGH,
            new TreeMap<>(Map.of("host", "a", "quote", "\"\u00e4\n")),
            Double.NaN,
            80,
            "cpu of a is above 80",
            TODAY - 5,
            TODAY,
            "docs/alerts/cpu.md",
            List.of("0af7651916cd43dd8448eb211c80319c"));
    return new Notification(
        id,
        number,
        channel,
        "{}:{cause=\"host a\"}",
        new TreeMap<>(Map.of("cause", "host a")),
        "key-1",
        NotificationKind.UPDATE,
        Severity.CRITICAL,
        "host a",
        List.of(alert),
        9_999,
        1,
        TODAY + number);
  }

  private static NotifiedGroup group(String channel, int made) {
    return new NotifiedGroup(
        channel,
        "{}:{cause=\"host a\"}",
        new TreeMap<>(Map.of("cause", "host a")),
        TODAY,
        made,
        TODAY + made,
        Severity.HIGH,
        new TreeMap<>(Map.of("cpu{host=a}", Severity.HIGH)));
  }

  @Test
  void notificationsAndWhatIsKnownOfTheirGroupsAreKeptTogether() {
    OutboxStore outbox = reopen();
    assertThat(outbox.lastNumber()).isZero();
    Notification first = notification(1, "hook", "a");
    Notification second = notification(2, "mail", "b");

    outbox.save(List.of(second, first), List.of(group("hook", 1), group("mail", 1)), List.of());
    outbox.save(
        List.of(notification(3, "hook", "c")), List.of(group("hook", 2)), List.of("mail none"));
    outbox = reopen();

    assertThat(outbox.groups()).containsExactlyInAnyOrder(group("hook", 2), group("mail", 1));
    assertThat(outbox.notification("a").orElseThrow())
        .isEqualTo(new OutboxEntry(first, Progress.begun(first)));
    assertThat(outbox.pending())
        .containsExactly(
            Pending.begun(first),
            Pending.begun(second),
            Pending.begun(notification(3, "hook", "c")));
    assertThat(outbox.lastNumber()).isEqualTo(3);

    outbox.save(List.of(), List.of(), List.of(group("hook", 0).id()));

    assertThat(reopen().groups()).containsExactly(group("mail", 1));
  }

  @Test
  void aNotificationThatIsMadeOnceMoreStaysAsItIs() {
    OutboxStore outbox = reopen();
    outbox.save(List.of(notification(1, "hook", "a")), List.of(), List.of());
    Progress done = new Progress("a", DeliveryState.DELIVERED, 2, 7, TODAY + 9, "slow");
    outbox.saveProgress(List.of(done, new Progress("none", DeliveryState.DEAD, 1, 1, 1L, "")));

    outbox.save(List.of(notification(5, "hook", "a")), List.of(), List.of());
    outbox = reopen();

    assertThat(outbox.notification("a"))
        .contains(new OutboxEntry(notification(1, "hook", "a"), done));
    assertThat(outbox.notification("none")).isEmpty();
    assertThat(outbox.pending()).isEmpty();
  }

  @Test
  void anAttemptThatFailedIsKnownAfterARestart() {
    OutboxStore outbox = reopen();
    outbox.save(List.of(notification(1, "hook", "a")), List.of(), List.of());

    outbox.saveProgress(
        List.of(new Progress("a", DeliveryState.PENDING, 3, TODAY + 60, null, "refused")));

    assertThat(reopen().pending())
        .containsExactly(
            new Pending("a", 1, "hook", "{}:{cause=\"host a\"}", TODAY + 1, 3, TODAY + 60));
  }

  @Test
  void whatAPersonSendsAgainIsAudited() {
    OutboxStore outbox = reopen();
    outbox.save(List.of(notification(1, "hook", "a")), List.of(), List.of());
    AuditEntry audit =
        new AuditEntry(TODAY, "admin", "notification.resend", "a", "\"dead\"", "\"pending\"");

    outbox.saveProgress(new Progress("a", DeliveryState.PENDING, 0, 9, null, "gone"), audit);
    closed();
    ControlStore store = open(folder, clock);

    assertThat(store.auditLog(5)).containsExactly(audit);
    assertThat(store.outbox().notification("a").orElseThrow().progress().detail())
        .isEqualTo("gone");
  }

  @Test
  void theNewestAreAnsweredFirstPageByPage() {
    OutboxStore outbox = reopen();
    for (int i = 1; i <= 6; i++) {
      outbox.save(
          List.of(notification(i, i % 2 == 0 ? "hook" : "mail", "n" + i)), List.of(), List.of());
    }
    outbox.saveProgress(List.of(new Progress("n4", DeliveryState.DEAD, 1, 0, TODAY, "no")));
    outbox.saveProgress(List.of(new Progress("n5", DeliveryState.DELIVERED, 1, 0, TODAY, "")));

    assertThat(ids(outbox, OutboxQuery.newest(2))).containsExactly("n6", "n5");
    assertThat(ids(outbox, new OutboxQuery(Optional.empty(), Optional.empty(), 5, 9)))
        .containsExactly("n4", "n3", "n2", "n1");
    assertThat(ids(outbox, new OutboxQuery(Optional.empty(), Optional.of("hook"), 6, 9)))
        .containsExactly("n4", "n2");
    assertThat(
            ids(
                outbox,
                new OutboxQuery(
                    Optional.of(DeliveryState.PENDING), Optional.of("mail"), Long.MAX_VALUE, 9)))
        .containsExactly("n3", "n1");
    assertThat(outbox.counts())
        .isEqualTo(
            Map.of(
                "hook", Map.of(DeliveryState.PENDING, 2L, DeliveryState.DEAD, 1L),
                "mail", Map.of(DeliveryState.PENDING, 2L, DeliveryState.DELIVERED, 1L)));
  }

  @Test
  void whatIsOverForLongGoesAndWhatWaitsStays() {
    OutboxStore outbox = reopen();
    for (String id : List.of("waits", "delivered", "late", "dead")) {
      outbox.save(List.of(notification(id.length(), "hook", id)), List.of(), List.of());
    }
    outbox.saveProgress(
        List.of(
            new Progress("delivered", DeliveryState.DELIVERED, 1, 0, 100L, ""),
            new Progress("late", DeliveryState.DELIVERED, 1, 0, 200L, ""),
            new Progress("dead", DeliveryState.DEAD, 1, 0, 100L, "no")));

    assertThat(outbox.expire(200, 100)).isEqualTo(1);
    assertThat(outbox.notification("delivered")).isEmpty();
    assertThat(outbox.expire(200, 101)).isEqualTo(1);
    outbox = reopen();

    assertThat(ids(outbox, OutboxQuery.newest(9))).containsExactlyInAnyOrder("waits", "late");
  }

  private static List<String> ids(OutboxStore outbox, OutboxQuery query) {
    return outbox.notifications(query).stream().map(entry -> entry.notification().id()).toList();
  }
}
