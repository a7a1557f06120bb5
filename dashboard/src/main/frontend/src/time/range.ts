/** Stretches of time that are looked at: the last hours, or between two instants. Pure. */

export const LASTS = ['1h', '6h', '24h', '7d'] as const;
export type Last = (typeof LASTS)[number];

export type Range = { kind: 'last'; last: Last } | { kind: 'between'; from: number; to: number };

const HOUR = 3_600_000;
const HOURS: Record<Last, number> = { '1h': 1, '6h': 6, '24h': 24, '7d': 168 };

/** The shortest stretch worth looking at: less is a single value. */
const SHORTEST = 60_000;

/** The longest the server keeps anything. */
const LONGEST = 400 * 24 * HOUR;

export const LAST_NAMES: Record<Last, string> = {
  '1h': 'Last hour',
  '6h': 'Last 6 hours',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
};

/** Its ends in epoch milliseconds. */
export function bounds(range: Range, now: number): { from: number; to: number } {
  return range.kind === 'last' ? { from: now - HOURS[range.last] * HOUR, to: now } : { from: range.from, to: range.to };
}

/** As the API takes it: `hours` is answered from a cache, so it is used where it can be. */
export function rangeQuery(range: Range): { hours: number } | { from: number; to: number } {
  return range.kind === 'last' ? { hours: HOURS[range.last] } : { from: range.from, to: range.to };
}

/** As the URL has it. */
export function rangeSearch(range: Range): { range?: string; from?: string; to?: string } {
  return range.kind === 'last'
    ? { range: range.last === '1h' ? undefined : range.last, from: undefined, to: undefined }
    : { range: undefined, from: String(Math.round(range.from)), to: String(Math.round(range.to)) };
}

/** A stretch between two instants, made long enough, short enough, and not of the future. */
export function between(from: number, to: number, now: number): Range {
  const [first, second] = from <= to ? [from, to] : [to, from];
  const end = Math.min(Math.max(second, 0), now);
  const start = Math.max(Math.min(first, end - SHORTEST), end - LONGEST, 0);
  return { kind: 'between', from: Math.floor(start), to: Math.ceil(end) };
}

/** Half its length earlier (-1) or later (1). */
export function shift(range: Range, direction: -1 | 1, now: number): Range {
  const { from, to } = bounds(range, now);
  if (direction > 0 && range.kind === 'last') return range;
  const by = Math.min(((to - from) / 2) * direction, now - to);
  return between(from + by, to + by, now);
}

/** Half as long (`in`) or the next longer, around the same middle; what ends now still ends now. */
export function zoom(range: Range, direction: 'in' | 'out', now: number): Range {
  if (range.kind === 'last') {
    const longer = LASTS[LASTS.indexOf(range.last) + 1];
    const shorter = LASTS[LASTS.indexOf(range.last) - 1];
    if (direction === 'out') return longer ? { kind: 'last', last: longer } : range;
    return shorter ? { kind: 'last', last: shorter } : between(now - HOUR / 2, now, now);
  }
  const middle = (range.from + range.to) / 2;
  const half = ((range.to - range.from) / 2) * (direction === 'in' ? 0.5 : 2);
  return between(middle - half, middle + half, now);
}
