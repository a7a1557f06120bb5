package io.pitwall.lab.fault;

import io.pitwall.engine.port.AlertService;
import io.pitwall.model.alert.Alert;

/** Tells nobody: thresholds are not what is tried. */
final class NoAlerts implements AlertService {
  @Override
  public void sendAlert(Alert alert) {
    // nobody to tell
  }

  @Override
  public void resolveAlert(Alert alert) {
    // nobody to tell
  }
}
