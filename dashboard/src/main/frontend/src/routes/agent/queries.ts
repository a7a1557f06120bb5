import { answer, api } from '@/api/client';
import { useAsk, useAskRange } from '@/api/queries';
import { readAgents } from '../fleet/agents';

/** One agent: totals, windows, parts of its score. */
export function useAgent(id: string) {
  return useAsk(['agent', id], (signal) =>
    answer(api.GET('/api/performance/agents/{agent_id}', { params: { path: { agent_id: id } }, signal })),
  );
}

/** By what agents are scored. */
export function useScoreSettings() {
  return useAsk(['score-settings'], (signal) => answer(api.GET('/api/performance/score-settings', { signal })), {
    live: false,
  });
}

/**
 * One agent over the range.
 *
 * @param points buckets at most; not asked while undefined
 */
export function useAgentHistory(id: string, points: number | undefined) {
  return useAskRange(
    ['agent-history', id, points],
    (range, signal) =>
      answer(
        api.GET('/api/performance/agents/{agent_id}/history', {
          params: { path: { agent_id: id }, query: { ...range, max_points: points ?? 12 } },
          signal,
        }),
      ),
    { enabled: points !== undefined },
  );
}

/** Models and tools of one agent. */
export function useAgentUsage(id: string) {
  return useAskRange(['agent-usage', id], (range, signal) =>
    answer(
      api.GET('/api/performance/agents/{agent_id}/usage', {
        params: { path: { agent_id: id }, query: range },
        signal,
      }),
    ),
  );
}

/** Runs that are listed; all are on the page Runs. */
export const RUNS = 20;

/** The last runs it took part in. */
export function useAgentRuns(id: string) {
  return useAskRange(['runs', id], (range, signal) =>
    answer(api.GET('/api/performance/runs', { params: { query: { ...range, agent_id: id, limit: RUNS } }, signal })),
  );
}

/** All agents of its type, itself included. */
export function usePeers(type: string | undefined) {
  return useAsk(
    ['agents', 'peers', type],
    async (signal) =>
      readAgents(
        await answer(
          api.GET('/api/performance/agents', {
            params: { query: { columnar: true, limit: 10_000, type: type! } },
            signal,
          }),
        ),
      ),
    { enabled: type !== undefined },
  );
}
