import { describe, expect, it } from 'vitest';
import { ticks } from './ticks';

describe('ticks of an axis', () => {
  it('are round', () => {
    expect(ticks(0, 100, 5)).toEqual([0, 20, 40, 60, 80, 100]);
    expect(ticks(0, 47_300, 4)).toEqual([0, 20_000, 40_000]);
    expect(ticks(0.5, 2, 6)).toEqual([0.5, 1, 1.5, 2]);
    expect(ticks(1, 28, 6)).toEqual([5, 10, 15, 20, 25]);
  });

  it('copes with an axis of one value', () => {
    expect(ticks(5, 5, 4)).toEqual([5]);
    expect(ticks(Number.NaN, 5, 4)).toEqual([Number.NaN]);
  });
});
