package io.pitwall.server.http;

import io.pitwall.model.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** What all exchanges of a server share. Thread-safe. */
final class Service {
  final Router router;
  final Map<String, GrpcMethod> grpc;
  final Authorizer authorizer;
  final BrowserGuard browsers;
  final HttpLimits limits;
  final BodyBudget budget;
  final Clock clock;
  final HttpObserver observer;
  final FaultLog faults;

  /** Requests in work. */
  final Semaphore places;

  /** Streams of events that are open. */
  final Set<EventStream> eventStreams = ConcurrentHashMap.newKeySet();

  final Semaphore eventPlaces;

  /** Exchanges from the end of the headers to the end of the answer. */
  final AtomicInteger exchanges = new AtomicInteger();

  Service(
      Router router,
      Map<String, GrpcMethod> grpc,
      Authorizer authorizer,
      HttpSettings settings,
      BodyBudget budget,
      Clock clock,
      HttpObserver observer) {
    this.router = router;
    this.grpc = Map.copyOf(grpc);
    this.authorizer = authorizer;
    this.browsers = new BrowserGuard(settings.allowedHosts(), settings.allowedOrigins());
    this.limits = settings.limits();
    this.budget = budget;
    this.clock = clock;
    this.observer = observer;
    this.faults = new FaultLog(clock);
    this.places = new Semaphore(limits.maxRequests());
    this.eventPlaces = new Semaphore(limits.maxEventStreams());
  }

  /** Whether requests are in work or streams still open. */
  boolean isBusy() {
    return exchanges.get() > 0;
  }
}
