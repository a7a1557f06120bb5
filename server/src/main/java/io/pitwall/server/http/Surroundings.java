package io.pitwall.server.http;

import io.helidon.webserver.Router;
import io.helidon.webserver.spi.ServerConnectionSelector;
import io.pitwall.model.time.Clock;

/** What every connection of a server shares. */
record Surroundings(
    ServerConnectionSelector http1,
    ServerConnectionSelector http2,
    Router router,
    HttpLimits limits,
    BodyBudget budget,
    Clock clock,
    HttpObserver observer) {}
