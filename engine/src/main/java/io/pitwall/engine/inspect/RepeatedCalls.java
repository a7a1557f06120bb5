package io.pitwall.engine.inspect;

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
import org.jspecify.annotations.Nullable;

/**
 * N+1: under one span the same call is made five times or more, one after the other, with no model
 * or agent at work between that could have asked for each. Found where a tenth of the runs, and
 * three at least, hold such a row of the least total time. One call for all of them takes {@code
 * batch} times one of them; what is saved is the rest, but no more than the span around them can
 * shrink.
 */
final class RepeatedCalls implements WorkflowInspection {
  private static final int FEWEST = 5;
  private static final int FEWEST_RUNS = 3;
  private static final double SHARE = 0.1;
  private static final double LARGE_SHARE = 0.5;

  private final String id;
  private final SpanKind kind;
  private final long leastNanos;
  private final double batch;

  /** Whether the arguments are known to differ where they are known. */
  private final boolean mustDiffer;

  private final String what;

  private RepeatedCalls(
      String id, SpanKind kind, double leastMillis, double batch, boolean mustDiffer, String what) {
    this.id = id;
    this.kind = kind;
    leastNanos = (long) (leastMillis * 1e6);
    this.batch = batch;
    this.mustDiffer = mustDiffer;
    this.what = what;
  }

  /** NP1-TOOL: a tool; 300 ms in all, the value of Sentry; a batch takes 1.5 calls. */
  static RepeatedCalls ofTools() {
    return new RepeatedCalls(
        "NP1-TOOL", SpanKind.TOOL, 300, 1.5, true, "Hand all arguments to one call of the tool");
  }

