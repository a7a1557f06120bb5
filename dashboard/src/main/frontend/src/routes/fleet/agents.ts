import type { Schema } from '@/api/client';

/** Numbers that are known of every agent; NaN is unknown. */
export interface Numbers {
  score: Float64Array;
  /** Seconds, last hour. */
  p95: Float64Array;
  /** Share of tasks that failed, 0 to 1. */
  errors: Float64Array;
  /** US dollars, last hour. */
  cost: Float64Array;
  tasks: Float64Array;
  /** Seconds. */
  mean: Float64Array;
  /** A minute, last hour. */
  throughput: Float64Array;
  /** Megabytes; NaN where it was never reported. */
  memory: Float64Array;
  /** Percent of a core; NaN where it was never reported. */
  cpu: Float64Array;
  /** Epoch milliseconds. */
  lastActivity: Float64Array;
}

/**
 * All agents, column by column: 10,000 of them are a megabyte, and a live change is a few writes. Places stay the same until
 * agents come or go.
 */
export interface Agents {
  ids: readonly string[];
  types: readonly string[];
  numbers: Numbers;
  placeOf: ReadonlyMap<string, number>;
  /** How many the question chooses; more than there are here if the server has more than it tells at once. */
  total: number;
}

const FIELDS = [
  'score',
  'p95',
  'errors',
  'cost',
  'tasks',
  'mean',
  'throughput',
  'memory',
  'cpu',
  'lastActivity',
] as const satisfies readonly (keyof Numbers)[];

const known = (value: number | null | undefined) => (value === null || value === undefined ? Number.NaN : value);

/** 0 is what the server says of what was never reported. */
const reported = (value: number | null | undefined) => (value ? value : Number.NaN);

const natural = new Intl.Collator('en', { numeric: true });

/** Takes an answer in columns, in the natural order of ids: an agent keeps its place from answer to answer. */
export function readAgents(answer: Schema<'AgentsAnswer'>): Agents {
  const columns = answer.columns;
  if (!columns) throw new Error('expected agents in columns');
  const size = columns.agent_id.length;
  const order = Array.from({ length: size }, (_, i) => i);
  order.sort((a, b) => natural.compare(columns.agent_id[a]!, columns.agent_id[b]!));
  const numbers = Object.fromEntries(FIELDS.map((field) => [field, new Float64Array(size)])) as unknown as Numbers;
  const asOf = Date.parse(answer.as_of);
  const ids: string[] = [];
  const types: string[] = [];
  order.forEach((from, to) => {
    ids.push(columns.agent_id[from]!);
    types.push(columns.agent_type.dictionary[columns.agent_type.indexes[from]!] ?? '');
    const tasks = known(columns.task_count[from]);
    numbers.score[to] = tasks > 0 ? known(columns.performance_score[from]) : Number.NaN;
    numbers.p95[to] = known(columns.p95_execution_time[from]);
    numbers.errors[to] = tasks > 0 ? 1 - known(columns.success_rate[from]) : Number.NaN;
    numbers.cost[to] = known(columns.cost_usd[from]);
    numbers.tasks[to] = tasks;
    numbers.mean[to] = tasks > 0 ? known(columns.average_execution_time[from]) : Number.NaN;
    numbers.throughput[to] = known(columns.throughput_per_minute[from]);
    numbers.memory[to] = reported(columns.memory_usage[from]);
    numbers.cpu[to] = reported(columns.cpu_usage[from]);
    numbers.lastActivity[to] = asOf - known(columns.last_activity_age_seconds[from]) * 1_000;
  });
  return { ids, types, numbers, placeOf: new Map(ids.map((id, i) => [id, i])), total: answer.total };
}

/** Takes in agents that changed, in place. Returns whether all of them were known. */
export function patchAgents(agents: Agents, rows: readonly Schema<'AgentRow'>[]): boolean {
  let complete = true;
  for (const row of rows) {
    const at = agents.placeOf.get(row.agent_id);
    if (at === undefined) {
      complete = false;
      continue;
    }
    const { numbers } = agents;
    const worked = row.task_count > 0;
    numbers.score[at] = worked ? known(row.performance_score) : Number.NaN;
    numbers.p95[at] = known(row.p95_execution_time);
    numbers.errors[at] = worked ? 1 - known(row.success_rate) : Number.NaN;
    numbers.cost[at] = known(row.cost_usd);
    numbers.tasks[at] = known(row.task_count);
    numbers.mean[at] = worked ? known(row.average_execution_time) : Number.NaN;
    numbers.throughput[at] = known(row.throughput_per_minute);
    numbers.memory[at] = reported(row.memory_usage);
    numbers.cpu[at] = reported(row.cpu_usage);
    numbers.lastActivity[at] = row.last_activity ? Date.parse(row.last_activity) : Number.NaN;
  }
  return complete;
}

/** Places of the agents that a filter leaves, in order. */
export function chosen(agents: Agents, type: string | undefined, text: string | undefined): number[] {
  const wantedType = type?.toLowerCase();
  const wanted = text?.toLowerCase();
  const places: number[] = [];
  for (let i = 0; i < agents.ids.length; i++) {
    if (wantedType && !agents.types[i]!.toLowerCase().includes(wantedType)) continue;
    if (wanted && !`${agents.ids[i]} ${agents.types[i]}`.toLowerCase().includes(wanted)) continue;
    places.push(i);
  }
  return places;
}
