package io.pitwall.analysis.whatif;

/**
 * Chance that is fixed by what it is for: the same span is hit by the same luck in every scenario,
 * so that scenarios differ by what they change and not by chance.
 */
final class Luck {

  /** Evenly from 0 up to 1; the finisher of splitmix64 over both numbers. */
  static double uniform(long purpose, long index) {
    long hash = purpose * 0x9e3779b97f4a7c15L + index;
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return ((hash ^ (hash >>> 31)) >>> 11) * 0x1.0p-53;
  }

  private Luck() {}
}
