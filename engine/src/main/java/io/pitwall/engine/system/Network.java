package io.pitwall.engine.system;

/** All interfaces but loopback and the host's own ends of virtual ones. */
public record Network(Traffic sent, Traffic received) {
  static final Network UNKNOWN = new Network(Traffic.UNKNOWN, Traffic.UNKNOWN);

  /** One direction: counters since boot and their rates. */
  public record Traffic(
      double bytes,
      double packets,
      double errors,
      double drops,
      double bytesPerSecond,
      double packetsPerSecond,
      double errorsPerSecond,
      double dropsPerSecond) {
    static final Traffic UNKNOWN =
        new Traffic(
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN);

    public Traffic {
      Bounds.notNegative("traffic", bytes, packets, errors, drops);
      Bounds.notNegative("traffic", bytesPerSecond, packetsPerSecond);
      Bounds.notNegative("traffic", errorsPerSecond, dropsPerSecond);
    }
  }
}
