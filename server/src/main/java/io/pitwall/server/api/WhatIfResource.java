package io.pitwall.server.api;

import io.pitwall.analysis.whatif.Answer.NotEnoughData;
import io.pitwall.analysis.whatif.Answer.NotValid;
import io.pitwall.analysis.whatif.Answer.Overloaded;
import io.pitwall.analysis.whatif.Answer.Predicted;
import io.pitwall.analysis.whatif.Answer.Validity;
import io.pitwall.analysis.whatif.Change;
import io.pitwall.analysis.whatif.Estimate;
import io.pitwall.analysis.whatif.WhatIf;
import io.pitwall.engine.PerformanceEngine;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.time.Clock;
import io.pitwall.model.time.TimeRange;
import io.pitwall.server.http.Access;
import io.pitwall.server.http.Problem;
import io.pitwall.server.http.ProblemException;
import io.pitwall.server.http.Request;
import io.pitwall.server.http.Response;
import io.pitwall.server.http.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code POST /whatif}: what changes would do to a workflow. */
final class WhatIfResource implements Resource {
  private static final int MOST_CHANGES = 20;
  private static final int USUAL_HOURS = 24;
  private static final int MOST_HOURS = 168;

  private final PerformanceEngine engine;
  private final Clock clock;

  WhatIfResource(PerformanceEngine engine, Clock clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** The question. */
  record Question(
      @Nullable String workflow, @Nullable Range range, @Nullable List<AskedChange> changes) {}

  /** Whose runs it is about; either hours or from and to. */
  record Range(@Nullable Integer hours, @Nullable Instant from, @Nullable Instant to) {}

  @Override
  public List<Route> routes() {
    return List.of(Route.post("/api/performance/whatif", Access.READ, this::ask));
  }

  private Response ask(Request request) {
    Question question = request.json(Question.class);
    String workflow = question.workflow();
    if (workflow == null || workflow.isEmpty()) {
      throw wrong("workflow", "the name of a workflow", "nothing");
    }
    List<AskedChange> asked = question.changes();
    if (asked == null || asked.isEmpty() || asked.size() > MOST_CHANGES) {
      throw wrong(
          "changes",
          "1 to " + MOST_CHANGES + " changes",
          asked == null ? "none" : asked.size() + "");
    }
    WorkflowRuns runs = BottlenecksResource.runs(engine, workflow, range(question.range()));
    List<Change> changes = AskedChange.all(asked, runs);
    return answer(runs, changes);
  }

  private static Response answer(WorkflowRuns runs, List<Change> changes) {
    WhatIf whatIf = runs.whatIf();
    Answer answer =
        Answer.success().with("workflow", runs.workflow()).with("runs", runs.views().size());
    switch (whatIf.ask(changes)) {
      case Predicted predicted -> {
        predicted(answer, predicted);
        if (changes.size() == 1) {
          answer.with("curve", curve(whatIf, changes.getFirst()));
        }
      }
      case NotEnoughData few ->
          answer.with("status", "not_enough_data").with("message", few.message());
      case Overloaded too ->
          answer
              .with("status", "overloaded")
              .with(
                  "message",
                  String.format(
                      Locale.ROOT,
                      "%s would be asked for %.0f %% of what it can do: queues would grow without end",
                      too.pool(),
                      too.utilisation() * 100));
      case NotValid wrong ->
          answer
              .with("status", "not_valid")
              .with(
                  "message",
                  "model not valid: replayed without any change it misses what was recorded; part of"
                      + " the load of its pools may come from elsewhere")
              .with("validity", validity(wrong.validity()));
    }
    return answer.response();
  }

  private static void predicted(Answer answer, Predicted predicted) {
    answer
        .with("status", "predicted")
        .with("p50_ms", estimate(predicted.p50(), 1e3))
        .with("p95_ms", estimate(predicted.p95(), 1e3))
        .with("mean_ms", estimate(predicted.mean(), 1e3))
        .with(
            "cost_usd",
            predicted.costUsd().baseline() == 0 ? null : estimate(predicted.costUsd(), 1))
        .with("next_limit", LimitView.of(predicted.nextLimit()))
        .with("interval", 0.8)
        .with("confidence", predicted.confidence())
        .with("method", predicted.method().name().toLowerCase(Locale.ROOT))
        .with("validity", validity(predicted.validity()));
  }

  private static List<Map<String, @Nullable Object>> curve(WhatIf whatIf, Change change) {
    return whatIf.curve(change).points().stream()
        .map(
            point ->
                Answer.object()
                    .with("value", AskedChange.asAsked(change, point.value()))
                    .with("p50_ms", point.p50().predicted() * 1e3)
                    .with("p95_ms", point.p95().predicted() * 1e3)
                    .with("p95_low_ms", point.p95().low() * 1e3)
                    .with("p95_high_ms", point.p95().high() * 1e3)
                    .fields())
        .toList();
  }

  static Map<String, @Nullable Object> estimate(Estimate estimate, double factor) {
    return Answer.object()
        .with("baseline", estimate.baseline() * factor)
        .with("predicted", estimate.predicted() * factor)
        .with("low", estimate.low() * factor)
        .with("high", estimate.high() * factor)
        .fields();
  }

  private static Map<String, @Nullable Object> validity(Validity validity) {
    return Answer.object()
        .with("valid", validity.isValid())
        .with("p50_error", validity.p50Error())
        .with("p95_error", validity.p95Error())
        .fields();
  }

  private AskedRange range(@Nullable Range asked) {
    long now = clock.nowMicros();
    if (asked == null || (asked.hours() == null && asked.from() == null && asked.to() == null)) {
      return new AskedRange(TimeRange.last(Duration.ofHours(USUAL_HOURS), now), true);
    }
    Integer hours = asked.hours();
    Instant from = asked.from();
    if (hours != null) {
      if (from != null || asked.to() != null) {
        throw wrong("range.hours", "either hours or from and to", "both");
      }
      if (hours < 1 || hours > MOST_HOURS) {
        throw wrong("range.hours", "1 to " + MOST_HOURS, hours.toString());
      }
      return new AskedRange(TimeRange.last(Duration.ofHours(hours), now), true);
    }
    if (from == null) {
      throw wrong("range.from", "a start, since there is an end", "nothing");
    }
    Instant to = asked.to();
    long end = to == null ? now + 1 : Times.micros(to);
    if (end <= Times.micros(from)) {
      throw wrong("range.from", "a start before the end", from.toString());
    }
    return new AskedRange(new TimeRange(Times.micros(from), end), to == null);
  }

  static ProblemException wrong(String field, String expected, String got) {
    return new ProblemException(Problem.unprocessable(field, expected, got));
  }
}
