/**
 * OTLP over gRPC and HTTP, in protobuf and JSON: requests are decoded and handed to the intake,
 * whose verdict is answered as OTLP wants it. What telemetry means is not decided here.
 */
@NullMarked
package io.pitwall.server.ingest.otlp;

import org.jspecify.annotations.NullMarked;
