package io.pitwall.server.api;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.model.time.Clock;
import io.pitwall.server.http.Route;
import java.util.List;
import java.util.stream.Stream;

/** All resources of the interface, put together. */
public final class Api {

  /**
   * The routes of the interface.
   *
   * @param engine what they ask
   * @param eventQueue events that may wait for one listener of the stream
   */
  public static List<Route> routes(PerformanceEngine engine, Clock clock, int eventQueue) {
    AgentChanges changes = new AgentChanges();
    engine.telemetry().onCommit(changes);
    RoundCache cache = new RoundCache(engine.events(), clock);
    Failures failures = new Failures();
    return Stream.<Resource>of(
            new SummaryResource(engine, clock),
            new OverviewResource(engine, clock, cache),
            new AlertsResource(engine, clock),
            new AlertRulesResource(engine, clock),
            new BacktestResource(engine, clock),
            new SilencesResource(engine, clock),
            new NotificationsResource(engine, clock),
            new RecommendationsResource(engine, clock),
            new LedgerResource(engine),
            new HistoricalResource(engine, clock, cache),
            new SeriesResource(engine, clock),
            new SystemStatusResource(engine),
            new ThresholdsResource(engine, clock),
            new ScoreSettingsResource(engine, changes::touch),
            new RecordMetrics(engine, clock),
            new RecordExecutions(engine, clock),
            new AgentsResource(engine, clock, changes),
            new AgentResource(engine, clock),
            new AgentHistoryResource(engine, clock),
            new FleetResource(engine, clock, cache),
            new RunsResource(engine, clock),
            new RunSpansResource(engine),
            new CriticalPathResource(engine),
            new BottlenecksResource(engine, clock),
            new WhatIfResource(engine, clock),
            new ScalingResource(engine, clock),
            new AroundResource(engine, clock),
            new FrontendResource(engine, clock),
            new WorkflowsResource(engine, clock),
            new StreamResource(engine, clock, changes, eventQueue),
            new HealthResource(engine),
            new Description(),
            new Dashboard(),
            new LaterPaths())
        .flatMap(resource -> resource.routes().stream())
        .map(failures::told)
        .toList();
  }

  /** Whether a route only says that this version does not have it. */
  public static boolean isOfLaterVersion(Route route) {
    return new LaterPaths()
        .routes().stream()
            .anyMatch(
                later -> later.path().equals(route.path()) && later.method() == route.method());
  }

  private Api() {}
}
