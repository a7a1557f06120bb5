package io.pitwall.server.ingest.beacon;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts beacons by address and minute. Bounded: when too many addresses come in one minute, all
 * further ones share one count. Thread-safe.
 */
final class AddressLimit {
  private static final int MOST_ADDRESSES = 20_000;
  private static final long MINUTE_MICROS = 60_000_000L;

  private final int most;
  private final Map<String, Integer> counts = new HashMap<>();
  private long minute;

  AddressLimit(int most) {
    this.most = most;
  }

  /** Counts one; false if it is one too many. */
  synchronized boolean admit(InetAddress address, long nowMicros) {
    long now = Math.floorDiv(nowMicros, MINUTE_MICROS);
    if (now != minute) {
      minute = now;
      counts.clear();
    }
    String key = address.getHostAddress();
    if (counts.size() >= MOST_ADDRESSES && !counts.containsKey(key)) {
      key = "others";
    }
    return counts.merge(key, 1, Integer::sum) <= most;
  }
}
