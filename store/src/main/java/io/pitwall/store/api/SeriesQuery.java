package io.pitwall.store.api;

import java.util.Map;

/**
 * Chooses series.
 *
 * @param name exact metric name; with {@code prefix} the start of it, which may be empty
 * @param prefix whether {@code name} is only the start
 * @param tags tags that a series must have, with exactly these values
 * @param limit most series wanted, 1 or more
 */
public record SeriesQuery(String name, boolean prefix, Map<String, String> tags, int limit) {

  public SeriesQuery {
    tags = Map.copyOf(tags);
    if (limit < 1) {
      throw new IllegalArgumentException("Expected a limit of 1 or more, but got " + limit);
    }
  }

  public static SeriesQuery named(String name) {
    return new SeriesQuery(name, false, Map.of(), Integer.MAX_VALUE);
  }

  public static SeriesQuery startingWith(String prefix) {
    return new SeriesQuery(prefix, true, Map.of(), Integer.MAX_VALUE);
  }

  public SeriesQuery withTags(Map<String, String> required) {
    return new SeriesQuery(name, prefix, required, limit);
  }

  public SeriesQuery limitedTo(int most) {
    return new SeriesQuery(name, prefix, tags, most);
  }
}
