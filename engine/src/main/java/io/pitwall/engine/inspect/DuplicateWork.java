package io.pitwall.engine.inspect;

import io.pitwall.analysis.path.RunView;
import io.pitwall.analysis.whatif.Change;
import io.pitwall.analysis.whatif.Target;
import io.pitwall.engine.evidence.ObservedRun;
import io.pitwall.engine.evidence.WorkflowRuns;
import io.pitwall.model.advice.Action;
import io.pitwall.model.advice.Finding;
import io.pitwall.model.advice.Prediction;
import io.pitwall.model.advice.Scope;
import io.pitwall.model.trace.SpanKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * RT-DUP: runs ask a tool the same as other runs did before. Found where a cache would answer a
 * fifth of 100 calls or more, inputs that come three times at least among them, and no more than
 * one answer in a hundred would be of another length than the true one. Advised is the longest time
 * to keep of 1, 5, 15 and 60 minutes, 4 and 24 hours with which that holds. Never of a tool whose
 * name says that it changes something.
 */
final class DuplicateWork implements WorkflowInspection {
  static final String ID = "RT-DUP";

  private static final long SECOND = 1_000_000_000L;
  private static final long[] SECONDS = {60, 300, 900, 3_600, 14_400, 86_400};
  private static final double HITS = 0.2;
  private static final double MANY_HITS = 0.6;
  private static final double STALE = 0.01;
  private static final int OFTEN = 3;

  /** Share of a run's time below which calls are not worth a cache; also bounds the work. */
  private static final double WORTH = 0.02;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Finding> inspect(WorkflowRuns workflow) {
    List<Finding> findings = new ArrayList<>();
    List<ObservedRun> runs = workflow.ofLastDay();
    if (runs.size() >= Judged.FOR_SHARES) {
      candidates(workflow, runs)
          .forEach(operation -> find(workflow, runs, operation).ifPresent(findings::add));
    }
    return findings;
  }

  /** Operations with calls enough of known input that take time or money enough. */
  private static Set<Integer> candidates(WorkflowRuns workflow, List<ObservedRun> runs) {
    int[] calls = new int[workflow.names().size()];
    long[] nanos = new long[calls.length];
    long all = 0;
    for (ObservedRun run : runs) {
      RunView view = run.view();
      all += view.durationNanos();
      for (int i = 0; i < view.size(); i++) {
        if (isLookUp(view, i)) {
          calls[view.operation(i)]++;
          nanos[view.operation(i)] += view.duration(i);
        }
      }
    }
    var words = new ToolWords(workflow.names());
    Set<Integer> candidates = new HashSet<>();
    for (int operation = 0; operation < calls.length; operation++) {
      if (calls[operation] >= Judged.FOR_P95
          && nanos[operation] >= WORTH * all
          && !words.writes(operation)) {
        candidates.add(operation);
      }
    }
    return candidates;
  }

  private static boolean isLookUp(RunView view, int i) {
    SpanKind kind = view.kind(i);
    return (kind == SpanKind.TOOL || kind == SpanKind.RETRIEVAL || kind == SpanKind.EMBEDDING)
        && view.input(i) != 0
        && !view.isError(i);
  }

  private static Optional<Finding> find(
      WorkflowRuns workflow, List<ObservedRun> runs, int operation) {
    Calls calls = Calls.of(runs, operation);
    Hits best = null;
    for (long seconds : SECONDS) {
      Hits hits = calls.cached(seconds);
      if (hits.share() >= HITS && hits.often > 0 && hits.stale <= STALE * hits.hits) {
        best = hits;
      }
    }
    if (best == null) {
      return Optional.empty();
    }
    String name = workflow.names().word(operation);
    Optional<Prediction> prediction =
        Predictions.of(
            workflow
                .whatIf()
                .ask(List.of(new Change.Cache(new Target.Operation(name), best.share()))),
            workflow.runsPerDay());
    return Optional.of(finding(workflow, name, best, prediction));
  }

