package io.pitwall.store.duckdb;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Control records as JSON. Fields that a later version added are passed over when an older one
 * reads, so that going back a version does not lose the rest.
 */
final class ControlText {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .build();

  static String encode(Object record) {
    return JSON.writeValueAsString(record);
  }

  static <T> T decode(String json, Class<T> type) {
    return JSON.readValue(json, type);
  }

  private ControlText() {}
}
