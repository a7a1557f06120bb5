/**
 * Telemetry on its way to a server as real programs send it: OTLP protobuf over gRPC and HTTP, and
 * the REST endpoints of agents that report themselves.
 */
@NullMarked
package io.pitwall.lab.send;

import org.jspecify.annotations.NullMarked;
