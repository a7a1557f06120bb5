package io.pitwall.server.api;

import io.pitwall.model.trace.Run;
import io.pitwall.store.api.RunPage;
import io.pitwall.store.api.RunQuery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Makes one sorted list of the runs under way, which are in memory, and the final ones, which are
 * in the store and come in pages.
 *
 * <p>With {@code k} runs under way, the {@code i}-th of the final ones is between place {@code i}
 * and {@code i + k} of the whole. So a page from place {@code o} on lies inside what the merge of
 * all running ones with the final ones from {@code o - k} on gives.
 */
final class RunMerge {
  private final RunQuery wanted;
  private final List<Run> running;

  /**
   * @param wanted what is asked for; limit and offset are passed over
   * @param running runs under way that are wanted
   */
  RunMerge(RunQuery wanted, List<Run> running) {
    this.wanted = wanted;
    this.running = running;
  }

  /** Whether a run is wanted. */
  static boolean matches(Run run, RunQuery wanted) {
    return (wanted.workflow() == null || wanted.workflow().equals(run.workflow()))
        && (wanted.agentId() == null || run.agents().contains(wanted.agentId()))
        && (wanted.status() == null || wanted.status() == run.status())
        && run.durationNanos() >= wanted.minDurationNanos()
        && (wanted.range() == null || wanted.range().contains(run.startNanos() / 1_000));
  }

  /** A page of the whole list. */
  RunPage page(int offset, int limit, Function<RunQuery, RunPage> stored) {
    int from = Math.max(0, offset - running.size());
    RunPage finals = stored.apply(query(from, limit + running.size()));
    List<Run> all = new ArrayList<>(running);
    Set<Object> open = new HashSet<>();
    running.forEach(run -> open.add(run.traceId()));
    // A run that a late span has opened again is still there as it was before.
    finals.runs().stream().filter(run -> !open.contains(run.traceId())).forEach(all::add);
    all.sort(order());
    return new RunPage(slice(all, offset - from, limit), finals.total() + running.size());
  }

  RunPage runningOnly(int offset, int limit) {
    List<Run> all = new ArrayList<>(running);
    all.sort(order());
    return new RunPage(slice(all, offset, limit), all.size());
  }

  private static List<Run> slice(List<Run> runs, int from, int limit) {
    int start = Math.min(from, runs.size());
    return runs.subList(start, Math.min(runs.size(), start + limit));
  }

  private RunQuery query(int offset, int limit) {
    return new RunQuery(
        wanted.workflow(),
        wanted.agentId(),
        wanted.status(),
        wanted.minDurationNanos(),
        wanted.range(),
        wanted.sort(),
        limit,
        offset);
  }

  private Comparator<Run> order() {
    Comparator<Run> bySort =
        switch (wanted.sort()) {
          case NEWEST -> Comparator.comparingLong(Run::startNanos).reversed();
          case OLDEST -> Comparator.comparingLong(Run::startNanos);
          case SLOWEST -> Comparator.comparingLong(Run::durationNanos).reversed();
          case DEAREST -> Comparator.comparingDouble(RunMerge::cost).reversed();
        };
    // The order in which the store breaks ties.
    return bySort
        .thenComparingLong(run -> run.traceId().high())
        .thenComparingLong(run -> run.traceId().low());
  }

  private static double cost(Run run) {
    Double usd = run.costUsd();
    return usd == null ? -1 : usd;
  }
}
