import { keepPreviousData, QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { now } from '@/time/clock';
import { bounds, type Range, rangeQuery } from '@/time/range';
import { useView } from '@/time/view';
import { answer, api } from './client';
import { ApiError } from './problem';

/** Keeps answers; nothing is asked for by itself, `live/ticker.ts` says when. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always', // a dashboard on a machine without a network still reaches its server
        staleTime: 5_000,
        gcTime: 120_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        retry: (failures, error) =>
          failures < 1 && error instanceof ApiError && (error.status === 0 || error.status >= 502),
        retryDelay: 500,
      },
    },
  });
}

export interface AskOptions {
  /** Asked again at every tick; true unless said otherwise. */
  live?: boolean;
  /** Asked at all; true unless said otherwise. */
  enabled?: boolean;
}

/**
 * A question to the server. What was answered last stays on screen while it is asked again, also with other parameters
 * (`isPlaceholderData`).
 *
 * @param key what the answer depends on
 * @param ask asks; must hand on the signal, so that a question nobody waits for is given up
 */
export function useAsk<T>(
  key: readonly unknown[],
  ask: (signal: AbortSignal) => Promise<T>,
  { live = true, enabled = true }: AskOptions = {},
): UseQueryResult<T, Error> {
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => ask(signal),
    placeholderData: keepPreviousData,
    meta: { live },
    enabled,
  });
}

/** An answer together with the stretch of time it is of: axes are drawn by these ends, never by another clock. */
export interface Ranged<T> {
  answer: T;
  from: number;
  to: number;
}

/** A question about the range in the URL. */
export function useAskRange<T>(
  key: readonly unknown[],
  ask: (range: ReturnType<typeof rangeQuery>, signal: AbortSignal) => Promise<T>,
  options?: AskOptions,
): UseQueryResult<Ranged<T>, Error> {
  const { range } = useView();
  return useAsk([...key, range], (signal) => askRange(range, ask, signal), options);
}

async function askRange<T>(
  range: Range,
  ask: (range: ReturnType<typeof rangeQuery>, signal: AbortSignal) => Promise<T>,
  signal: AbortSignal,
): Promise<Ranged<T>> {
  const answered = await ask(rangeQuery(range), signal);
  // After the answer, because the first one teaches what time it is on the server.
  return { answer: answered, ...bounds(range, now()) };
}

/**
 * The first screen in one request.
 *
 * @public a building block of pages
 */
export function useOverview() {
  return useAskRange(['overview'], (query, signal) =>
    answer(api.GET('/api/performance/overview', { params: { query }, signal })),
  );
}

/**
 * Machine and agents over time, in rows.
 *
 * @public a building block of pages
 */
export function useHistory(maxPoints: number) {
  return useAskRange(['history', maxPoints], (query, signal) =>
    answer(api.GET('/api/performance/historical', { params: { query: { ...query, max_points: maxPoints } }, signal })),
  );
}

/**
 * A metric over time.
 *
 * @public a building block of pages
 */
export function useSeries(
  metric: string,
  query: { agg?: 'each' | 'mean' | 'sum' | 'min' | 'max'; tags?: string[]; max_points?: number } = {},
) {
  return useAskRange(['series', metric, query], (range, signal) =>
    answer(api.GET('/api/performance/series', { params: { query: { metric, ...query, ...range } }, signal })),
  );
}

/**
 * Alerts, those that fired last first.
 *
 * @public a building block of pages
 */
export function useAlerts(query: { active_only?: boolean } = {}) {
  return useAsk(['alerts', query], (signal) =>
    answer(api.GET('/api/performance/alerts', { params: { query }, signal })),
  );
}

/**
 * What to change, most important first.
 *
 * @public a building block of pages
 */
export function useRecommendations() {
  return useAsk(['recommendations'], (signal) => answer(api.GET('/api/performance/recommendations', { signal })));
}
