import type { Schema } from '@/api/client';
import type { Ranged } from '@/api/queries';
import type { ChartData, Stretch } from '@/charts/model';
import type { AgentPerformance } from './score';

/** The charts of an agent's history. A bucket in which nothing ended has no percentile: a gap, not 0. */
export function chartsOf(
  { answer, from, to }: Ranged<Schema<'AgentHistoryAnswer'>>,
  stretches: readonly Stretch[],
): ChartData[] {
  const t = answer.t.map((time) => Date.parse(time));
  const base = {
    t,
    from,
    to,
    resolutionSeconds: answer.resolution_seconds,
    openBucket: answer.open_bucket,
    stretches,
  };
  const failed = answer.count.map((count, i) => (count > 0 ? answer.errors[i]! / count : null));
  return [
    {
      ...base,
      name: 'Time of a task',
      unit: 'ms',
      lines: [
        { label: 'median', mean: answer.p50_ms, colour: 1 },
        { label: 'p95', mean: answer.p95_ms, colour: 2 },
      ],
    },
    {
      ...base,
      name: 'Throughput',
      unit: '/min',
      lines: [{ label: 'tasks', mean: answer.throughput_per_minute, colour: 5 }],
    },
    { ...base, name: 'Errors', unit: 'ratio', lines: [{ label: 'failed', mean: failed, colour: 6 }] },
    { ...base, name: 'Queue wait', unit: 'ms', lines: [{ label: 'p95', mean: answer.queue_wait_p95_ms, colour: 7 }] },
    { ...base, name: 'Cost', unit: 'usd', lines: [{ label: 'cost', mean: answer.cost_usd, colour: 8 }] },
    {
      ...base,
      name: 'Tokens',
      unit: '',
      lines: [
        { label: 'in', mean: answer.tokens_input, colour: 1 },
        { label: 'out', mean: answer.tokens_output, colour: 2 },
      ],
    },
  ];
}

/** A percentile of fewer tasks tells little. */
const TASKS_A_BUCKET = 20;

/** Numbers of buckets to choose from: few, so that a chart does not change its buckets from tick to tick. */
const POINTS = [240, 120, 60, 24, 12] as const;

/** Into how many buckets to cut a stretch of time, so that most hold enough tasks for a percentile. */
export function pointsFor(agent: AgentPerformance, lengthMs: number): number {
  const perMinute = Math.max(agent.windows['1h'].throughput_per_minute, agent.windows['24h'].throughput_per_minute);
  const buckets = (perMinute * lengthMs) / 60_000 / TASKS_A_BUCKET;
  return POINTS.find((points) => points <= buckets) ?? 12;
}

/** When alerts fired within a range. */
export function stretchesOf(alerts: readonly Schema<'Alert'>[], from: number, to: number): Stretch[] {
  return alerts
    .map((alert) => ({
      from: Date.parse(alert.timestamp),
      to: alert.resolution_time ? Date.parse(alert.resolution_time) : to,
      kind: 'alert' as const,
      label: alert.message,
    }))
    .filter((stretch) => stretch.to > from && stretch.from < to);
}
