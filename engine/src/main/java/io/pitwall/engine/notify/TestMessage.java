package io.pitwall.engine.notify;

import io.pitwall.model.alert.Severity;
import io.pitwall.model.notify.Notification;
import io.pitwall.model.notify.NotificationKind;
import io.pitwall.model.notify.NotifiedAlert;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a channel tells when somebody tries it out. */
final class TestMessage {
  private static final String NAME = "pitwall-test";

  /** The message, or that it is over again; each time under a dedup key of its own. */
  static Notification of(String channel, String actor, long nowMicros, boolean firing) {
    String key = "{}:{alertname=\"" + NAME + "\"}";
    String dedupKey = Composer.dedupKey(key + channel, nowMicros);
    String text = "This is a test by " + actor + "; nothing is wrong";
    NotifiedAlert alert =
        new NotifiedAlert(
            NAME,
            NAME,
            firing,
            Severity.LOW,
            new TreeMap<>(Map.of("alertname", NAME, "severity", Severity.LOW.wireName())),
            Double.NaN,
            Double.NaN,
            text,
            nowMicros,
            firing ? null : nowMicros,
            "",
            List.of());
    return new Notification(
        dedupKey + (firing ? ".1." : ".2.") + channel,
        0,
        channel,
        key,
        new TreeMap<>(Map.of("alertname", NAME)),
        dedupKey,
        NotificationKind.TEST,
        Severity.LOW,
        (firing ? "[TEST] " : "[TEST, RESOLVED] ") + text,
        List.of(alert),
        firing ? 1 : 0,
        firing ? 0 : 1,
        nowMicros);
  }

  private TestMessage() {}
}
