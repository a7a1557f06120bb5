import { answer, api } from '@/api/client';
import { useAsk, useAskRange } from '@/api/queries';
import { callTree } from '../run/calls';
import { loadTrace } from '../run/load';
import { Trace, TraceBuilder } from '../run/trace';
import type { Run } from '../runs/rows';
import { median, type Profile, profileOf, typical } from './profile';

/** One side of a comparison. */
export interface Side {
  profile: Profile[];
  durationMs: number;
  costUsd: number | null;
  tokens: number;
  spans: number;
  modelCalls: number;
  errorSpans: number;
  /** Known of a run only. */
  run: Run | undefined;
  /** Id of a span by its place; none of a cohort. */
  spanId: (place: number) => string | undefined;
  /** Runs behind the numbers. */
  runs: number;
}

/** A run with all its spans. */
export function useRunSide(id: string | undefined) {
  return useAsk(['compare-run', id], (signal) => runSide(id!, signal), { live: false, enabled: id !== undefined });
}

async function runSide(id: string, signal: AbortSignal): Promise<Side> {
  const path = { trace_id: id };
  const nothing = () => {};
  const [{ run }, trace, { segments }] = await Promise.all([
    answer(api.GET('/api/performance/runs/{trace_id}', { params: { path }, signal })),
    loadTrace(id, signal, { progress: nothing, first: nothing }),
    answer(api.GET('/api/performance/runs/{trace_id}/critical-path', { params: { path }, signal })),
  ]);
  return {
    profile: profileOf(callTree(trace, segments)),
    durationMs: run.duration_ms,
    costUsd: run.cost_usd,
    tokens: run.tokens.input + run.tokens.output,
    spans: run.span_count,
    modelCalls: run.model_calls,
    errorSpans: run.error_spans,
    run,
    spanId: (place) => (place >= 0 && place < trace.size ? trace.id(place) : undefined),
    runs: 1,
  };
}

/** Runs a cohort is made of, at most: each is some requests. */
export const COHORT_RUNS = 24;

/** A run with more spans is no part of a cohort, nor are more in all. */
const MOST_SPANS = 5_000;
const MOST_SPANS_IN_ALL = 60_000;
const AT_ONCE = 4;

/** The median of the newest ended runs of a workflow in the range, but for one. */
export function useCohort(workflow: string | undefined, except: string | undefined) {
  return useAskRange(
    ['compare-cohort', workflow, except],
    async (range, signal) => {
      const { runs, total } = await answer(
        api.GET('/api/performance/runs', {
          params: { query: { ...range, workflow: workflow!, state: 'final', sort: 'newest', limit: 3 * COHORT_RUNS } },
          signal,
        }),
      );
      const members = sample(runs, except);
      const sides = await inTurns(members, AT_ONCE, (run) => memberSide(run, signal));
      return { side: cohortSide(members, sides), total };
    },
    { live: false, enabled: workflow !== undefined },
  );
}

/** The newest runs that fit. */
export function sample(runs: readonly Run[], except: string | undefined): Run[] {
  const members: Run[] = [];
  let spans = 0;
  for (const run of runs) {
    if (members.length === COHORT_RUNS) break;
    if (run.trace_id === except || run.span_count > MOST_SPANS || spans + run.span_count > MOST_SPANS_IN_ALL) continue;
    spans += run.span_count;
    members.push(run);
  }
  return members;
}

async function memberSide(run: Run, signal: AbortSignal): Promise<Profile[]> {
  const path = { trace_id: run.trace_id };
  const [{ spans }, { segments }] = await Promise.all([
    answer(
      api.GET('/api/performance/runs/{trace_id}/spans', {
        params: { path, query: { limit: MOST_SPANS, detailed: false } },
        signal,
      }),
    ),
    answer(api.GET('/api/performance/runs/{trace_id}/critical-path', { params: { path }, signal })),
  ]);
  const builder = new TraceBuilder();
  builder.add(spans);
  return profileOf(callTree(new Trace(builder.build(), [], spans.length), segments));
}

function cohortSide(members: readonly Run[], profiles: readonly Profile[][]): Side {
  const middle = (value: (run: Run) => number) => median(members.map(value));
  const whole = (value: (run: Run) => number) => Math.round(middle(value));
  const known = members.flatMap((run) => (run.cost_usd === null ? [] : [run.cost_usd]));
  return {
    profile: typical(profiles),
    durationMs: middle((run) => run.duration_ms),
    costUsd: known.length > 0 ? median(known) : null,
    tokens: whole((run) => run.tokens.input + run.tokens.output),
    spans: whole((run) => run.span_count),
    modelCalls: whole((run) => run.model_calls),
    errorSpans: whole((run) => run.error_spans),
    run: undefined,
    spanId: () => undefined,
    runs: members.length,
  };
}

/** Does something for each, so many at once, and keeps their order. */
async function inTurns<T, R>(items: readonly T[], atOnce: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const at = next++;
      results[at] = await work(items[at]!);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return results;
}

/** Runs to choose from. */
export function useCandidates(workflow: string | undefined, sort: 'newest' | 'slowest') {
  return useAskRange(['compare-candidates', workflow, sort], (range, signal) =>
    answer(
      api.GET('/api/performance/runs', {
        params: { query: { ...range, ...(workflow ? { workflow } : {}), state: 'final', sort, limit: 100 } },
        signal,
      }),
    ),
  );
}
