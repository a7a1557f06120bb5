package io.pitwall.lab.sim;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Independent random streams from one seed, each with a name. Since a stream depends on its name
 * alone and not on who drew before, a change in one part of a simulation leaves the luck of the
 * others as it was: two variants can be compared run by run.
 *
 * @param seed what makes one simulation different from another
 */
public record RandomStreams(long seed) {

  /** The stream of that name. */
  public RandomGenerator stream(String name) {
    return new SplittableRandom(mix(seed, name));
  }

  /** Streams for a part of the whole. */
  public RandomStreams part(String name) {
    return new RandomStreams(mix(seed, name));
  }

  /** FNV-1a over the name, then the finisher of splitmix64. */
  private static long mix(long seed, String name) {
    long hash = 0xcbf29ce484222325L ^ seed;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }
}
