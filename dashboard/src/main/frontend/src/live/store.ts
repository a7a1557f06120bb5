import * as v from 'valibot';
import type { Schema } from '@/api/client';
import { cell } from '@/state/cell';
import { isStill, waiting } from './pause';
import { Ring } from './ring';
import { onEvent } from './stream';

const Maybe = v.nullable(v.number());
const Snapshot = v.looseObject({
  timestamp: v.string(),
  cpu_usage: Maybe,
  memory_usage: Maybe,
  disk_usage: Maybe,
  active_agents: v.number(),
  active_workflows: v.number(),
});
const Delta = v.looseObject({
  timestamp: v.string(),
  agents_total: v.number(),
  runs_running: v.number(),
  active_alerts: v.number(),
  open_recommendations: v.number(),
  agents: v.array(v.looseObject({ agent_id: v.string() })),
  agents_complete: v.boolean(),
});

/** The system as of the last event; undefined before the first. */
export interface Live {
  snapshot: v.InferOutput<typeof Snapshot> | undefined;
  totals: Omit<v.InferOutput<typeof Delta>, 'agents'> | undefined;
}

/** Read it with `useCell(live)`: it changes at most once a second, and not while the page stands still. */
export const live = cell<Live>({ snapshot: undefined, totals: undefined });

/** The last ten minutes of the machine at the pace of the server's looks. */
export const rings = { cpu: new Ring(240), memory: new Ring(240), disk: new Ring(240) };

type AgentsListener = (changed: Schema<'AgentRow'>[], complete: boolean) => void;
const agentsListeners = new Set<AgentsListener>();

/**
 * Is told the agents that changed, once a second at most. `complete` is false when there were more. Returns what ends it.
 *
 * @public a building block of pages
 */
export function onAgents(listener: AgentsListener): () => void {
  agentsListeners.add(listener);
  return () => agentsListeners.delete(listener);
}

/** Events of the stream beyond these make a question's answer old: which key of `useAsk` begins with what. */
export type Outdated = 'alerts' | 'recommendations' | 'everything';

/**
 * Takes events into the store.
 *
 * @param outdated told what has to be asked again, at most once a second
 */
export function startStore(outdated: (what: Set<Outdated>) => void): () => void {
  let next: Live = live.get();
  let agents = new Map<string, Schema<'AgentRow'>>();
  let complete = true;
  let old = new Set<Outdated>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const commit = () => {
    timer = undefined;
    if (isStill()) {
      waiting.set(waiting.get() + 1);
      timer = setTimeout(commit, 1_000);
      return;
    }
    waiting.set(0);
    live.set(next);
    if (agents.size > 0) {
      const changed = [...agents.values()];
      for (const listener of [...agentsListeners]) listener(changed, complete);
    }
    agents = new Map();
    complete = true;
    if (old.size > 0) outdated(old);
    old = new Set();
  };

  const stop = onEvent((name, data) => {
    if (name === 'snapshot') {
      const read = v.safeParse(Snapshot, data);
      if (!read.success) return;
      next = { ...next, snapshot: read.output };
      const at = Date.parse(read.output.timestamp);
      rings.cpu.push(at, read.output.cpu_usage);
      rings.memory.push(at, read.output.memory_usage);
      rings.disk.push(at, read.output.disk_usage);
    } else if (name === 'delta') {
      const read = v.safeParse(Delta, data);
      if (!read.success) return;
      const { agents: changed, ...totals } = read.output;
      next = { ...next, totals };
      complete &&= totals.agents_complete;
      for (const agent of changed) agents.set(agent.agent_id, agent as unknown as Schema<'AgentRow'>);
    } else if (name === 'alert') {
      old.add('alerts');
    } else if (name === 'recommendation') {
      old.add('recommendations');
    } else if (name === 'reset') {
      old.add('everything');
    }
    timer ??= setTimeout(commit, 1_000);
  });

  return () => {
    stop();
    clearTimeout(timer);
  };
}
