package io.pitwall.engine.port;

import io.pitwall.model.alert.Alert;

/**
 * Brings alerts to people. Called once for every change that matters to them, after the change is
 * safe in the store. A failure is logged and counted; the alert itself lives on.
 */
public interface AlertService {

  /** An alert began to fire, fires again, or changed its severity. */
  void sendAlert(Alert alert);

  /** An alert is over. */
  void resolveAlert(Alert alert);
}
