package io.pitwall.server.ingest.beacon;

import java.util.List;
import java.util.Set;

/**
 * Which beacons are taken.
 *
 * @param siteKeys keys that pages may carry in place of a token; not secret
 * @param origins origins of pages that may send from elsewhere, as in {@code https://shop.example};
 *     empty to take them from the server's own pages and from programs alone
 * @param maxPerMinute most beacons of one address in a minute
 */
public record BeaconSettings(Set<String> siteKeys, Set<String> origins, int maxPerMinute) {

  public BeaconSettings(List<String> siteKeys, List<String> origins, int maxPerMinute) {
    this(Set.copyOf(siteKeys), Set.copyOf(origins), maxPerMinute);
  }

  public BeaconSettings {
    siteKeys = Set.copyOf(siteKeys);
    origins = Set.copyOf(origins);
  }
}
