import { useMemo } from 'react';
import { answer, api, type Schema } from '@/api/client';
import { useAsk, useAskRange } from '@/api/queries';
import { cell, useCell } from '@/state/cell';
import { loadTrace, type Progress } from './load';
import type { Trace } from './trace';

/** A run: what it is and did in all. */
export function useRun(id: string, live: boolean) {
  return useAsk(
    ['run', id],
    async (signal) =>
      (await answer(api.GET('/api/performance/runs/{trace_id}', { params: { path: { trace_id: id } }, signal }))).run,
    { live },
  );
}

/** Who did what in it. */
export function useRunDetail(id: string, live: boolean) {
  return useAsk(
    ['run-detail', id],
    async (signal) =>
      (await answer(api.GET('/api/performance/runs/{trace_id}/detail', { params: { path: { trace_id: id } }, signal })))
        .detail,
    { live },
  );
}

export type PathSegment = Schema<'CriticalPathAnswer'>['segments'][number];

/** What its duration hangs on. */
export function useCriticalPath(id: string, live: boolean) {
  return useAsk(
    ['run-path', id],
    async (signal) =>
      (
        await answer(
          api.GET('/api/performance/runs/{trace_id}/critical-path', { params: { path: { trace_id: id } }, signal }),
        )
      ).segments,
    { live },
  );
}

/** Its spans; with many of them, what there is after the first page until all are. */
export function useTrace(id: string, live: boolean) {
  const coming = useMemo(
    () => ({ progress: cell<Progress | undefined>(undefined), first: cell<Trace | undefined>(undefined), of: id }),
    [id],
  );
  const query = useAsk(
    ['run-spans', id],
    (signal) => loadTrace(id, signal, { progress: coming.progress.set, first: coming.first.set }),
    { live },
  );
  return { query, progress: useCell(coming.progress), first: useCell(coming.first) };
}

/** One span with all that was sent. */
export function useSpan(id: string, spanId: string | undefined) {
  return useAsk(
    ['run-span', id, spanId],
    async (signal) =>
      (
        await answer(
          api.GET('/api/performance/runs/{trace_id}/spans/{span_id}', {
            params: { path: { trace_id: id, span_id: spanId ?? '' } },
            signal,
          }),
        )
      ).span,
    { live: false, enabled: spanId !== undefined },
  );
}

/** How many runs of a workflow ended in the range, and how many of them took at least as long. */
export function useRank(workflow: string | undefined, durationMs: number | undefined) {
  return useAskRange(
    ['run-rank', workflow, durationMs],
    async (range, signal) => {
      const query = { ...range, workflow: workflow!, state: 'final' as const, limit: 1 };
      const [every, slower] = await Promise.all([
        answer(api.GET('/api/performance/runs', { params: { query }, signal })),
        answer(api.GET('/api/performance/runs', { params: { query: { ...query, min_ms: durationMs! } }, signal })),
      ]);
      return { runs: every.total, atLeast: slower.total };
    },
    { live: false, enabled: workflow !== undefined && durationMs !== undefined },
  );
}
