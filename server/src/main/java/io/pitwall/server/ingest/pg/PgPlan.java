package io.pitwall.server.ingest.pg;

import io.pitwall.analysis.sql.SqlDialect;
import io.pitwall.analysis.sql.SqlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings a plan to what may be kept: the shape, the estimates, and conditions without literals
 * (views and indexes put theirs into the plans of queries that have none). Pure.
 */
final class PgPlan {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int DEEPEST = 60;
  private static final Set<String> WORDS =
      Set.of(
          "Node Type",
          "Relation Name",
          "Alias",
          "Index Name",
          "Join Type",
          "Strategy",
          "Operation",
          "Parent Relationship",
          "Scan Direction");
  private static final Set<String> NUMBERS =
      Set.of("Startup Cost", "Total Cost", "Plan Rows", "Plan Width", "Workers Planned");
  private static final Set<String> CONDITIONS =
      Set.of("Filter", "Index Cond", "Recheck Cond", "Hash Cond", "Merge Cond", "Join Filter");
  private static final Set<String> KEYS = Set.of("Sort Key", "Group Key");

  /** The plan as maps, lists, texts and numbers; empty if it is none. */
  static Map<String, Object> of(String json) {
    JsonNode plan = JSON.readTree(json).path(0).path("Plan");
    return plan.isObject() ? node(plan, 0) : Map.of();
  }

  private static Map<String, Object> node(JsonNode node, int depth) {
    Map<String, Object> kept = new LinkedHashMap<>();
    node.propertyStream()
        .forEach(
            field -> {
              String name = field.getKey();
              JsonNode value = field.getValue();
              String key = name.toLowerCase(Locale.ROOT).replace(' ', '_');
              if (WORDS.contains(name) && value.isString()) {
                kept.put(key, value.asString());
              } else if (NUMBERS.contains(name) && value.isNumber()) {
                kept.put(key, value.asDouble());
              } else if (CONDITIONS.contains(name) && value.isString()) {
                kept.put(key, clean(value.asString()));
              } else if (KEYS.contains(name) && value.isArray()) {
                kept.put(key, value.valueStream().map(text -> clean(text.asString())).toList());
              }
            });
    List<Map<String, Object>> inner = new ArrayList<>();
    if (depth < DEEPEST) {
      for (JsonNode child : node.path("Plans")) {
        inner.add(node(child, depth + 1));
      }
    }
    if (!inner.isEmpty()) {
      kept.put("plans", inner);
    }
    return kept;
  }

  private static String clean(String condition) {
    return SqlText.of(condition, SqlDialect.STANDARD).text();
  }

  private PgPlan() {}
}
