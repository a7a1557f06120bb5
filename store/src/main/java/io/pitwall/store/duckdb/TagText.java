package io.pitwall.store.duckdb;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The tags of a series for the column that keeps them: a JSON list of name and value in turn, in
 * which any text survives.
 */
final class TagText {
  private static final JsonFactory JSON = new JsonFactory();

  static String encode(SortedMap<String, String> tags) {
    StringBuilder out = new StringBuilder().append('[');
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      if (out.length() > 1) {
        out.append(',');
      }
      JsonText.quote(out, tag.getKey());
      out.append(',');
      JsonText.quote(out, tag.getValue());
    }
    return out.append(']').toString();
  }

  static SortedMap<String, String> decode(String json) {
    SortedMap<String, String> tags = new TreeMap<>();
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        String name = parser.getString();
        parser.nextToken();
        tags.put(name, parser.getString());
      }
    }
    return tags;
  }

  private TagText() {}
}
