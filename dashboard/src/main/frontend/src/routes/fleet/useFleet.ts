import { useEffect, useMemo, useState } from 'react';
import { answer, api } from '@/api/client';
import { useAsk } from '@/api/queries';
import { onAgents } from '@/live/store';
import { type Agents, patchAgents, readAgents } from './agents';

/** The most that the server tells at once. */
export const MOST_AGENTS = 10_000;

/** All agents; those that change are taken in as they do, between the full answers. `version` grows whenever a number changed. */
export function useFleet() {
  const query = useAsk(['agents', 'columns'], async (signal) =>
    readAgents(
      await answer(
        api.GET('/api/performance/agents', { params: { query: { columnar: true, limit: MOST_AGENTS } }, signal }),
      ),
    ),
  );
  const agents = query.data;
  const [patches, setPatches] = useState(0);
  useEffect(() => {
    if (!agents) return;
    return onAgents((changed) => {
      // Agents that are new are in the next full answer: they need a place.
      patchAgents(agents, changed);
      setPatches((before) => before + 1);
    });
  }, [agents]);
  const version = useMemo(() => ({ agents, patches }), [agents, patches]);
  return { query, version };
}

/** What agents have to do with; asked for again each minute at most, it hardly changes. */
export function useTraits() {
  return useAsk(['agent-traits'], (signal) => answer(api.GET('/api/performance/agent-traits', { signal })), {
    live: false,
  });
}

export type Version = { agents: Agents | undefined; patches: number };
