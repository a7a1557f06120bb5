package io.pitwall.server.ingest.file;

import java.net.URI;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of an import.
 *
 * @param server base URL of the server, without a slash at its end
 * @param token access token with ingest scope, null for none
 * @param shiftToNow whether all times are moved so that the newest one is the start of the import
 * @param speed replay this many times as fast as recorded; as fast as possible if empty
 * @param restart whether places reached by interrupted imports are ignored
 * @param stateFolder where those places are kept
 * @param backoff how long to try
 */
record ImportOptions(
    URI server,
    @Nullable String token,
    boolean shiftToNow,
    OptionalDouble speed,
    boolean restart,
    Path stateFolder,
    Backoff backoff) {}
