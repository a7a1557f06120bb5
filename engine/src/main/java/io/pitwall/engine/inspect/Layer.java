package io.pitwall.engine.inspect;

/** How near to the root of trouble an inspection looks, farthest first. */
public enum Layer {
  /** Somebody has to wait, pay or fail. */
  SYMPTOM,
  /** Where that happens. */
  PLACE,
  /** Why it happens. */
  CAUSE
}
