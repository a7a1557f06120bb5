package io.pitwall.engine.around;

import io.pitwall.store.api.ControlStore;
import io.pitwall.store.api.Knowledge;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How databases would carry queries out, as they say themselves. Kept when a plan's shape changes,
 * so that a plan that turned bad can be told. Bounded; thread-safe.
 */
public final class QueryPlans {
  private static final String CATEGORY = "query_plan";
  private static final int MOST = 2_000;

  private final ControlStore control;
  private final Map<Key, Plan> latest = new ConcurrentHashMap<>();

  private record Key(String server, String database, String queryId) {}

  /**
   * A plan.
   *
   * @param sinceMicros when it was first seen, microseconds since the epoch
   * @param root its uppermost node: texts, numbers, lists and maps
   */
  public record Plan(long sinceMicros, Map<String, Object> root) {}

  public QueryPlans(ControlStore control) {
    this.control = control;
    control.knowledge(CATEGORY, MOST).reversed().forEach(this::restore);
  }

  /** Takes in a plan in which no literals are. */
  public void save(
      String server, String database, String queryId, Map<String, Object> root, long nowMicros) {
    Key key = new Key(server, database, queryId);
    Plan before = latest.get(key);
    if ((before == null && latest.size() >= MOST)
        || (before != null && PlanShape.of(before.root).equals(PlanShape.of(root)))) {
      return;
    }
    latest.put(key, new Plan(nowMicros, root));
    control.saveKnowledge(
        new Knowledge(
            nowMicros,
            CATEGORY,
            Map.of("server", server, "database", database, "query_id", queryId, "plan", root),
            Map.of()));
  }

  /** The latest plan of a query, empty if none is known. */
  public Optional<Plan> plan(String server, String database, String queryId) {
    return Optional.ofNullable(latest.get(new Key(server, database, queryId)));
  }

  private void restore(Knowledge known) {
    if (known.content().get("plan") instanceof Map<?, ?> root) {
      Map<String, Object> copy = new LinkedHashMap<>();
      root.forEach((name, value) -> copy.put(String.valueOf(name), value));
      latest.put(
          new Key(
              String.valueOf(known.content().get("server")),
              String.valueOf(known.content().get("database")),
              String.valueOf(known.content().get("query_id"))),
          new Plan(known.atMicros(), copy));
    }
  }
}
