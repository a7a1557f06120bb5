package io.pitwall.engine.advice;

/**
 * How long evidence must last before advice is given, and be gone before it is withdrawn, counted
 * in rounds. Keeps a single odd round from becoming advice and a single quiet one from ending it.
 *
 * @param fireAfter rounds with evidence, among the last {@code of}, from which advice is given
 * @param of rounds looked back, at most 30
 * @param clearAfter rounds in a row without evidence after which advice is withdrawn, at most 30
 */
public record Persistence(int fireAfter, int of, int clearAfter) {

  /** Three of five rounds to fire, five clean ones to clear. */
  public static final Persistence DEFAULT = new Persistence(3, 5, 5);

  /** Every round counts by itself. */
  public static final Persistence AT_ONCE = new Persistence(1, 1, 1);

  private static final int MOST = 30;

  public Persistence {
    if (fireAfter < 1 || of < fireAfter || of > MOST || clearAfter < 1 || clearAfter > MOST) {
      throw new IllegalArgumentException(
          "Expected 1 <= fireAfter <= of <= 30 and clearAfter of 1 to 30, but got %d, %d, %d"
              .formatted(fireAfter, of, clearAfter));
    }
  }

  /** Rounds so far as bits, newest lowest, with one more round. */
  int plus(int rounds, boolean evidence) {
    return ((rounds << 1) | (evidence ? 1 : 0)) & 0x7fff_ffff;
  }

  boolean fires(int rounds) {
    return Integer.bitCount(rounds & ((1 << of) - 1)) >= fireAfter;
  }

  boolean clears(int rounds) {
    return (rounds & ((1 << clearAfter) - 1)) == 0;
  }

  /** Rounds of advice that was open when the program last ended: as if always seen. */
  int always() {
    return 0x7fff_ffff;
  }

  /** Whether nothing of a candidate is left to remember. */
  boolean forgotten(int rounds) {
    return (rounds & ((1 << Math.max(of, clearAfter)) - 1)) == 0;
  }
}
