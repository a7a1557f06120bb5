import { describe, expect, it } from 'vitest';
import { between, bounds, type Range, rangeQuery, rangeSearch, shift, zoom } from './range';

const NOW = Date.UTC(2026, 10, 22, 12);
const HOUR = 3_600_000;
const hour: Range = { kind: 'last', last: '1h' };

describe('ranges', () => {
  it('ends at the one clock', () => expect(bounds(hour, NOW)).toEqual({ from: NOW - HOUR, to: NOW }));

  it('asks by hours where it can', () => {
    expect(rangeQuery({ kind: 'last', last: '7d' })).toEqual({ hours: 168 });
    expect(rangeQuery(between(NOW - HOUR, NOW, NOW))).toEqual({ from: NOW - HOUR, to: NOW });
  });

  it('keeps the default out of the URL', () => {
    expect(rangeSearch(hour).range).toBeUndefined();
    expect(rangeSearch({ kind: 'last', last: '6h' }).range).toBe('6h');
  });

  it('moves by half its length, never into the future', () => {
    const earlier = shift(hour, -1, NOW);
    expect(bounds(earlier, NOW)).toEqual({ from: NOW - 1.5 * HOUR, to: NOW - 0.5 * HOUR });
    expect(bounds(shift(earlier, 1, NOW), NOW)).toEqual({ from: NOW - HOUR, to: NOW });
    expect(bounds(shift(shift(earlier, 1, NOW), 1, NOW), NOW)).toEqual({ from: NOW - HOUR, to: NOW });
    expect(shift(hour, 1, NOW)).toBe(hour);
  });

  it('zooms through the usual lengths, then by halves', () => {
    expect(zoom(hour, 'out', NOW)).toEqual({ kind: 'last', last: '6h' });
    expect(zoom({ kind: 'last', last: '7d' }, 'out', NOW)).toEqual({ kind: 'last', last: '7d' });
    const half = zoom(hour, 'in', NOW);
    expect(bounds(half, NOW).to - bounds(half, NOW).from).toBe(HOUR / 2);
  });

  it('makes sense of absurd ends', () => {
    const swapped = between(NOW, NOW - HOUR, NOW);
    expect(bounds(swapped, NOW)).toEqual({ from: NOW - HOUR, to: NOW });
    const tiny = bounds(between(NOW, NOW, NOW), NOW);
    expect(tiny.to - tiny.from).toBe(60_000);
    expect(bounds(between(NOW + HOUR, NOW + 2 * HOUR, NOW), NOW).to).toBe(NOW);
  });
});
