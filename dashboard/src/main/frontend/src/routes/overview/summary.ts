import { answer, api } from '@/api/client';
import { useAskRange } from '@/api/queries';

/** Most agents asked for: the worst of them; all are on the page Fleet. */
const AGENTS = 500;

/** System and agents over the range. */
export function useSummary() {
  return useAskRange(['summary'], (query, signal) =>
    answer(api.GET('/api/performance/summary', { params: { query: { ...query, agent_limit: AGENTS } }, signal })),
  );
}
