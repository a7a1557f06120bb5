import type { Schema } from '@/api/client';
import { duration, money, share } from './number';

type Effect = NonNullable<Schema<'Prediction'>>['effects'][number];

const NAMES: Record<Effect['measure'], string> = {
  p50_ms: 'median run',
  p95_ms: 'p95',
  cost_usd_per_day: 'cost a day',
  success_rate: 'success',
};

/** A value of a measure in its unit. */
export function measured(measure: Effect['measure'], value: number | null | undefined): string {
  switch (measure) {
    case 'p50_ms':
    case 'p95_ms':
      return duration(value);
    case 'cost_usd_per_day':
      return money(value);
    case 'success_rate':
      return share(value);
  }
}

/** A predicted effect with its range: "p95 24.2 s → 23.6 s (21.9 s to 24.8 s)". */
export function effectText(effect: Effect): string {
  const { measure } = effect;
  return `${NAMES[measure]} ${measured(measure, effect.baseline)} → ${measured(measure, effect.predicted)} (${measured(measure, effect.low)} to ${measured(measure, effect.high)})`;
}

/** What something is about, shortest name first: an agent, a workflow, a tool, a metric. */
export function scopeText(scope: Schema<'Scope'>): string {
  const { agent_id, workflow, operation, agent_type, metric } = scope;
  if (agent_id) return agent_id;
  const named = [workflow, operation].filter((name, i, all) => name && all.indexOf(name) === i);
  return named.join(' · ') || agent_type || metric || 'the whole system';
}

/** `slow_query` as people write it. */
export function plainWords(name: string): string {
  return name.replaceAll('_', ' ');
}
