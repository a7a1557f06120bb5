package io.pitwall.engine.alert;

import io.pitwall.model.alert.Alert;
import io.pitwall.model.alert.AlertChange;
import io.pitwall.model.alert.Muting;
import io.pitwall.model.alert.Silence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Which active alerts nobody is told of now, and why. */
final class Mutes {
  private final Silences silences;
  private final Explanations explanations;

  Mutes(Silences silences, Explanations explanations) {
    this.silences = silences;
    this.explanations = explanations;
  }

  /** The alerts among these whose muting changes, as they are then. */
  List<Alert> changed(List<Alert> active, long nowMicros) {
    List<Silence> quiet = silences.active(nowMicros);
    Map<String, Alert> explained = explanations.explained(active);
    List<Alert> changed = new ArrayList<>();
    for (Alert alert : active) {
      Muting before = alert.muting();
      if (before == null && quiet.isEmpty() && explained.isEmpty()) {
        continue;
      }
      Muting now = muting(alert, quiet, explained, nowMicros);
      boolean same =
          now == null
              ? before == null
              : before != null && now.kind() == before.kind() && now.by().equals(before.by());
      if (!same) {
        changed.add(alert.muted(now, change(alert, before, now, nowMicros)));
      }
    }
    return changed;
  }

  /** A silence that holds already stays the reason, whatever others overlap it. */
  private static @Nullable Muting muting(
      Alert alert, List<Silence> quiet, Map<String, Alert> explained, long nowMicros) {
    Silence found = null;
    if (!quiet.isEmpty()) {
      SortedMap<String, String> labels = alert.labels();
      Muting before = alert.muting();
      for (Silence silence : quiet) {
        boolean already = before != null && silence.id().equals(before.by());
        if ((found == null || already) && silence.matches(labels)) {
          found = silence;
        }
      }
    }
    if (found != null) {
      return new Muting(
          Muting.Kind.SILENCED,
          found.id(),
          "silenced by "
              + found.createdBy()
              + (found.comment().isEmpty() ? "" : ": " + found.comment()),
          nowMicros);
    }
    Alert root = explained.get(alert.id());
    return root == null ? null : Explanations.muting(root, nowMicros);
  }

  private static AlertChange change(
      Alert alert, @Nullable Muting before, @Nullable Muting now, long nowMicros) {
    Muting acts = now == null ? before : now;
    boolean silence = acts != null && acts.kind() == Muting.Kind.SILENCED;
    return new AlertChange(
        nowMicros,
        alert.state(),
        alert.severity(),
        alert.value(),
        now == null ? (silence ? "not silenced any more" : "not explained any more") : now.reason(),
        silence ? "silence" : "inhibition");
  }
}
