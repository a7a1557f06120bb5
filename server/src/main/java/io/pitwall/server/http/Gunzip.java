package io.pitwall.server.http;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Decompression of request bodies with a bound, so that a small bomb cannot fill the memory. */
final class Gunzip {

  /** Deflate cannot do better than this; a larger claim is a lie (RFC 1951; zlib's FAQ, 1032:1). */
  private static final long MAX_RATIO = 1032;

  private static final int TRAILER_BYTES = 8;

  private Gunzip() {}

  /**
   * Decompresses a gzip body.
   *
   * @param limit most bytes of the result
   * @param lease where the result's bytes are accounted
   * @throws ProblemException 400 if it is truncated or corrupt, 413 beyond the limit
   */
  static byte[] decode(byte[] compressed, int limit, BodyBudget.Lease lease) {
    int size = Math.min(firstGuess(compressed), limit) + 1;
    lease.grow(size);
    byte[] out = new byte[size];
    int length = 0;
    try (var in = new GZIPInputStream(new ByteArrayInputStream(compressed), 8192)) {
      while (true) {
        int read = in.read(out, length, out.length - length);
        if (read < 0) {
          return Arrays.copyOf(out, length);
        }
        length += read;
        if (length > limit) {
          throw new ProblemException(
              Problem.of(
                  413,
                  "Expected at most "
                      + limit
                      + " bytes after decompression"
                      + " (server.max-decoded-bytes), but got more"));
        }
        if (length == out.length) {
          int larger = (int) Math.min(2L * length, limit + 1L);
          lease.grow(larger - length);
          out = Arrays.copyOf(out, larger);
        }
      }
    } catch (EOFException e) {
      throw new ProblemException(
          Problem.badRequest(
              "Expected a complete gzip body, but it ends after " + compressed.length + " bytes"));
    } catch (IOException e) {
      throw new ProblemException(
          Problem.badRequest("Expected a gzip body, but it is corrupt: " + e.getMessage()));
    }
  }

  /** Size of the result as the trailer tells, if that is possible. */
  private static int firstGuess(byte[] gzip) {
    if (gzip.length <= TRAILER_BYTES) {
      return 0;
    }
    int end = gzip.length;
    long size =
        (gzip[end - 4] & 0xffL)
            | (gzip[end - 3] & 0xffL) << 8
            | (gzip[end - 2] & 0xffL) << 16
            | (gzip[end - 1] & 0xffL) << 24;
    return size <= gzip.length * MAX_RATIO ? (int) Math.min(size, Integer.MAX_VALUE - 16) : 8192;
  }
}
