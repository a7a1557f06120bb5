package io.pitwall.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.webserver.http.RoutingRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the body of one request within its bounds. For one thread. */
final class BodyReader {

  /** Up to this size an unwanted body is read and dropped, which keeps the connection usable. */
  private static final int CHEAP_BYTES = 64 << 10;

  private static final int FIRST_BUFFER = 16 << 10;

  private final RoutingRequest request;
  private final GuardedConnection connection;
  private final HttpLimits limits;
  private @Nullable InputStream stream;
  private boolean ended;

  BodyReader(RoutingRequest request, GuardedConnection connection, HttpLimits limits) {
    this.request = request;
    this.connection = connection;
    this.limits = limits;
    this.ended = !request.content().hasEntity();
  }

  /**
   * Reads the whole body and decompresses it.
   *
   * @param limit most bytes after decompression, 0 for the server's limit
   * @param ownEncodings encodings to leave as they are
   * @param lease where its bytes are accounted
   * @throws ProblemException 400, 413, 415 or 503
   */
  byte[] read(int limit, Set<String> ownEncodings, BodyBudget.Lease lease) {
    String encoding = encoding();
    boolean gzip = encoding.equals("gzip") || encoding.equals("x-gzip");
    if (!gzip
        && !encoding.isEmpty()
        && !encoding.equals("identity")
        && !ownEncodings.contains(encoding)) {
      String supported =
          ownEncodings.isEmpty() ? "gzip" : "gzip, " + String.join(", ", ownEncodings);
      throw new ProblemException(
          Problem.of(
                  415,
                  "Expected the content encoding " + supported + " or none, but got " + encoding)
              .header("Accept-Encoding", supported));
    }
    int decodedLimit = limit == 0 ? limits.maxDecodedBytes() : limit;
    int wireLimit = Math.min(limits.maxBodyBytes(), gzip ? limits.maxBodyBytes() : decodedLimit);
    byte[] raw = readRaw(wireLimit, lease);
    return gzip && raw.length > 0 ? Gunzip.decode(raw, decodedLimit, lease) : raw;
  }

  private String encoding() {
    return request
        .headers()
        .first(HeaderNames.CONTENT_ENCODING)
        .map(value -> value.strip().toLowerCase(Locale.ROOT))
        .orElse("");
  }

  /** Reads the body as it came over the wire, at most {@code limit} bytes. */
  byte[] readRaw(int limit, BodyBudget.Lease lease) {
    if (ended) {
      return new byte[0];
    }
    long declared = declaredLength();
    if (declared > limit) {
      throw tooLarge(limit, declared + " bytes");
    }
    int size = declared >= 0 ? (int) declared : Math.min(FIRST_BUFFER, limit);
    lease.grow(size);
    byte[] buffer = new byte[size];
    int length = 0;
    BodyWait wait = connection.bodyStarted();
    try {
      while (true) {
        if (length == buffer.length) {
          int next = open().read();
          if (next < 0) {
            break;
          } else if (length == limit) {
            throw tooLarge(limit, "more");
          }
          int larger = (int) Math.min(Math.max(2L * length, FIRST_BUFFER), limit);
          lease.grow(larger - buffer.length);
          buffer = Arrays.copyOf(buffer, larger);
          buffer[length++] = (byte) next;
          connection.delivered(1);
        } else {
          int read = open().read(buffer, length, buffer.length - length);
          if (read < 0) {
            break;
          }
          length += read;
          connection.delivered(read);
        }
      }
    } catch (RuntimeException | IOException e) {
      throw translate(e);
    } finally {
      connection.bodyFinished(wait);
    }
    // An HTTP/2 stream that is cut off looks like one that ended.
    if (connection.isClosed() || (declared >= 0 && length < declared)) {
      throw new ClientGoneException();
    }
    ended = true;
    return length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
  }

  private long declaredLength() {
    try {
      return request.headers().contentLength().orElse(-1);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(Problem.badRequest("Expected a number in Content-Length"));
    }
  }

  private InputStream open() {
    InputStream opened = stream;
    if (opened == null) {
      opened = request.content().inputStream();
      stream = opened;
    }
    return opened;
  }

  /** Helidon's errors in our words. */
  private RuntimeException translate(Exception e) {
    if (e instanceof ProblemException problem) {
      return problem;
    } else if (e instanceof RequestException malformed && !connection.isClosed()) {
      int status = Math.clamp(malformed.status().code(), 400, 499);
      return new ProblemException(
          Problem.of(status, "Expected a well-formed body, but got " + malformed.getMessage()));
    }
    return new ClientGoneException(e);
  }

  private static ProblemException tooLarge(int limit, String got) {
    return new ProblemException(
        Problem.of(
            413,
            "Expected a body of at most "
                + limit
                + " bytes (server.max-body-bytes), but got "
                + got));
  }

  /** Whether there is nothing left to read. */
  boolean isEnded() {
    return ended;
  }

  /** Reads and drops what is left if that is little. */
  void skipIfCheap() {
    if (!ended && stream == null && isWithin(declaredLengthOrMax(), CHEAP_BYTES)) {
      skip(CHEAP_BYTES);
    }
  }

  private long declaredLengthOrMax() {
    try {
      return request.headers().contentLength().orElse(Long.MAX_VALUE);
    } catch (IllegalArgumentException e) {
      return Long.MAX_VALUE;
    }
  }

  private boolean isWithin(long length, long limit) {
    return length <= limit && !waitsForContinue();
  }

  /** Whether the client waits for permission to send the body, and so has not sent it. */
  boolean waitsForContinue() {
    return request.headers().containsToken(HeaderValues.EXPECT_100) && !request.continueSent();
  }

  /**
   * Reads and drops at most as much again as a body may have, so that a client that still sends
   * comes to read its answer: a connection closed with unread bytes is reset, answer and all.
   */
  void skipRest() {
    if (!ended && !waitsForContinue()) {
      skip(limits.maxBodyBytes());
    }
  }

  private void skip(int most) {
    byte[] bin = new byte[8192];
    BodyWait wait = connection.bodyStarted();
    try {
      for (long skipped = 0; skipped <= most; ) {
        int read = open().read(bin, 0, bin.length);
        if (read < 0) {
          ended = !connection.isClosed();
          return;
        }
        skipped += read;
        connection.delivered(read);
      }
    } catch (RuntimeException | IOException e) {
      // Whatever ails the rest of a refused body, the connection is closed then.
    } finally {
      connection.bodyFinished(wait);
    }
  }
}
