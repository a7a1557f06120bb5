package io.pitwall.server.ingest.pg;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns running totals into what happened between two looks. Not thread-safe. */
final class PgDeltas {
  private Map<PgStatement.Id, PgStatement> before = Map.of();
  private boolean beforeWasAll;

  /**
   * Takes in a look.
   *
   * @param now counters, one entry for each query
   * @param all whether these are all queries of the server, so that one that is missing has none
   * @return what was added since the look before, queries without calls left out; nothing of the
   *     first look, and of a query that may only have been out of sight
   */
  List<PgStatement> next(List<PgStatement> now, boolean all) {
    List<PgStatement> added = new ArrayList<>();
    Map<PgStatement.Id, PgStatement> latest = new HashMap<>();
    for (PgStatement statement : now) {
      latest.put(statement.id(), statement);
      PgStatement earlier = before.get(statement.id());
      if (earlier != null || beforeWasAll) {
        PgStatement delta = earlier == null ? statement : statement.since(earlier);
        if (delta.calls() > 0) {
          added.add(delta);
        }
      }
    }
    before = latest;
    beforeWasAll = all;
    return added;
  }
}
