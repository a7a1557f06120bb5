/**
 * Reads recorded telemetry from files and sends it to a running server over the network, as any
 * other sender would: it knows nothing of the store.
 */
@NullMarked
package io.pitwall.server.ingest.file;

import org.jspecify.annotations.NullMarked;
