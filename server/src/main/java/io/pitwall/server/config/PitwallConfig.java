package io.pitwall.server.config;

import io.pitwall.engine.EngineSettings;
import io.pitwall.engine.intake.IntakeLimits;
import io.pitwall.server.ingest.prometheus.ScrapeTarget;
import io.pitwall.store.api.Retention;
import java.nio.file.Path;
import java.util.Arrays;
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
 * @param notifications who is told of alerts, and when
 * @param engine how often the engine looks
 * @param inspect how often inspections look
 * @param frontend web vitals from browsers
 * @param postgresql a PostgreSQL server whose statistics are watched
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
    NotificationsConfig notifications,
    EngineConfig engine,
    InspectConfig inspect,
    FrontendConfig frontend,
    PostgresqlConfig postgresql,
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
          NotificationsConfig.DEFAULT,
          EngineConfig.DEFAULT,
          InspectConfig.DEFAULT,
          FrontendConfig.DEFAULT,
          PostgresqlConfig.DEFAULT,
          List.of(),
          LogConfig.DEFAULT);

  public PitwallConfig {
    scrape = List.copyOf(scrape);
  }

  /**
   * The same with another section: the one of that type.
   *
   * @throws IllegalArgumentException if there is no section of that type
   */
  public PitwallConfig with(Record section) {
    PitwallConfig changed =
        new PitwallConfig(
            other(server, section),
            other(auth, section),
            other(store, section),
            other(retention, section),
            other(limits, section),
            other(alerts, section),
            other(notifications, section),
            other(engine, section),
            other(inspect, section),
            other(frontend, section),
            other(postgresql, section),
            scrape,
            other(log, section));
    if (changed.equals(this) && !hasSection(section.getClass())) {
      throw new IllegalArgumentException("Expected a section, but got " + section);
    }
    return changed;
  }

  /** The same with other targets to scrape. */
  public PitwallConfig scraping(ScrapeTarget... targets) {
    return new PitwallConfig(
        server,
        auth,
        store,
        retention,
        limits,
        alerts,
        notifications,
        engine,
        inspect,
        frontend,
        postgresql,
        List.of(targets),
        log);
  }

  /** The same with another data folder. */
  public PitwallConfig in(Path folder) {
    return with(store.in(folder));
  }

  @SuppressWarnings("unchecked") // of the very class of own
  private static <T extends Record> T other(T own, Record section) {
    return own.getClass() == section.getClass() ? (T) section : own;
  }

  private static boolean hasSection(Class<?> type) {
    return Arrays.stream(PitwallConfig.class.getRecordComponents())
        .anyMatch(component -> component.getType() == type);
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
