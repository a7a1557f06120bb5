package io.pitwall.server.config;

import io.pitwall.engine.EngineSettings;
import io.pitwall.engine.intake.IntakeLimits;
import io.pitwall.server.ingest.prometheus.ScrapeTarget;
import io.pitwall.store.api.Retention;
import java.nio.file.Path;
import java.util.List;

/**
 * All settings. Each record is a section of the file, each of its components a setting: {@code
 * server.max-body-bytes} is the component {@code maxBodyBytes} in the section {@code server}.
 *
 * @param server where and how to listen
 * @param auth who may do what
 * @param store where data is kept
 * @param retention how long what is kept
 * @param limits bounds of what is taken in
 * @param alerts how patient alerts are
 * @param engine how often the engine looks
 * @param inspect how often inspections look
 * @param scrape what is asked for its metrics
 * @param log what is logged
 */
public record PitwallConfig(
    ServerConfig server,
    AuthConfig auth,
    StoreConfig store,
    Retention retention,
    IntakeLimits limits,
    AlertsConfig alerts,
    EngineConfig engine,
    InspectConfig inspect,
    List<ScrapeTarget> scrape,
    LogConfig log) {

  public static final PitwallConfig DEFAULT =
      new PitwallConfig(
          ServerConfig.DEFAULT,
          AuthConfig.DEFAULT,
          StoreConfig.DEFAULT,
          Retention.DEFAULT,
          IntakeLimits.DEFAULT,
          AlertsConfig.DEFAULT,
          EngineConfig.DEFAULT,
          InspectConfig.DEFAULT,
          List.of(),
          LogConfig.DEFAULT);

  public PitwallConfig {
    scrape = List.copyOf(scrape);
  }

  /** The same with another section {@code server}. */
  public PitwallConfig with(ServerConfig other) {
    return new PitwallConfig(
        other, auth, store, retention, limits, alerts, engine, inspect, scrape, log);
  }

  /** The same with another section {@code auth}. */
  public PitwallConfig with(AuthConfig other) {
    return new PitwallConfig(
        server, other, store, retention, limits, alerts, engine, inspect, scrape, log);
  }

  /** The same with another section {@code engine}. */
  public PitwallConfig with(EngineConfig other) {
    return new PitwallConfig(
        server, auth, store, retention, limits, alerts, other, inspect, scrape, log);
  }

  /** The same with another section {@code inspect}. */
  public PitwallConfig with(InspectConfig other) {
    return new PitwallConfig(
        server, auth, store, retention, limits, alerts, engine, other, scrape, log);
  }

  /** The same with another section {@code limits}. */
  public PitwallConfig with(IntakeLimits other) {
    return new PitwallConfig(
        server, auth, store, retention, other, alerts, engine, inspect, scrape, log);
  }

  /** The same with other targets to scrape. */
  public PitwallConfig scraping(ScrapeTarget... targets) {
    return new PitwallConfig(
        server, auth, store, retention, limits, alerts, engine, inspect, List.of(targets), log);
  }

  /** The same with another data folder. */
  public PitwallConfig in(Path folder) {
    return new PitwallConfig(
        server, auth, store.in(folder), retention, limits, alerts, engine, inspect, scrape, log);
  }

  /** What the engine is told. */
  public EngineSettings engineSettings() {
    return new EngineSettings(
        engine.interval(),
        inspect.every(),
        inspect.persistence(),
        engine.runIdle(),
        engine.activeWithin(),
        store.foldEvery(),
        store.expireEvery(),
        retention,
        limits,
        alerts.policy(),
        engine.collectSystem(),
        store.folder());
  }
}
