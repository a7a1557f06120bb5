package io.pitwall.server.api;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.agent.AgentProfiles.Window;
import io.pitwall.model.time.Clock;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Query;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** {@code GET /agents}: all agents, sorted, filtered, in pages. */
final class AgentsResource implements Resource {
  private static final int USUAL = 100;
  private static final int MOST = 10_000;
  private static final int MOST_ANSWERS = 8;

  private final PerformanceEngine engine;
  private final Clock clock;
  private final AgentChanges changes;

  /** Tells the versions of this process from those of the one before. */
  private final long startedMicros;

  private volatile Known known = new Known(new State(-1, -1), 0, List.of());

  AgentsResource(PerformanceEngine engine, Clock clock, AgentChanges changes) {
    this.engine = engine;
    this.clock = clock;
    this.changes = changes;
    startedMicros = clock.nowMicros();
  }

  /** What the list depends on: what was committed, and where the sliding windows stand. */
  private record State(long version, long slot) {}

  /** The list as it is in a state, with the answers that were made of it. */
  private record Known(
      State state, long nowMicros, List<AgentRow> rows, Map<Question, Response.Content> answers) {
    Known(State state, long nowMicros, List<AgentRow> rows) {
      this(state, nowMicros, rows, new ConcurrentHashMap<>());
    }
  }

  private record Question(
      AgentOrder order,
      boolean ascending,
      @Nullable String type,
      @Nullable String text,
      int limit,
      AgentOrder.@Nullable Place after,
      boolean columnar) {}

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get("/api/performance/agents", Access.READ, this::list)
            .query("sort", "order", "type", "q", "limit", "cursor", "columnar"));
  }

  private Response list(Request request) {
    Question question = question(request.query());
    Known now = rows();
    Response.Content answer = now.answers.get(question);
    if (answer == null) {
      answer = answer(question, now).etag(etag(now.state, question));
      if (now.answers.size() >= MOST_ANSWERS) {
        now.answers.clear();
      }
      now.answers.put(question, answer);
    }
    return answer;
  }

  private static Question question(Query query) {
    AgentOrder order =
        query
            .oneOf("sort", AgentOrder.names())
            .map(AgentOrder::named)
            .orElse(AgentOrder.PERFORMANCE_SCORE);
    boolean ascending =
        query
            .oneOf("order", List.of("asc", "desc"))
            .map("asc"::equals)
            .orElse(order.usuallyAscending());
    return new Question(
        order,
        ascending,
        query.text("type").orElse(null),
        query.text("q").map(text -> text.toLowerCase(Locale.ROOT)).orElse(null),
        query.whole("limit", 1, MOST, USUAL),
        Cursor.read(
                query,
                2,
                parts -> new AgentOrder.Place(Double.parseDouble(parts.get(0)), parts.get(1)))
            .orElse(null),
        query.flag("columnar", false));
  }

  private Known rows() {
    long nowMicros = clock.nowMicros();
    State state = new State(changes.version(), Math.floorDiv(nowMicros, Window.HOUR.slotMicros()));
    Known before = known;
    if (before.state.equals(state)) {
      return before;
    }
    List<AgentRow> rows = new ArrayList<>(engine.agents().size());
    engine
        .agents()
        .all()
        .forEach(
            agent ->
                rows.add(
                    AgentRow.of(
                        agent, engine.agents().window(agent.agentId(), Window.HOUR, nowMicros))));
    Known fresh = new Known(state, nowMicros, rows);
    known = fresh;
    return fresh;
  }

  private static Response.Content answer(Question question, Known known) {
    record Placed(AgentOrder.Place place, AgentRow row) {}
    Comparator<AgentOrder.Place> comparator =
        AgentOrder.Place.comparator(question.order, question.ascending);
    List<Placed> wanted =
        known.rows.stream()
            .filter(row -> question.type == null || question.type.equals(row.agentType()))
            .filter(row -> question.text == null || contains(row, question.text))
            .map(row -> new Placed(question.order.placeOf(row), row))
            .sorted(Comparator.comparing(Placed::place, comparator))
            .toList();
    int from = 0;
    AgentOrder.Place after = question.after;
    if (after != null) {
      while (from < wanted.size() && comparator.compare(wanted.get(from).place, after) <= 0) {
        from++;
      }
    }
    int to = Math.min(wanted.size(), from + question.limit);
    List<AgentRow> page = wanted.subList(from, to).stream().map(Placed::row).toList();
    Optional<Placed> last = to < wanted.size() ? Optional.of(wanted.get(to - 1)) : Optional.empty();
    String next =
        last.map(
                placed -> Cursor.of(Double.toString(placed.place.number()), placed.place.agentId()))
            .orElse(null);
    Instant asOf = Times.instant(known.nowMicros);
    return question.columnar
        ? AgentColumns.answer(page, wanted.size(), asOf, next)
        : Answer.success()
            .with("agents", page)
            .with("total", wanted.size())
            .with("as_of", asOf)
            .with("next_cursor", next)
            .response();
  }

  private static boolean contains(AgentRow row, String lowerCase) {
    return row.agentId().toLowerCase(Locale.ROOT).contains(lowerCase)
        || row.agentType().toLowerCase(Locale.ROOT).contains(lowerCase);
  }

  private String etag(State state, Question question) {
    return Long.toString(startedMicros, 36)
        + "-"
        + Long.toString(state.version, 36)
        + "-"
        + Long.toString(state.slot, 36)
        + "-"
        + Integer.toHexString(question.hashCode());
  }
}
