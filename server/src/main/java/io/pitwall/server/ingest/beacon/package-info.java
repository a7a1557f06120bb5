/** Takes web vitals from browsers, and serves the script that sends them. */
@NullMarked
package io.pitwall.server.ingest.beacon;

import org.jspecify.annotations.NullMarked;
