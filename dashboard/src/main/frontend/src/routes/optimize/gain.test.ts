import { describe, expect, it } from 'vitest';
import {
  changeText,
  type Effect,
  effectChange,
  effectInterval,
  evidenceRows,
  mainEffect,
  settingText,
  summary,
} from './gain';

const p95: Effect = { measure: 'p95_ms', baseline: 8_400, predicted: 6_500, low: 5_900, high: 7_100, gain: 0.226 };
const cost: Effect = { measure: 'cost_usd_per_day', baseline: 40, predicted: 32, low: 30, high: 36, gain: 0.2 };
const success: Effect = { measure: 'success_rate', baseline: 0.9, predicted: 0.95, low: 0.92, high: 0.97, gain: 0.05 };

function predicting(...effects: Effect[]) {
  return { prediction: { effects, interval: 0.8, model: 'retime', validity: '', calibration: 1 } };
}

describe('expected gain', () => {
  it('is that of the slow runs, if there is one', () => {
    expect(mainEffect(predicting(cost, p95))).toBe(p95);
    expect(mainEffect(predicting(cost))).toBe(cost);
    expect(mainEffect({ prediction: null })).toBeUndefined();
  });

  it('is a share, of success a difference in points', () => {
    expect(changeText('p95_ms', effectChange(p95))).toBe('−23 %');
    expect(changeText('success_rate', effectChange(success))).toBe('+5.00 pt');
    expect(changeText('p95_ms', null)).toBe('–');
    expect(changeText('p95_ms', 0.0001)).toBe('about 0 %');
    expect(effectInterval(p95).map((end) => changeText('p95_ms', end))).toEqual(['−30 %', '−15 %']);
  });
});

describe('settings and evidence', () => {
  it('write values in their units, and words as they are', () => {
    expect(settingText(467.79, 'ms')).toBe('468 ms');
    expect(settingText('haiku', '')).toBe('haiku');
    expect(settingText(null, 'ms')).toBe('not known');
  });

  it('know units by the ends of names and leave out what all have', () =>
    expect(
      evidenceRows({ rule: 'x', n: 5, gap_ms_per_run: 3_405, gap_share: 0.22, waste_usd_per_day: 7.95, retries: 18 }),
    ).toEqual([
      { name: 'gap per run', text: '3.41 s' },
      { name: 'gap share', text: '22 %' },
      { name: 'waste per day', text: '$7.95' },
      { name: 'retries', text: '18' },
    ]));
});

describe('the ledger', () => {
  const entry = (verdict: string, change: number | null, predicted: number | null) =>
    ({ outcome: { verdict, change }, predicted_change: predicted }) as never;

  it('counts verdicts and takes the middle error of what has ended', () => {
    const told = summary([
      entry('better', -0.2, -0.25),
      entry('worse', 0.1, -0.2),
      entry('no_difference', 0, -0.1),
      entry('measuring', null, -0.3),
    ]);
    expect(told).toMatchObject({ applied: 4, better: 1, worse: 1, noDifference: 1, measuring: 1 });
    expect(told.medianError).toBeCloseTo(0.1);
  });

  it('has no error before anything ended', () => expect(summary([]).medianError).toBeUndefined());
});
