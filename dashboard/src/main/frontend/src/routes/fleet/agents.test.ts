import { describe, expect, it } from 'vitest';
import type { Schema } from '@/api/client';
import { chosen, patchAgents, readAgents } from './agents';
import { manyAgents } from './testFleet';

const AS_OF = '2026-11-22T12:00:00Z';

const ANSWER: Schema<'AgentsAnswer'> = {
  success: true,
  columns: {
    agent_id: ['coder-10', 'coder-2', 'planner-1'],
    agent_type: { dictionary: ['coder', 'planner'], indexes: [0, 0, 1] },
    performance_score: [0.5, 0.9, 1],
    task_count: [10, 20, 0],
    error_count: [5, 0, 0],
    success_rate: [0.5, 1, 1],
    average_execution_time: [2, 1, 0],
    p95_execution_time: [4, null, null],
    memory_usage: [100, 0, 0],
    cpu_usage: [0, 50, 0],
    last_activity_age_seconds: [60, 0, null],
    throughput_per_minute: [1, 2, 0],
    cost_usd: [0.1, 0, 0],
  },
  total: 3,
  as_of: AS_OF,
  next_cursor: null,
};

describe('agents in columns', () => {
  it('stand in the natural order of their ids, with what is theirs', () => {
    const agents = readAgents(ANSWER);
    expect(agents.ids).toEqual(['coder-2', 'coder-10', 'planner-1']);
    expect(agents.types).toEqual(['coder', 'coder', 'planner']);
    expect([...agents.numbers.score]).toEqual([0.9, 0.5, Number.NaN]);
    expect([...agents.numbers.errors]).toEqual([0, 0.5, Number.NaN]);
    expect(agents.numbers.lastActivity[1]).toBe(Date.parse(AS_OF) - 60_000);
  });

  it('know nothing where nothing was told, rather than 0', () => {
    const { numbers } = readAgents(ANSWER);
    expect(numbers.p95[0]).toBeNaN();
    expect(numbers.memory[0]).toBeNaN();
    expect(numbers.score[2]).toBeNaN();
    expect(numbers.mean[2]).toBeNaN();
    expect(numbers.lastActivity[2]).toBeNaN();
  });

  it('take in changes in place, and tell of agents that have none', () => {
    const agents = readAgents(ANSWER);
    const row: Schema<'AgentRow'> = {
      agent_id: 'planner-1',
      agent_type: 'planner',
      performance_score: 0.25,
      task_count: 4,
      error_count: 3,
      success_rate: 0.25,
      average_execution_time: 8,
      p95_execution_time: 9,
      memory_usage: 0,
      cpu_usage: 12,
      last_activity: AS_OF,
      throughput_per_minute: 0.1,
      cost_usd: 0.5,
    };
    expect(patchAgents(agents, [row])).toBe(true);
    expect(agents.numbers.score[2]).toBe(0.25);
    expect(agents.numbers.errors[2]).toBe(0.75);
    expect(agents.numbers.score[1]).toBe(0.5);
    expect(patchAgents(agents, [{ ...row, agent_id: 'new' }])).toBe(false);
  });

  it('are chosen by type and text, whatever the case', () => {
    const agents = readAgents(ANSWER);
    expect(chosen(agents, 'CODER', undefined)).toEqual([0, 1]);
    expect(chosen(agents, undefined, '1')).toEqual([1, 2]);
    expect(chosen(agents, 'coder', '10')).toEqual([1]);
    expect(chosen(agents, undefined, undefined)).toHaveLength(3);
  });

  it('of ten thousand are read and chosen without a pause', () => {
    const began = performance.now();
    const agents = manyAgents(10_000);
    expect(agents.ids).toHaveLength(10_000);
    expect(chosen(agents, undefined, 'agent-00077')).toHaveLength(1);
    console.log(`10,000 agents made and chosen in ${(performance.now() - began).toFixed(0)} ms`);
  });
});