  /** NP1-DB: a query; 50 ms in all, the value of Sentry; one with all keys takes 1.2 queries. */
  static RepeatedCalls ofQueries() {
    return new RepeatedCalls(
        "NP1-DB",
        SpanKind.DATABASE,
        50,
        1.2,
        false,
        "Read all rows at once with an IN list, a join or a fetch");
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public List<Finding> inspect(WorkflowRuns workflow) {
    List<Finding> findings = new ArrayList<>();
    List<ObservedRun> runs = Judged.runs(workflow);
    if (runs.size() >= Judged.FOR_SHARES) {
      var search = new Search(workflow, runs);
      for (int run = 0; run < runs.size(); run++) {
        search.look(run);
      }
      for (Rows rows : search.found) {
        if (rows != null) {
          finding(workflow, runs, rows).ifPresent(findings::add);
        }
      }
    }
    return findings;
  }

  private Optional<Finding> finding(WorkflowRuns workflow, List<ObservedRun> runs, Rows rows) {
    double share = (double) rows.runs / runs.size();
    if (rows.runs < FEWEST_RUNS || share < SHARE) {
      return Optional.empty();
    }
    String operation = workflow.names().word(rows.operation);
    String around = workflow.names().word(rows.around);
    double calls = rows.lengths.quantile(0.5);
    double total = rows.millis.quantile(0.5);
    double after = total / calls * batch;
    Optional<Prediction> prediction = rows.savings.prediction(workflow.runsPerDay());
    return Optional.of(
        new Draft(
                id,
                Scope.operationOf(workflow.workflow(), operation),
                "call_optimization",
                "n_plus_one")
            .text(
                "%s in %s: %.0f calls → 1, %s → %s%s",
                operation,
                around,
                calls,
                Words.time(total),
                Words.time(after),
                Draft.gain(workflow.workflow(), prediction, runs.size()))
            .text(
                "%s; %d of %d runs make %d or more in a row, up to %.0f",
                what, rows.runs, runs.size(), FEWEST, rows.lengths.quantile(1))
            .evidence("calls", calls)
            .evidence("most_calls", rows.lengths.quantile(1))
            .evidence("total_ms", total)
            .evidence("batch_ms", after)
            .evidence("share_of_runs", share)
            .evidence("parent", around)
            .action(
                new Action(
                    operation,
                    "calls_per_parent",
                    "",
                    Math.round(calls),
                    1L,
                    "time = " + batch + " x one call, in place of the sum of all",
                    Map.of("one_call_ms", total / calls, "batch_factor", batch),
                    Action.CODE))
            .prediction(prediction)
            .risk(share, "go back if errors of " + operation + " rise")
            .because(
                String.format(
                    Locale.ROOT,
                    "%.0f sibling calls >= %d, %s >= %s in all, in %s of the runs",
                    calls,
                    FEWEST,
                    Words.time(total),
                    Words.time(leastNanos / 1e6),
                    Words.percent(share)),
                runs.size(),
                Judged.FOR_SHARES,
                Severity.least(
                    Severity.of(share, SHARE, LARGE_SHARE),
                    Severity.of(total, leastNanos / 1e6, 4 * leastNanos / 1e6),
                    Severity.of(calls, FEWEST, 2 * FEWEST)),
                rows.savings.examples()));
  }

  /** All rows of one operation. */
  private static final class Rows {
    private final int operation;
    private final int around;
    private final Savings savings;
    private final Numbers lengths = new Numbers();
    private final Numbers millis = new Numbers();
    private int lastRun = -1;
    private int runs;

    private Rows(int operation, int around, Savings savings) {
      this.operation = operation;
      this.around = around;
      this.savings = savings;
    }
  }

  /** Goes through runs; what it keeps of a run is used again for the next. */
  private final class Search {
    private final List<ObservedRun> runs;
    private final @Nullable Rows[] found;
    private final Slots rows = new Slots();

    /** By row: calls, their time, the end of the last, whether arguments differ. */
    private int[] calls = new int[64];

    private long[] nanos = new long[64];
    private long[] ended = new long[64];
    private long[] input = new long[64];
    private boolean[] differs = new boolean[64];
    private boolean[] overlaps = new boolean[64];
    private int[] first = new int[64];

    /** By span: how often a model or an agent was at work in it by now. */
    private int[] turns = new int[64];

    private Search(WorkflowRuns workflow, List<ObservedRun> runs) {
      this.runs = runs;
      found = new Rows[workflow.names().size()];
    }

    private void look(int run) {
      RunView view = runs.get(run).view();
      if (turns.length < view.size()) {
        turns = new int[2 * view.size()];
      }
      Arrays.fill(turns, 0, view.size(), 0);
      rows.clear();
      for (int i = 0; i < view.size(); i++) {
        int above = view.parent(i);
        if (above == RunView.NONE) {
          continue;
        }
        if (view.kind(i) == SpanKind.MODEL || view.kind(i) == SpanKind.AGENT) {
          turns[above]++;
        } else if (view.kind(i) == kind && view.attempt(i) == 1 && !view.isAsync(i)) {
          put(view, i, above);
        }
      }
      for (int row = 0; row < rows.size(); row++) {
        if (calls[row] >= FEWEST
            && nanos[row] >= leastNanos
            && !overlaps[row]
            && (differs[row] || !mustDiffer)) {
          keep(run, view, row);
        }
      }
    }

    private void put(RunView view, int i, int above) {
      int before = rows.size();
      int row = rows.of(Slots.key(((long) above << 32) | view.operation(i), turns[above]));
      if (row >= calls.length) {
        grow();
      }
      if (row == before) {
        calls[row] = 0;
        nanos[row] = 0;
        input[row] = view.input(i);
        differs[row] = false;
        overlaps[row] = false;
        first[row] = i;
      } else {
        overlaps[row] |= view.start(i) < ended[row];
        differs[row] |= view.input(i) != input[row];
      }
      calls[row]++;
      nanos[row] += view.duration(i);
      ended[row] = view.end(i);
    }

    private void grow() {
      int more = 2 * calls.length;
      calls = Arrays.copyOf(calls, more);
      nanos = Arrays.copyOf(nanos, more);
      ended = Arrays.copyOf(ended, more);
      input = Arrays.copyOf(input, more);
      differs = Arrays.copyOf(differs, more);
      overlaps = Arrays.copyOf(overlaps, more);
      first = Arrays.copyOf(first, more);
    }

    private void keep(int run, RunView view, int row) {
      int operation = view.operation(first[row]);
      int above = view.parent(first[row]);
      Rows of = found[operation];
      if (of == null) {
        of = new Rows(operation, view.operation(above), new Savings(runs));
        found[operation] = of;
      }
      of.runs += of.lastRun == run ? 0 : 1;
      of.lastRun = run;
      of.lengths.add(calls[row]);
      of.millis.add(nanos[row] / 1e6);
      long saved = Math.round(nanos[row] * (1 - batch / calls[row]));
      long room = runs.get(run).path().dragNanos(above);
      of.savings.shorten(run, Math.min(saved, room));
    }
  }
}
