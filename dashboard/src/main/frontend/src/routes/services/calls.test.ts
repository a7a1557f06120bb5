import { describe, expect, it } from 'vitest';
import { percentile, together } from './calls';

const series = (tags: Record<string, string>, n: number[], mean: (number | null)[]) =>
  ({ tags, type: 'timer', unit: 's', n, mean, min: mean, max: mean }) as never;

describe('values over time of one operation', () => {
  const all = [
    series({ route: '/a', outcome: 'ok' }, [3, 0, 1], [1, null, 4]),
    series({ route: '/a', outcome: 'error' }, [1, 0, 0], [5, null, null]),
    series({ route: '/b', outcome: 'ok' }, [9, 9, 9], [9, 9, 9]),
  ];

  it('are those of its series, weighed by their calls', () =>
    expect(together(all, { route: '/a' })).toEqual({
      n: [4, 0, 1],
      mean: [2, null, 4],
      min: [1, null, 4],
      max: [5, null, 4],
    }));

  it('are unknown where no series has its tags', () => expect(together(all, { route: '/c' })).toBeUndefined());
});

describe('percentiles', () => {
  it('are told of 20 values and more', () => {
    expect(percentile(12, 19)).toBeNull();
    expect(percentile(12, 20)).toBe(12);
  });
});
