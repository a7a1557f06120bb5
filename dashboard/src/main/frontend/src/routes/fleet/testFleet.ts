import type { Schema } from '@/api/client';
import { type Agents, readAgents } from './agents';

/** A fleet for tests: ten types, every seventeenth agent scores 0.5, all others 0.92. */
export function manyAgents(size: number): Agents {
  const all = <T>(value: (i: number) => T) => Array.from({ length: size }, (_, i) => value(i));
  const columns: Schema<'AgentColumns'> = {
    agent_id: all((i) => `agent-${String(i).padStart(5, '0')}`),
    agent_type: { dictionary: all((i) => `type-${i}`).slice(0, 10), indexes: all((i) => i % 10) },
    performance_score: all((i) => (i % 17 === 0 ? 0.5 : 0.92)),
    task_count: all(() => 100),
    error_count: all(() => 1),
    success_rate: all(() => 0.99),
    average_execution_time: all(() => 1),
    p95_execution_time: all((i) => (i % 100) / 2),
    memory_usage: all(() => 0),
    cpu_usage: all(() => 0),
    last_activity_age_seconds: all(() => 1),
    throughput_per_minute: all(() => 1),
    cost_usd: all((i) => i / 1e6),
  };
  return readAgents({ success: true, columns, total: size, as_of: '2026-11-22T12:00:00Z', next_cursor: null });
}
