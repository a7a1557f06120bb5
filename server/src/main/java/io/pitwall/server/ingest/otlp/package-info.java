/**
 * OpenTelemetry's protocol: traces and metrics by gRPC and HTTP, in protobuf and JSON. Decodes, and
 * nothing else.
 */
@NullMarked
package io.pitwall.server.ingest.otlp;

import org.jspecify.annotations.NullMarked;
