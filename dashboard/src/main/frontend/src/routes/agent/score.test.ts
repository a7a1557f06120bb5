import { describe, expect, it } from 'vitest';
import { type AgentPerformance, againstItsPast, scoreParts, settingsOf } from './score';
import { agent } from './testAgent';

const SETTINGS = {
  success_weight: 0.4,
  speed_weight: 0.3,
  resource_weight: 0.3,
  baseline_seconds: 10,
  baseline_memory_mb: 1_000,
  baseline_cpu_percent: 100,
};

describe('the score of an agent', () => {
  it('loses in its parts what it lacks in all, the dearest first', () => {
    const parts = scoreParts(agent({}), SETTINGS);
    expect(parts.map((part) => part.name)).toEqual(['Success', 'Speed', 'Resources']);
    expect(parts[0]!.lost).toBeCloseTo(20, 9);
    expect(parts[1]!.lost).toBeCloseTo(15, 9);
    expect(parts.reduce((sum, part) => sum + part.lost, 0)).toBeCloseTo(100 * (1 - agent({}).performance_score), 6);
  });

  it('says what it comes from, and what was never reported', () => {
    const parts = scoreParts(agent({}), SETTINGS);
    expect(parts[0]!.why).toBe('50 % of its tasks failed');
    expect(parts[1]!.why).toContain('5.00 s a task');
    expect(parts[2]!.why).toContain('memory not reported, CPU not reported');
  });

  it('is judged by the settings of its type', () => {
    const own = { ...SETTINGS, baseline_seconds: 60 };
    const answer = { success: true as const, score_settings: { default: SETTINGS, agent_types: { slow: own } } };
    expect(settingsOf(answer, 'slow').baseline_seconds).toBe(60);
    expect(settingsOf(answer, 'other').baseline_seconds).toBe(10);
  });
});

describe('an agent against its past', () => {
  const windows = (hour: [number, number | null], day: [number, number | null]): AgentPerformance =>
    agent({ hour: { count: hour[0], p95: hour[1] }, day: { count: day[0], p95: day[1] } });

  it('is slower or faster by a tenth or more', () => {
    expect(againstItsPast(windows([50, 12], [500, 10]))).toMatchObject({ kind: 'slower', by: expect.closeTo(0.2) });
    expect(againstItsPast(windows([50, 8], [500, 10])).kind).toBe('faster');
    expect(againstItsPast(windows([50, 10.5], [500, 10])).kind).toBe('same');
  });

  it('is not compared with too little, nor with itself', () => {
    expect(againstItsPast(windows([5, 12], [500, 10])).kind).toBe('unknown');
    expect(againstItsPast(windows([50, 12], [55, 12])).kind).toBe('unknown');
    expect(againstItsPast(windows([50, null], [500, null])).kind).toBe('unknown');
  });
});
