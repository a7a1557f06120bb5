package io.pitwall.server.api;

import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.alert.AlertRules;
import io.pitwall.engine.alert.RuleHealth;
import io.pitwall.model.alert.AlertRule;
import io.pitwall.model.time.Clock;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Json;
import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import io.pitwall.server.rules.RuleReader;
import io.pitwall.server.rules.RuleText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /alert-rules}: the rules that alerts are raised by. */
final class AlertRulesResource implements Resource {
  private static final String PATH = "/api/performance/alert-rules";
  private static final long LONGEST_BODY = 1 << 20;

  private final PerformanceEngine engine;
  private final Clock clock;

  AlertRulesResource(PerformanceEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  @Override
  public List<Route> routes() {
    return List.of(
        Route.get(PATH, Access.READ, this::list),
        Route.post(PATH, Access.ADMIN, this::create).maxBody(LONGEST_BODY),
        Route.get(PATH + "/{id}", Access.READ, this::one),
        Route.put(PATH + "/{id}", Access.ADMIN, this::replace).maxBody(LONGEST_BODY),
        Route.delete(PATH + "/{id}", Access.ADMIN, this::delete));
  }

  private Response list(Request request) {
    Map<String, RuleHealth> health = engine.alerts().health();
    return Answer.success()
        .with(
            "rules",
            engine.alertRules().all().stream()
                .map(rule -> view(rule, health.get(rule.id())))
                .toList())
        .with("signals", engine.alerts().signalNames())
        .response();
  }

  private Response one(Request request) {
    String id = request.pathParameter("id");
    return answer(engine.alertRules().of(id).orElseThrow(() -> unknown(id)));
  }

  private Response create(Request request) {
    AlertRule rule = read(JsonObjects.read(request), null, AlertRule.Source.API);
    if (engine.alertRules().of(rule.id()).isPresent()) {
      throw new ProblemException(
          Problem.conflict(
              "Expected the id of a new rule, but there is one called "
                  + rule.id()
                  + "; change it by PUT"));
    }
    return save(request, rule);
  }

  private Response replace(Request request) {
    String id = request.pathParameter("id");
    return save(request, read(JsonObjects.read(request), id, AlertRule.Source.API));
  }

  private Response delete(Request request) {
    String id = request.pathParameter("id");
    Optional<AlertRule> known = engine.alertRules().of(id);
    try {
      boolean deleted =
          engine
              .alertRules()
              .delete(
                  id, known.map(this::text).orElse(""), request.caller().name(), clock.nowMicros());
      if (!deleted) {
        throw unknown(id);
      }
    } catch (AlertRules.ReadOnlyException e) {
      throw readOnly(e);
    }
    return Answer.success().response();
  }

  private Response save(Request request, AlertRule rule) {
    String before = engine.alertRules().of(rule.id()).map(this::text).orElse("");
    try {
      engine
          .alertRules()
          .save(rule, before, text(rule), request.caller().name(), clock.nowMicros());
    } catch (AlertRules.ReadOnlyException e) {
      throw readOnly(e);
    }
    return answer(rule);
  }

  private Response answer(AlertRule rule) {
    return Answer.success()
        .with("rule", view(rule, engine.alerts().health().get(rule.id())))
        .response();
  }

  /**
   * Reads a rule.
   *
   * @throws ProblemException 422 with everything that is wrong
   */
  static AlertRule read(Map<?, ?> fields, @Nullable String knownId, AlertRule.Source source) {
    RuleReader reader = new RuleReader();
    Optional<AlertRule> rule = reader.read(fields, "", knownId, source);
    Checks checks = new Checks();
    reader
        .faults()
        .forEach(
            fault ->
                checks.wrong(
                    fault.field().replaceFirst("\\.$", ""), fault.expected(), fault.got()));
    checks.throwIfAny();
    return rule.orElseThrow();
  }

  private static Map<String, Object> view(AlertRule rule, @Nullable RuleHealth health) {
    Map<String, Object> view = RuleText.of(rule);
    view.put("source", rule.source().wireName());
    view.put(
        "read_only",
        rule.source() == AlertRule.Source.FILE || rule.source() == AlertRule.Source.THRESHOLD);
    view.put("state", health == null ? "no_data" : health.state().wireName());
    view.put("state_message", health == null ? "not judged yet" : health.message());
    view.put("series_judged", health == null ? 0L : health.judged());
    return view;
  }

  private String text(AlertRule rule) {
    return new String(Json.bytes(RuleText.of(rule)), StandardCharsets.UTF_8);
  }

  private static ProblemException unknown(String id) {
    return new ProblemException(
        Problem.notFound("Expected the id of a rule, but there is none called " + id));
  }

  private static ProblemException readOnly(AlertRules.ReadOnlyException e) {
    return new ProblemException(Problem.conflict(String.valueOf(e.getMessage())));
  }
}
