package io.pitwall.engine;

import io.pitwall.engine.notify.Channel;
import io.pitwall.engine.notify.NotificationSettings;
import io.pitwall.engine.port.AlertService;
import io.pitwall.engine.port.MemoryService;
import io.pitwall.engine.port.StateService;
import io.pitwall.engine.price.PriceList;
import io.pitwall.model.alert.Alert;
import io.pitwall.model.time.Clock;
import io.pitwall.store.api.ControlStore;
import io.pitwall.store.api.TelemetryStore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a {@link PerformanceEngine} together. What is not set has a default on the engine's own
 * stores: latest values are kept in memory, knowledge in the control store, and alerts there and in
 * the log. Not thread-safe.
 */
public final class EngineBuilder {
  private static final Logger LOG = LoggerFactory.getLogger("io.pitwall.alerts");

  final TelemetryStore telemetry;
  final ControlStore control;
  Clock clock = Clock.system();
  EngineSettings settings = EngineSettings.DEFAULT;
  StateService state = sample -> {};
  @Nullable MemoryService memory;
  AlertService alerts = new LoggingAlerts();
  PriceList prices = PriceList.standard();
  NotificationSettings notifications = NotificationSettings.DEFAULT;
  List<Channel> channels = List.of();

  EngineBuilder(TelemetryStore telemetry, ControlStore control) {
    this.telemetry = telemetry;
    this.control = control;
  }

  public EngineBuilder clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  public EngineBuilder settings(EngineSettings settings) {
    this.settings = settings;
    return this;
  }

  /** Who is told latest values, besides the engine itself. */
  public EngineBuilder stateService(StateService state) {
    this.state = state;
    return this;
  }

  /** Who keeps the results of analyses, in place of the control store. */
  public EngineBuilder memoryService(MemoryService memory) {
    this.memory = memory;
    return this;
  }

  /** Who brings alerts to people, in place of the log. */
  public EngineBuilder alertService(AlertService alerts) {
    this.alerts = alerts;
    return this;
  }

  /** Who is told of alerts when, and by which channels; nobody is if this is not called. */
  public EngineBuilder notifications(NotificationSettings settings, List<Channel> channels) {
    this.notifications = settings;
    this.channels = List.copyOf(channels);
    return this;
  }

  /** What calls of models cost, in place of the list that comes with the product. */
  public EngineBuilder prices(PriceList prices) {
    this.prices = prices;
    return this;
  }

  /** Restores everything from the stores. The loops stand still until the engine is started. */
  public PerformanceEngine build() {
    return new PerformanceEngine(this);
  }

  private static final class LoggingAlerts implements AlertService {
    @Override
    public void sendAlert(Alert alert) {
      LOG.warn("Alert {} ({}): {}", alert.id(), alert.severity().wireName(), alert.message());
    }

    @Override
    public void resolveAlert(Alert alert) {
      LOG.info("Alert {} resolved: {}", alert.id(), alert.history().getLast().reason());
    }
  }
}
