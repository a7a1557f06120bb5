/**
 * Receivers of telemetry, one package for each protocol: they decode, and the engine does the rest.
 */
@NullMarked
package io.pitwall.server.ingest;

import org.jspecify.annotations.NullMarked;
