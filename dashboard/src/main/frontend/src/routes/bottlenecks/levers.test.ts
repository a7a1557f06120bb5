import { describe, expect, it } from 'vitest';
import { changeOf, curveOf, leverOf, leverText, observedLoad, onCurve } from './levers';

describe('levers', () => {
  it('asks for time saved as times as fast, and for all of it as beyond all bounds', () => {
    expect(changeOf('speedup', 'coder', 50)).toEqual({ kind: 'speedup', target: 'coder', value: 2 });
    expect(changeOf('speedup', 'coder', 0).value).toBe(1);
    expect(changeOf('speedup', 'coder', 100).value).toBe(1e9);
  });

  it('asks for the load of the whole workflow, not of a subject', () =>
    expect(changeOf('load', 'coder', 1.5)).toEqual({ kind: 'load', value: 1.5 }));

  it('asks for hits as a share, and switches without a value', () => {
    expect(changeOf('cache', 'gpt', 40).value).toBe(0.4);
    expect(changeOf('remove', 'gpt', 0)).toEqual({ kind: 'remove', target: 'gpt' });
  });

  it('turns a curve of speeds into one of time saved, rising', () => {
    const point = { p50_ms: 10, p95_ms: 20, p95_low_ms: 18, p95_high_ms: 22 };
    const curve = curveOf('speedup', [
      { value: null, ...point },
      { value: 2, ...point },
      { value: 1, ...point },
    ]);
    expect(curve.map(({ x }) => x)).toEqual([0, 50, 100]);
  });

  it('reads a curve between its points and not beyond them', () => {
    const curve = [
      { x: 0, p50: 10, p95: 20, low: 18, high: 22 },
      { x: 50, p50: 6, p95: 10, low: 8, high: 12 },
    ];
    expect(onCurve(curve, 25)).toEqual({ x: 25, p50: 8, p95: 15, low: 13, high: 17 });
    expect(onCurve(curve, 50)?.p95).toBe(10);
    expect(onCurve(curve, 51)).toBeUndefined();
    expect(onCurve(curve, -1)).toBeUndefined();
    expect(onCurve([], 0)).toBeUndefined();
  });

  it('offers twice the slots there are', () => {
    expect(leverOf('slots', 14)).toMatchObject({ now: 14, max: 28, start: 15 });
    expect(leverOf('slots', undefined)).toMatchObject({ now: undefined, max: 20 });
  });

  it('writes values in their units', () => {
    expect(leverText(leverOf('speedup', undefined), 60)).toBe('60 %');
    expect(leverText(leverOf('load', undefined), 1.5)).toBe('1.50×');
    expect(leverText(leverOf('slots', 4), 4)).toBe('4');
  });

  it('takes the load that was seen from the parts that ended', () => {
    const parts = [0, 0, 10, 20, 10, 20, 1].map((runs) => ({ runs }));
    const seen = observedLoad(parts)!;
    expect(seen.low).toBeCloseTo(10 / 15);
    expect(seen.high).toBeCloseTo(20 / 15);
    expect(observedLoad([{ runs: 3 }, { runs: 2 }])).toBeUndefined();
    expect(observedLoad([])).toBeUndefined();
  });
});
