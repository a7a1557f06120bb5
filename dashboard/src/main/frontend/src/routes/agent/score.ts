import type { Schema } from '@/api/client';
import { bytes, duration, percent, share } from '@/format/number';

export type AgentPerformance = Schema<'AgentAnswer'>['agent_performance'];

export interface Part {
  name: string;
  /** How much of the score it is, 0 to 1. */
  weight: number;
  /** How well it does, 0 to 1. */
  value: number;
  /** Points of 100 that are lost by it. */
  lost: number;
  /** What it comes from, in words. */
  why: string;
}

/** The parts of a score, by what each costs, the dearest first. The server's weights and baselines decide. */
export function scoreParts(agent: AgentPerformance, settings: Schema<'ScoreSettings'>): Part[] {
  const { success, speed, resource } = agent.score_parts;
  const part = (name: string, weight: number, value: number, why: string): Part => ({
    name,
    weight,
    value,
    lost: 100 * weight * (1 - value),
    why,
  });
  const memory = agent.memory_usage > 0 ? bytes(agent.memory_usage * 1024 * 1024) : 'memory not reported';
  const cpu = agent.cpu_usage > 0 ? `${percent(agent.cpu_usage)} CPU` : 'CPU not reported';
  return [
    part('Success', settings.success_weight, success, `${share(1 - success)} of its tasks failed`),
    part(
      'Speed',
      settings.speed_weight,
      speed,
      `${duration(agent.average_execution_time * 1_000)} a task; nothing is left at ${duration(settings.baseline_seconds * 1_000)}`,
    ),
    part(
      'Resources',
      settings.resource_weight,
      resource,
      `${memory}, ${cpu}; nothing is left at ${bytes(settings.baseline_memory_mb * 1024 * 1024)} and ${percent(settings.baseline_cpu_percent)}`,
    ),
  ].sort((a, b) => b.lost - a.lost);
}

/** The settings that count for a type. */
export function settingsOf(answer: Schema<'ScoreSettingsAnswer'>, type: string): Schema<'ScoreSettings'> {
  return answer.score_settings.agent_types[type] ?? answer.score_settings.default;
}

/** Fewer tasks have no percentile worth comparing. */
const FEWEST = 20;

/** Changes under this are chance as often as not. */
const NOTABLE = 0.1;

export interface Change {
  kind: 'slower' | 'faster' | 'same' | 'unknown';
  /** Relative, of the p95; NaN if unknown. */
  by: number;
}

/** Its last hour against its last day, by the 95th percentile. */
export function againstItsPast(agent: AgentPerformance): Change {
  const hour = agent.windows['1h'];
  const day = agent.windows['24h'];
  // A day that is hardly longer than the hour is no past.
  if (!hour.p95 || !day.p95 || hour.count < FEWEST || day.count < hour.count + FEWEST) {
    return { kind: 'unknown', by: Number.NaN };
  }
  const by = hour.p95 / day.p95 - 1;
  return { kind: by > NOTABLE ? 'slower' : by < -NOTABLE ? 'faster' : 'same', by };
}
