import type { Schema } from '@/api/client';
import type { AgentPerformance } from './score';

const WINDOW: Schema<'AgentWindow'> = {
  count: 100,
  p50: 4,
  p95: 10,
  p99: 12,
  success_rate: 0.5,
  throughput_per_minute: 2,
  tokens: { input: 0, output: 0, cached_input: 0, reasoning: 0 },
  cost_usd: 0,
  queue_wait_p95: null,
};

/** An agent for tests: half of its tasks fail, and they take 5 s each. */
export function agent({
  hour = {},
  day = {},
}: {
  hour?: Partial<Schema<'AgentWindow'>>;
  day?: Partial<Schema<'AgentWindow'>>;
}): AgentPerformance {
  return {
    agent_id: 'a-1',
    agent_type: 'a',
    task_count: 100,
    total_execution_time: 500,
    average_execution_time: 5,
    success_rate: 0.5,
    error_count: 50,
    memory_usage: 0,
    cpu_usage: 0,
    last_activity: '2026-11-22T12:00:00Z',
    performance_score: 0.65,
    bottlenecks: [],
    windows: { '1h': { ...WINDOW, ...hour }, '24h': { ...WINDOW, ...day } },
    score_parts: { score: 0.65, success: 0.5, speed: 0.5, resource: 1 },
    peers: { percentile: 0.5 },
  };
}
