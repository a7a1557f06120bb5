package io.pitwall.engine.port;

import io.pitwall.model.alert.Alert;
import java.util.List;

/**
 * Told of every change of alerts, of all states and whether muted or not: the seam for whoever
 * notifies people and has to be certain of it.
 *
 * <p><b>When.</b> After each pass over the rules, and after each acknowledgement or silence, once
 * the changes are safe in the store and never before. Calls come one after the other, on the thread
 * of the pass; a listener must be quick. One that throws is logged and counted, and harms nothing.
 *
 * <p><b>Nothing lost, nothing repeated.</b> The alerts in the store are the truth, a call is only
 * the hint that there is something new. A process that dies between saving and calling has lost the
 * call, not the alert: so a listener that keeps something of its own begins with {@code
 * PerformanceEngine.alerts().all()}, and compares each alert with what it dealt with last. For that
 * an {@link Alert} carries {@code revision}, which grows with each change, and {@code episode},
 * which grows with each firing: the same id, episode, severity and state is the same news, however
 * often it is told. Adding the listener and reading {@code all()} in this order misses nothing.
 *
 * <p>What is pending is not told: it is no alert yet.
 */
@FunctionalInterface
public interface AlertListener {

  /**
   * Alerts have changed.
   *
   * @param alerts as they are now, each once, those first that changed first
   * @param nowMicros time of the pass, microseconds since the epoch
   */
  void changed(List<Alert> alerts, long nowMicros);
}
