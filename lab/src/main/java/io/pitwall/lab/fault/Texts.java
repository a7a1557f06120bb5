package io.pitwall.lab.fault;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Texts of which only the length matters; each is made once. */
final class Texts {
  private static final Map<Integer, String> MADE = new ConcurrentHashMap<>();

  static String ofLength(int chars) {
    return MADE.computeIfAbsent(chars, "x"::repeat);
  }

  private Texts() {}
}
