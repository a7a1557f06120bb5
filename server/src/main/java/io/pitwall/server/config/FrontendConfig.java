package io.pitwall.server.config;

import io.pitwall.server.ingest.beacon.BeaconSettings;
import java.util.List;

/**
 * The section {@code frontend}: web vitals from browsers.
 *
 * @param siteKeys public keys that pages send in place of a token
 * @param origins origins of pages that may send from elsewhere
 * @param maxBeaconsPerMinute most beacons of one address in a minute
 */
public record FrontendConfig(List<String> siteKeys, List<String> origins, int maxBeaconsPerMinute) {
  static final FrontendConfig DEFAULT = new FrontendConfig(List.of(), List.of(), 600);

  public FrontendConfig {
    siteKeys = List.copyOf(siteKeys);
    origins = List.copyOf(origins);
    for (String origin : origins) {
      if (!origin.matches("https?://[^/]+")) {
        throw new IllegalArgumentException(
            "Expected origins like https://shop.example in frontend.origins, but got " + origin);
      }
    }
    if (maxBeaconsPerMinute < 1) {
      throw new IllegalArgumentException(
          "Expected frontend.max-beacons-per-minute of 1 or more, but got " + maxBeaconsPerMinute);
    }
  }

  /** What the receiver is told. */
  public BeaconSettings settings() {
    return new BeaconSettings(siteKeys, origins, maxBeaconsPerMinute);
  }
}
