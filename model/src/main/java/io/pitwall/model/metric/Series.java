package io.pitwall.model.metric;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A metric with one set of tags. Name and tags identify it; type, unit and description explain it.
 *
 * @param id 64-bit hash of name and tags, see {@link #idOf}; the store detects collisions
 * @param name metric name, e.g. {@code system.cpu.usage}
 * @param tags tag names to values, sorted by name; unmodifiable
 * @param type what the values mean
 * @param unit unit of the values as the source gave it, empty if unknown
 * @param description for people, empty if unknown
 */
public record Series(
    long id,
    String name,
    SortedMap<String, String> tags,
    MetricType type,
    String unit,
    String description) {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  public Series {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("Expected a metric name, but got an empty one");
    }
    tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
  }

  /** A series with the id that its name and tags give. */
  public static Series of(
      String name, Map<String, String> tags, MetricType type, String unit, String description) {
    SortedMap<String, String> sorted = new TreeMap<>(tags);
    return new Series(idOf(name, sorted), name, sorted, type, unit, description);
  }

  /**
   * Stable 64-bit identity of a name and its tags: FNV-1a over the UTF-8 bytes, each string closed
   * by a byte that UTF-8 never uses, finished with the avalanche step of MurmurHash3. Part of the
   * stored format: it may not change.
   */
  public static long idOf(String name, SortedMap<String, String> tags) {
    long hash = mix(FNV_OFFSET, name);
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      hash = mix(mix(hash, tag.getKey()), tag.getValue());
    }
    hash ^= hash >>> 33;
    hash *= 0xff51afd7ed558ccdL;
    hash ^= hash >>> 33;
    hash *= 0xc4ceb9fe1a85ec53L;
    return hash ^ (hash >>> 33);
  }

  private static long mix(long hash, String text) {
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return (hash ^ 0xff) * FNV_PRIME;
  }
}