  private static Finding finding(
      WorkflowRuns workflow, String name, Hits best, Optional<Prediction> prediction) {
    return new Draft(
            ID,
            Scope.operationOf(workflow.workflow(), name),
            "call_optimization",
            "duplicated_work")
        .text(
            "%s: no cache → keep answers for %s, %d of them; %s of %d calls are answered at once%s",
            name,
            Words.time(best.seconds * 1e3),
            best.size,
            Words.percent(best.share()),
            best.calls,
            Draft.gain(workflow.workflow(), prediction, best.calls))
        .text(
            "%d inputs come %d times or more; %d of %d repeats had an answer of another length."
                + " Compare some cached answers with fresh ones first",
            best.often, OFTEN, best.stale, best.hits)
        .evidence("hit_share", best.share())
        .evidence("stale_share", (double) best.stale / best.hits)
        .evidence("inputs_often", best.often)
        .action(
            new Action(
                name,
                "cache_ttl_s",
                "s",
                0L,
                best.seconds,
                "longest time with <= 1 % stale answers",
                Map.of("hit_share", best.share(), "entries", (double) best.size),
                Action.CODE))
        .prediction(prediction)
        .risk(1, "go back if more than 1 % of sampled answers are stale")
        .because(
            String.format(
                Locale.ROOT,
                "%s >= %s of %d calls were made within %s before by another run, %s stale <= %s",
                Words.percent(best.share()),
                Words.percent(HITS),
                best.calls,
                Words.time(best.seconds * 1e3),
                Words.percent((double) best.stale / best.hits),
                Words.percent(STALE)),
            best.calls,
            Judged.FOR_P95,
            Severity.of(best.share(), HITS, MANY_HITS),
            best.examples);
  }

  private record Hits(
      long seconds, int calls, int hits, int stale, int often, int size, List<String> examples) {
    double share() {
      return (double) hits / calls;
    }
  }

  /** Calls of one operation in the order of their start. */
  private static final class Calls {
    private final List<ObservedRun> runs;
    private final int[] run;
    private final long[] at;
    private final long[] input;
    private final int[] chars;

    private Calls(List<ObservedRun> runs, int n) {
      this.runs = runs;
      run = new int[n];
      at = new long[n];
      input = new long[n];
      chars = new int[n];
    }

    private static Calls of(List<ObservedRun> runs, int operation) {
      int n = 0;
      for (ObservedRun one : runs) {
        for (int i = 0; i < one.view().size(); i++) {
          n += one.view().operation(i) == operation && isLookUp(one.view(), i) ? 1 : 0;
        }
      }
      long[] starts = new long[n];
      long[] places = new long[n];
      int k = 0;
      for (int r = 0; r < runs.size(); r++) {
        RunView view = runs.get(r).view();
        for (int i = 0; i < view.size(); i++) {
          if (view.operation(i) == operation && isLookUp(view, i)) {
            starts[k] = view.startNanos() + view.start(i);
            places[k++] = ((long) r << 32) | i;
          }
        }
      }
      Integer[] order = new Integer[n];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, (one, other) -> Long.compare(starts[one], starts[other]));
      Calls calls = new Calls(runs, n);
      for (int i = 0; i < n; i++) {
        long place = places[order[i]];
        RunView view = runs.get((int) (place >>> 32)).view();
        calls.run[i] = (int) (place >>> 32);
        calls.at[i] = starts[order[i]];
        calls.input[i] = view.input((int) place);
        calls.chars[i] = view.outputChars((int) place);
      }
      return calls;
    }

    /** What a cache that keeps answers so long would have done; what one run repeats is its own. */
    private Hits cached(long seconds) {
      Slots inputs = new Slots();
      int n = run.length;
      int[] cachedBy = new int[n];
      int[] count = new int[n];
      int hits = 0;
      int stale = 0;
      int often = 0;
      List<String> examples = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        int before = inputs.size();
        int slot = inputs.of(input[i]);
        count[slot]++;
        often += count[slot] == OFTEN ? 1 : 0;
        int entry = cachedBy[slot];
        if (slot == before || at[i] - at[entry] > seconds * SECOND) {
          cachedBy[slot] = i;
        } else if (run[entry] != run[i]) {
          hits++;
          stale += chars[entry] != chars[i] ? 1 : 0;
          if (examples.size() < 5) {
            examples.add(runs.get(run[i]).id());
          }
        }
      }
      return new Hits(seconds, n, hits, stale, often, inputs.size(), examples);
    }
  }
}
