package io.pitwall.server.ingest.wire;

import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;

/**
 * Bounds what one request becomes in memory. Two bytes on the wire can stand for an empty span, so
 * a bound on the body alone does not do. Not thread-safe.
 */
public final class Allowance {
  /** Twice what the largest body that makes sense becomes. */
  private static final long MOST_BYTES = 128 << 20;

  /** What things take, roughly: the object, its place in a list, its smaller parts. */
  public static final int SPAN = 160;

  public static final int POINT = 80;
  public static final int ATTRIBUTE = 40;
  public static final int DETAIL = 80;
  public static final int ELEMENT = 20;

  private long left = MOST_BYTES;

  /**
   * Accounts for something before it is made.
   *
   * @throws ProblemException 413 if the request holds too much
   */
  public void spend(int bytes) {
    left -= bytes;
    if (left < 0) {
      throw new ProblemException(
          Problem.of(
              413,
              "Expected a request that takes at most "
                  + (MOST_BYTES >> 20)
                  + " MB once it is decoded, but got a larger one; send fewer items at a time"));
    }
  }
}
