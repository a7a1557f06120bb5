import { describe, expect, it } from 'vitest';
import type { Schema } from '@/api/client';
import { manyAgents } from '../fleet/testFleet';
import { standingOf } from './peers';
import { agent } from './testAgent';
import { chartsOf, pointsFor, stretchesOf } from './trends';

const HOUR = 3_600_000;
const FROM = Date.UTC(2026, 10, 22, 12);

const HISTORY: Schema<'AgentHistoryAnswer'> = {
  success: true,
  agent_id: 'a-1',
  resolution_seconds: 300,
  t: ['2026-11-22T12:00:00Z', '2026-11-22T12:05:00Z'],
  open_bucket: 1,
  count: [4, 0],
  errors: [1, 0],
  success_rate: [0.75, null],
  p50_ms: [10, null],
  p95_ms: [20, null],
  queue_wait_p95_ms: [null, null],
  throughput_per_minute: [0.8, 0],
  tokens_input: [7, 0],
  tokens_output: [3, 0],
  cost_usd: [0.1, 0],
};

describe('the trends of an agent', () => {
  it('are charts of one time axis, with gaps where nothing ended', () => {
    const charts = chartsOf({ answer: HISTORY, from: FROM, to: FROM + HOUR }, []);
    expect(charts.map((chart) => chart.name)).toEqual([
      'Time of a task',
      'Throughput',
      'Errors',
      'Queue wait',
      'Cost',
      'Tokens',
    ]);
    for (const chart of charts) {
      expect(chart).toMatchObject({ from: FROM, to: FROM + HOUR, openBucket: 1 });
      expect(chart.t).toEqual([FROM, FROM + 300_000]);
    }
    expect(charts[0]!.lines[1]!.mean).toEqual([20, null]);
    expect(charts[2]!.lines[0]!.mean).toEqual([0.25, null]);
  });

  it('have buckets that hold enough tasks', () => {
    const busy = (perMinute: number) => agent({ hour: { throughput_per_minute: perMinute } });
    expect(pointsFor(busy(2), HOUR)).toBe(12);
    expect(pointsFor(busy(20), HOUR)).toBe(60);
    expect(pointsFor(busy(1_000), HOUR)).toBe(240);
    expect(pointsFor(busy(2), 24 * HOUR)).toBe(120);
  });

  it('have the alerts that fired within', () => {
    const alert = (at: number, end: number | null) =>
      ({
        timestamp: new Date(at).toISOString(),
        resolution_time: end ? new Date(end).toISOString() : null,
        message: 'm',
      }) as Schema<'Alert'>;
    const found = stretchesOf(
      [alert(FROM - 9_000, FROM - 1_000), alert(FROM + 1_000, null), alert(FROM + 2 * HOUR, null)],
      FROM,
      FROM + HOUR,
    );
    expect(found).toMatchObject([{ from: FROM + 1_000, to: FROM + HOUR }]);
  });
});

describe('an agent among its peers', () => {
  const peers = manyAgents(101);

  it('is better where its score is higher or its time shorter', () => {
    expect(standingOf(peers, 'agent-00000', 'p95')).toMatchObject({ own: 0, peers: 100, better: 0.99 });
    expect(standingOf(peers, 'agent-00099', 'p95').better).toBe(0);
    expect(standingOf(peers, 'agent-00000', 'score').better).toBe(0);
  });

  it('has each peer in a bin, and is not its own peer', () => {
    const { bins, low, high } = standingOf(peers, 'agent-00000', 'p95');
    expect(bins.reduce((sum, n) => sum + n, 0)).toBe(100);
    expect([low, high]).toEqual([0, 49.5]);
  });

  it('may be alone or unknown', () => {
    expect(standingOf(manyAgents(1), 'agent-00000', 'p95')).toMatchObject({ peers: 0, better: Number.NaN });
    expect(standingOf(peers, 'nobody', 'p95').better).toBeNaN();
  });
});
