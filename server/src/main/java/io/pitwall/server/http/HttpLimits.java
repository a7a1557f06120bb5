package io.pitwall.server.http;

import java.time.Duration;

/**
 * The bounds that keep the server alive whatever is sent to it. All are positive.
 *
 * @param maxBodyBytes most bytes of a request body on the wire ({@code server.max-body-bytes})
 * @param maxDecodedBytes most bytes of it after decompression ({@code server.max-decoded-bytes})
 * @param maxBufferedBytes most bytes of bodies held at once for all requests together ({@code
 *     server.max-buffered-bytes})
 * @param maxHeaderBytes most bytes of a request's headers ({@code server.max-header-bytes})
 * @param maxConnections most connections at once ({@code server.max-connections})
 * @param maxRequests most requests in work at once ({@code server.max-requests})
 * @param maxEventStreams most streams of events at once ({@code server.max-event-streams})
 * @param eventQueue events that may wait for one client before it is disconnected ({@code
 *     server.event-queue})
 * @param headTimeout longest time from the first byte of a request to the end of its headers, and
 *     from the start of a connection to its first byte ({@code server.head-timeout})
 * @param bodyTimeout longest time for a request's body ({@code server.body-timeout})
 * @param writeTimeout longest time a client may refuse to read ({@code server.write-timeout})
 * @param idleTimeout longest time a connection may rest between requests ({@code
 *     server.idle-timeout})
 * @param heartbeat longest silence on a stream of events ({@code server.heartbeat})
 * @param drainTimeout longest time that requests in work are waited for on stop ({@code
 *     server.drain-timeout})
 */
public record HttpLimits(
    int maxBodyBytes,
    int maxDecodedBytes,
    long maxBufferedBytes,
    int maxHeaderBytes,
    int maxConnections,
    int maxRequests,
    int maxEventStreams,
    int eventQueue,
    Duration headTimeout,
    Duration bodyTimeout,
    Duration writeTimeout,
    Duration idleTimeout,
    Duration heartbeat,
    Duration drainTimeout) {

  public HttpLimits {
    requirePositive("server.max-body-bytes", maxBodyBytes);
    requirePositive("server.max-decoded-bytes", maxDecodedBytes);
    requirePositive("server.max-buffered-bytes", maxBufferedBytes);
    requirePositive("server.max-header-bytes", maxHeaderBytes);
    requirePositive("server.max-connections", maxConnections);
    requirePositive("server.max-requests", maxRequests);
    requirePositive("server.max-event-streams", maxEventStreams);
    requirePositive("server.event-queue", eventQueue);
    requirePositive("server.head-timeout", headTimeout);
    requirePositive("server.body-timeout", bodyTimeout);
    requirePositive("server.write-timeout", writeTimeout);
    requirePositive("server.idle-timeout", idleTimeout);
    requirePositive("server.heartbeat", heartbeat);
    requirePositive("server.drain-timeout", drainTimeout);
    if (maxDecodedBytes < maxBodyBytes || maxBufferedBytes < maxDecodedBytes) {
      throw new IllegalArgumentException(
          "Expected server.max-body-bytes <= server.max-decoded-bytes <= server.max-buffered-bytes,"
              + " but got "
              + maxBodyBytes
              + ", "
              + maxDecodedBytes
              + ", "
              + maxBufferedBytes);
    }
  }

  /** Bounds for a small machine: 16 MiB bodies, 64 MiB decoded, 192 MiB at once. */
  public static HttpLimits defaults() {
    return new HttpLimits(
        16 << 20,
        64 << 20,
        192L << 20,
        16 << 10,
        1024,
        256,
        128,
        256,
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofSeconds(30),
        Duration.ofMinutes(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(10));
  }

  private static void requirePositive(String key, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException("Expected " + key + " > 0, but got " + value);
    }
  }

  private static void requirePositive(String key, Duration value) {
    if (!value.isPositive()) {
      throw new IllegalArgumentException("Expected " + key + " > 0 s, but got " + value);
    }
  }
}
