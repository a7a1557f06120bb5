// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { Run } from '../runs/rows';
import { COHORT_RUNS, sample } from './queries';

const run = (id: number, spans: number) => ({ trace_id: String(id), span_count: spans }) as Run;

describe('the runs of a cohort', () => {
  it('are the newest, without the one that is compared', () => {
    const runs = Array.from({ length: 60 }, (_, i) => run(i, 30));
    const members = sample(runs, '1');
    expect(members).toHaveLength(COHORT_RUNS);
    expect(members.map((one) => one.trace_id).slice(0, 2)).toEqual(['0', '2']);
  });

  it('are bounded in spans, one by one and in all', () => {
    const runs = [run(0, 5_001), ...Array.from({ length: 59 }, (_, i) => run(i + 1, 4_000))];
    const members = sample(runs, undefined);
    expect(members.reduce((sum, one) => sum + one.span_count, 0)).toBeLessThanOrEqual(60_000);
    expect(members).toHaveLength(15);
    expect(members[0]!.trace_id).toBe('1');
  });
});
