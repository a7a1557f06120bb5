package io.pitwall.engine.inspect;

import io.pitwall.analysis.path.Names;
import io.pitwall.analysis.path.RunView;
import io.pitwall.engine.evidence.ObservedRun;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Scope;
import io.pitwall.model.trace.SpanKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * AG-SCHEMA: what the model answers does not have the form that was asked for, and it is asked
 * again. Found where 5 % of the model calls of a type of agent, and five at least of 30, follow a
 * failure of that sort in the same run. What is saved are the calls that were made again.
 */
final class SchemaRetries implements WorkflowInspection {
  static final String ID = "AG-SCHEMA";

  private static final double SHARE = 0.05;
  private static final double LARGE_SHARE = 0.2;
  private static final int FEWEST = 5;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Finding> inspect(WorkflowRuns workflow) {
    List<Finding> findings = new ArrayList<>();
    List<ObservedRun> runs = Judged.runs(workflow);
    var asked = new Asked(workflow.names());
    runs.forEach(run -> asked.look(run.view(), -1, i -> {}));
    for (int type = 0; type < asked.calls.length; type++) {
      if (asked.calls[type] >= Judged.FOR_SHARES
          && asked.again[type] >= FEWEST
          && asked.again[type] >= SHARE * asked.calls[type]) {
        findings.add(finding(workflow, runs, asked, type));
      }
    }
    return findings;
  }

  private static Finding finding(
      WorkflowRuns workflow, List<ObservedRun> runs, Asked asked, int type) {
    int calls = asked.calls[type];
    int again = asked.again[type];
    Savings savings = new Savings(runs);
    for (int run = 0; run < runs.size(); run++) {
      int at = run;
      asked.look(runs.get(run).view(), type, i -> savings.leaveOut(at, i));
    }
    Optional<Prediction> prediction = savings.prediction(workflow.runsPerDay());
    String agent = workflow.names().word(type - 1);
    String who = agent.isEmpty() ? workflow.workflow() : agent;
    double share = (double) again / calls;
    return new Draft(
            ID,
            new Scope(workflow.workflow(), null, agent.isEmpty() ? null : agent, null, null),
            "agent_optimization",
            "unparsable_answers")
        .text(
            "%s: free text → structured output by the schema; %s of its model calls (%d of %d) ask"
                + " again after an answer that could not be parsed%s",
            who,
            Words.percent(share),
            again,
            calls,
            Draft.gain(workflow.workflow(), prediction, calls))
        .text("Where the model has no structured output: a stricter schema and a temperature of 0")
        .evidence("asked_again", again)
        .evidence("share", share)
        .evidence("cost_usd", savings.usd())
        .action(
            new Action(
                who,
                "response_format",
                "",
                null,
                "json_schema",
                "calls after a failure to parse are left out",
                Map.of("asked_again", (double) again),
                Action.CODE))
        .prediction(prediction)
        .risk(
            (double) savings.touched() / runs.size(),
            "go back if success of " + workflow.workflow() + " falls by 1 point")
        .because(
            String.format(
                Locale.ROOT,
                "%d of %d model calls (%s >= %s) follow a failure to parse",
                again,
                calls,
                Words.percent(share),
                Words.percent(SHARE)),
            calls,
            Judged.FOR_SHARES,
            Severity.of(share, SHARE, LARGE_SHARE),
            savings.examples());
  }

  /** Model calls by type of agent, one more than its number, and those that ask again. */
  private static final class Asked {
    private final Failure.Sorts sorts;
    private final int[] calls;
    private final int[] again;
    private final boolean[] failed;

    private Asked(Names names) {
      sorts = new Failure.Sorts(names);
      calls = new int[names.size() + 1];
      again = new int[calls.length];
      failed = new boolean[calls.length];
    }

    /** Counts, or where a type is given tells of those of it that ask again. */
    private void look(RunView view, int type, IntConsumer told) {
      Arrays.fill(failed, false);
      for (int i = 0; i < view.size(); i++) {
        int of = view.agentType(i) + 1;
        if (view.kind(i) == SpanKind.MODEL && view.isModelCall(i)) {
          if (type < 0) {
            calls[of]++;
            again[of] += failed[of] ? 1 : 0;
          } else if (type == of && failed[of]) {
            told.accept(i);
          }
          failed[of] = false;
        }
        // The parser may run in a span of its own, after the call.
        boolean itself = view.kind(i) != SpanKind.AGENT && view.kind(i) != SpanKind.WORKFLOW;
        failed[of] |=
            itself && view.isError(i) && sorts.of(view.errorClass(i)) == Failure.UNPARSABLE;
      }
    }
  }
}
