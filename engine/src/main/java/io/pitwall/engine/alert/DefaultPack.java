package io.pitwall.engine.alert;

import static io.pitwall.model.alert.Severity.CRITICAL;
import static io.pitwall.model.alert.Severity.HIGH;
import static io.pitwall.model.alert.Severity.MEDIUM;

import io.pitwall.model.alert.AlertCondition;
import io.pitwall.model.alert.AlertCondition.Absence;
import io.pitwall.model.alert.AlertCondition.Change;
import io.pitwall.model.alert.AlertCondition.StuckRun;
import io.pitwall.model.alert.AlertCondition.Threshold;
import io.pitwall.model.alert.AlertRule;
import io.pitwall.model.alert.AlertRule.Annotations;
import io.pitwall.model.alert.Comparator;
import io.pitwall.model.alert.Selection;
import io.pitwall.model.alert.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rules that are on from the start. They are to be quiet on a healthy fleet: what differs from
 * fleet to fleet is compared with what it usually is, every change has to be large in itself, too,
 * and rest on enough observations, and only what cannot be healthy is critical. The label {@code
 * kind} says which alerts explain each other.
 */
public final class DefaultPack {
  private static final Duration BEFORE = Duration.ofHours(6);
  private static final int DAYS = 7;

  /** The rules, by id. */
  public static List<AlertRule> rules() {
    return List.of(
        rule(
            "jvm-heap",
            "jvm",
            new Threshold(
                Selection.each("jvm.heap_share"), Comparator.ABOVE, Map.of(HIGH, 0.97), 0.9),
            minutes(10),
            "The heap of a JVM stays full",
            "{{value}} of the heap has been used for ten minutes, garbage collection included."),
        rule(
            "process-files",
            "host",
            new Threshold(
                Selection.each("process.files.usage"),
                Comparator.ABOVE,
                Map.of(MEDIUM, 80.0, HIGH, 95.0),
                75.0),
            minutes(5),
            "A process runs out of file handles",
            "{{value}} % of the files that it may open are open."),
        rule(
            "agent-errors",
            "agent-errors",
            muchMore(
                over("agent_type.error_rate", 10, 20),
                Map.of(MEDIUM, 2.0, HIGH, 3.5, CRITICAL, 6.0),
                0.12),
            Duration.ZERO,
            "{{tags.agent_type}} fails much more often than usual",
            "{{value}} of its tasks of the last ten minutes failed."),
        rule(
            "workflow-errors",
            "workflow-errors",
            muchMore(
                over("workflow.error_rate", 15, 20),
                Map.of(MEDIUM, 2.0, HIGH, 3.5, CRITICAL, 6.0),
                0.12),
            Duration.ZERO,
            "{{tags.workflow}} fails much more often than usual",
            "{{value}} of its runs of the last quarter of an hour failed."),
        rule(
            "agent-slow",
            "agent-slow",
            muchMore(over("agent_type.p95_seconds", 15, 30), Map.of(MEDIUM, 2.0, HIGH, 4.0), 2.0),
            minutes(5),
            "{{tags.agent_type}} takes much longer than usual",
            "The 95th percentile of its tasks is {{value}} s."),
        rule(
            "workflow-slow",
            "workflow-slow",
            muchMore(over("workflow.p95_seconds", 20, 30), Map.of(MEDIUM, 2.0, HIGH, 4.0), 5.0),
            minutes(5),
            "{{tags.workflow}} takes much longer than usual",
            "The 95th percentile of its runs is {{value}} s."),
        rule(
            "agent-cost",
            "agent-cost",
            muchMore(over("agent_type.cost_per_hour", 30, 20), Map.of(MEDIUM, 3.0, HIGH, 8.0), 2.0),
            minutes(5),
            "{{tags.agent_type}} costs much more than usual",
            "It spends {{value}} US dollars an hour."),
        rule(
            "workflow-cost",
            "workflow-cost",
            muchMore(over("workflow.cost_per_hour", 30, 20), Map.of(MEDIUM, 3.0, HIGH, 8.0), 2.0),
            minutes(5),
            "{{tags.workflow}} costs much more than usual",
            "It spends {{value}} US dollars an hour."),
        rule(
            "tool-loop",
            "loop",
            new Threshold(
                over("workflow.looping_runs", 15, 0),
                Comparator.AT_LEAST,
                Map.of(MEDIUM, 3.0, HIGH, 20.0),
                1.0),
            Duration.ZERO,
            "Agents of {{tags.workflow}} repeat the same call over and over",
            "In {{value}} runs of the last quarter of an hour a call with equal arguments and an"
                + " equal answer was made five times in a row or more."),
        rule(
            "tool-calls",
            "calls",
            muchMore(
                over("workflow.tool_calls_per_run", 20, 20), Map.of(MEDIUM, 3.0, HIGH, 8.0), 6.0),
            minutes(5),
            "Runs of {{tags.workflow}} make many more tool calls than usual",
            "It is {{value}} calls a run."),
        rule(
            "stuck-run",
            "stuck",
            new StuckRun(
                Selection.each("run.age_seconds"),
                Map.of(MEDIUM, 5.0, HIGH, 20.0),
                Duration.ofMinutes(10)),
            Duration.ZERO,
            "A run of {{tags.workflow}} does not end",
            "It has gone on for {{value}} s."),
        rule(
            "throttled",
            "throttled",
            muchMore(
                over("external.throttled_share", 10, 50),
                Map.of(MEDIUM, 2.0, HIGH, 4.0, CRITICAL, 7.0),
                0.1),
            Duration.ZERO,
            "{{tags.host}} refuses calls because there are too many",
            "{{value}} of the calls of the last ten minutes were answered with 429 or the like."),
        rule(
            "retry-storm",
            "retries",
            muchMore(over("workflow.retry_share", 15, 100), Map.of(MEDIUM, 2.0, HIGH, 4.0), 0.15),
            Duration.ZERO,
            "Calls of {{tags.workflow}} are repeated so often that this is load of its own",
            "{{value}} of its calls repeat one that failed."),
        rule(
            "queue-depth",
            "queue",
            muchMore(
                new Selection(
                    "agent.queue.depth",
                    List.of(),
                    Selection.Aggregate.EACH,
                    List.of(),
                    minutes(10),
                    5),
                Map.of(MEDIUM, 4.0, HIGH, 12.0),
                15.0),
            minutes(2),
            "The queue of {{tags.agent_type}}{{tags.queue}} grows far beyond what is usual",
            "{{value}} tasks have waited there on average for ten minutes."),
        rule(
            "queue-wait",
            "queue-wait",
            muchMore(
                over("agent_type.wait_p95_seconds", 15, 30), Map.of(MEDIUM, 4.0, HIGH, 12.0), 10.0),
            minutes(5),
            "Tasks wait much longer than usual for {{tags.agent_type}}",
            "The 95th percentile of the waits is {{value}} s."),
        rule(
            "ingest-stopped",
            "ingest",
            new Absence(
                Selection.each("pitwall.ingest.silent_seconds"),
                Map.of(HIGH, minutes(5), CRITICAL, minutes(30)),
                Duration.ofHours(12)),
            Duration.ZERO,
            "No telemetry comes in any more",
            "It came steadily, and nothing came for {{value}} s."),
        rule(
            "disk-filling",
            "disk",
            new Threshold(
                Selection.each("disk.hours_to_full"),
                Comparator.BELOW,
                Map.of(MEDIUM, 24.0, HIGH, 12.0, CRITICAL, 3.0),
                36.0),
            minutes(15),
            "The disk {{tags.mount}} fills up",
            "It will be full in {{value}} hours if this goes on."),
        rule(
            "store-queue",
            "store",
            new Threshold(
                Selection.each("pitwall.store.queue_share"),
                Comparator.ABOVE,
                Map.of(MEDIUM, 0.6, HIGH, 0.9),
                0.4),
            minutes(1),
            "Pitwall's store does not keep up",
            "{{value}} of the room for records that wait to be stored is taken."),
        rule(
            "store-failing",
            "store",
            new Threshold(
                over("pitwall.store.failures", 5, 0),
                Comparator.AT_LEAST,
                Map.of(HIGH, 1.0, CRITICAL, 20.0),
                null),
            Duration.ZERO,
            "Pitwall's store fails",
            "{{value}} commits or upkeep rounds failed, or batches were refused, within five"
                + " minutes."));
  }

  /** Much more than at the same hour of earlier days: so many times as much, and by that much. */
  private static Change muchMore(Selection of, Map<Severity, Double> times, double atLeastBy) {
    return new Change(of, true, times, atLeastBy, DAYS, BEFORE);
  }

  private static Selection over(String signal, int minutes, long observations) {
    return Selection.each(signal).over(minutes(minutes), observations);
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  private static AlertRule rule(
      String id,
      String kind,
      AlertCondition condition,
      Duration pendingFor,
      String summary,
      String description) {
    SortedMap<String, String> labels = new TreeMap<>(Map.of("kind", kind));
    return new AlertRule(
        id,
        condition,
        pendingFor,
        minutes(5),
        AlertRule.NoData.IGNORE,
        labels,
        new Annotations(summary, description, "docs/alerts/" + id + ".md"),
        AlertRule.Source.PACK,
        true);
  }

  private DefaultPack() {}
}
