package io.pitwall.server.app;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.schedule.Loop;
import io.pitwall.model.time.Clock;
import io.pitwall.server.api.Api;
import io.pitwall.server.config.PitwallConfig;
import io.pitwall.server.config.StoreConfig;
import io.pitwall.server.http.Authorizer;
import io.pitwall.server.http.GrpcMethod;
import io.pitwall.server.http.HttpServer;
import io.pitwall.server.http.HttpSettings;
import io.pitwall.server.http.Route;
import io.pitwall.server.ingest.beacon.BeaconReceiver;
import io.pitwall.server.ingest.otlp.OtlpReceiver;
import io.pitwall.server.ingest.pg.PgPoller;
import io.pitwall.server.ingest.prometheus.Scraper;
import io.pitwall.server.ingest.prometheus.WriteReceiver;
import io.pitwall.server.notify.Channels;
import io.pitwall.server.rules.RuleFileWatch;
import io.pitwall.server.self.HttpMetrics;
import io.pitwall.server.self.SelfMetrics;
import io.pitwall.store.duckdb.DuckDbSettings;
import io.pitwall.store.duckdb.DuckDbStores;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running Pitwall: store, engine and server, put together by hand. Thread-safe.
 *
 * <pre>{@code
 * try (Application pitwall = Application.start(PitwallConfig.DEFAULT)) {
 *   System.out.println(pitwall.url());
 * }
 * }</pre>
 */
public final class Application implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Application.class);

  private final DuckDbStores stores;
  private final PerformanceEngine engine;
  private final Channels channels;
  private final HttpServer server;
  private final List<Route> routes;
  private final String url;
  private final Loop heapTrimmer;
  private final Scraper scraper;
  private final @Nullable PgPoller postgresql;
  private final @Nullable RuleFileWatch ruleFile;
  private boolean closed;

  private Application(
      DuckDbStores stores,
      PerformanceEngine engine,
      Channels channels,
      HttpServer server,
      List<Route> routes,
      String url,
      @Nullable PgPoller postgresql,
      Scraper scraper,
      @Nullable RuleFileWatch ruleFile) {
    this.ruleFile = ruleFile;
    this.stores = stores;
    this.engine = engine;
    this.channels = channels;
    this.server = server;
    this.routes = routes;
    this.url = url;
    this.scraper = scraper;
    this.postgresql = postgresql;
    heapTrimmer = HeapTrimmer.start();
  }

  /**
   * Starts everything; when this returns requests are answered.
   *
   * @throws IllegalArgumentException if a setting cannot be used
   * @throws io.pitwall.server.http.BindException if a port cannot be opened
   * @throws io.pitwall.store.api.StoreException if the data folder cannot be used
   */
  public static Application start(PitwallConfig config) {
    return start(config, Clock.system());
  }

  /** The same with another clock, for tests and simulations. */
  public static Application start(PitwallConfig config, Clock clock) {
    HttpSettings settings = config.server().http(Ports.usable(config.server()));
    Channels channels =
        Channels.open(
            config.notifications().channels(), config.notifications().externalUrl(), clock);
    DuckDbStores stores = DuckDbStores.open(storeSettings(config.store()), clock);
    PerformanceEngine engine = null;
    RuleFileWatch ruleFile = null;
    try {
      engine =
          PerformanceEngine.builder(stores.telemetry(), stores.control())
              .clock(clock)
              .settings(config.engineSettings())
              .prices(config.engine().prices())
              .notifications(config.notifications().settings(), channels.all())
              .build();
      ruleFile =
          config.alerts().rulesFile().isEmpty()
              ? null
              : RuleFileWatch.start(
                  Path.of(config.alerts().rulesFile()), engine.alertRules(), clock);
      HttpMetrics metrics = new HttpMetrics(engine.activity(), engine.around(), clock);
      OtlpReceiver otlp = new OtlpReceiver(engine.intake());
      List<GrpcMethod> calls = otlp.grpcMethods();
      List<Route> routes = new ArrayList<>();
      routes.addAll(otlp.routes());
      routes.addAll(new WriteReceiver(engine.intake()).routes());
      routes.addAll(
          new BeaconReceiver(engine.browsers(), config.frontend().settings(), clock).routes());
      routes.addAll(Api.routes(engine, clock, settings.limits().eventQueue()));
      routes.addAll(new SelfMetrics(engine, metrics, Version.text()).routes());
      Authorizer authorizer = new Authorizer(config.auth().tokens());
      HttpServer server = HttpServer.start(settings, routes, calls, authorizer, clock, metrics);
      engine.start();
      Application application =
          new Application(
              stores,
              engine,
              channels,
              server,
              List.copyOf(routes),
              "http://" + Ports.reachable(settings.host()) + ":" + server.port(),
              config.postgresql().isSet()
                  ? new PgPoller(engine, config.postgresql().settings(), clock).start()
                  : null,
              Scraper.start(config.scrape(), engine.intake(), clock),
              ruleFile);
      LOG.info(
          "Serving on {} ports {}, access {}",
          settings.host(),
          server.ports(),
          authorizer.isOpen() ? "open on loopback" : "by token");
      return application;
    } catch (RuntimeException e) {
      if (ruleFile != null) {
        ruleFile.close();
      }
      if (engine != null) {
        engine.close();
      }
      channels.close();
      stores.close();
      throw e;
    }
  }

  static DuckDbSettings storeSettings(StoreConfig store) {
    return new DuckDbSettings(
        store.folder(),
        store.memoryLimitMb(),
        store.threads(),
        store.readers(),
        store.queueRecords(),
        store.queueMb(),
        store.groupRecords(),
        store.checkpointMb(),
        store.rowGroupRows());
  }

  /** Where it is reached from this machine, without a slash at the end. */
  public String url() {
    return url;
  }

  /** The main port. */
  public int port() {
    return server.port();
  }

  /** The engine inside. */
  public PerformanceEngine engine() {
    return engine;
  }

  /** Everything that can be asked for by HTTP. */
  List<Route> routes() {
    return routes;
  }

  /**
   * Stops: refuses what is new, answers what is in work, commits what waits, closes the store. A
   * second call does nothing.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    LOG.info("Stopping: requests in work are finished first");
    heapTrimmer.close();
    scraper.close();
    if (postgresql != null) {
      postgresql.close();
    }
    if (ruleFile != null) {
      ruleFile.close();
    }
    server.close();
    engine.close();
    channels.close();
    stores.close();
    LOG.info("Stopped");
  }
}
