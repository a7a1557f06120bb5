package io.pitwall.server.http;

/** What a caller may do, and what a route demands. */
public enum Access {
  /** Anybody, even without a token: health checks and the dashboard's static files. */
  OPEN,
  /** Look at everything that is stored. */
  READ,
  /** Send telemetry. */
  INGEST,
  /** Change settings and apply recommendations; a token with it may also read and ingest. */
  ADMIN
}
