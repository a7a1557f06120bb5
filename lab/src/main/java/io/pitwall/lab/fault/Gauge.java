package io.pitwall.lab.fault;

import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A metric that is read three times a minute.
 *
 * @param name name of the metric
 * @param unit its unit
 * @param tags what tells its series apart
 * @param value its value by time
 */
record Gauge(String name, String unit, Map<String, String> tags, Value value) {

  /** A value by the hours since the start, with luck. */
  @FunctionalInterface
  interface Value {
    double at(double hours, RandomGenerator luck);
  }

  /** The same with other values. */
  Gauge of(Value other) {
    return new Gauge(name, unit, tags, other);
  }
}
