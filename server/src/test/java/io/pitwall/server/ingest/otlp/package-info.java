/** Tests of the OTLP decoders, with protobuf's own classes as the oracle. */
@NullMarked
package io.pitwall.server.ingest.otlp;

import org.jspecify.annotations.NullMarked;
