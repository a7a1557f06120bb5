import type { Schema } from '@/api/client';
import { fixed, percent, threeDigits } from '@/format/number';

/** What can be tried: one lever at a time. Pure. */
export const LEVERS = ['speedup', 'slots', 'cache', 'parallelize', 'remove', 'load'] as const;
export type LeverId = (typeof LEVERS)[number];

/** A point of a response curve, by the value the slider has. Milliseconds. */
export interface CurvePoint {
  x: number;
  p50: number;
  p95: number;
  low: number;
  high: number;
}

/** How a lever is offered. Values are those of the slider and the URL: percent, slots, times today's load. */
export interface Lever {
  name: string;
  /** What moving it means, with the subject's name. */
  means: (subject: string) => string;
  /** What the value is called; undefined for what is only switched on. */
  value: string | undefined;
  unit: '%' | '×' | '';
  min: number;
  max: number;
  step: number;
  /** Where it stands if nothing is changed; undefined if that is not known. */
  now: number | undefined;
  /** Where to begin. */
  start: number;
}

/**
 * The lever as it is offered.
 *
 * @param slotsNow workers the pool has today, if known
 */
export function leverOf(id: LeverId, slotsNow: number | undefined): Lever {
  switch (id) {
    case 'speedup':
      return {
        name: 'Faster',
        means: (subject) => `${subject} takes less time of its own`,
        value: 'Time saved',
        unit: '%',
        min: 0,
        max: 100,
        step: 1,
        now: 0,
        start: 50,
      };
    case 'slots':
      return {
        name: 'Slots',
        means: (subject) => `another number of ${subject} agents work side by side`,
        value: 'Slots',
        unit: '',
        min: 1,
        max: Math.max(20, 2 * (slotsNow ?? 0)),
        step: 1,
        now: slotsNow,
        start: (slotsNow ?? 1) + 1,
      };
    case 'cache':
      return {
        name: 'Cache',
        means: (subject) => `a share of the calls of ${subject} is answered from a cache, at once`,
        value: 'Hits',
        unit: '%',
        min: 0,
        max: 100,
        step: 1,
        now: 0,
        start: 50,
      };
    case 'parallelize':
      return {
        name: 'In parallel',
        means: (subject) => `what ${subject} does one after the other runs side by side`,
        value: undefined,
        unit: '',
        min: 0,
        max: 0,
        step: 1,
        now: undefined,
        start: 0,
      };
    case 'remove':
      return {
        name: 'Leave out',
        means: (subject) => `${subject} is left out of every run`,
        value: undefined,
        unit: '',
        min: 0,
        max: 0,
        step: 1,
        now: undefined,
        start: 0,
      };
    case 'load':
      return {
        name: 'Load',
        means: () => 'more runs arrive, or fewer',
        value: 'Load',
        unit: '×',
        min: 0.5,
        max: 2,
        step: 0.05,
        now: 1,
        start: 1.5,
      };
  }
}

/** Infinitely fast is not a number in JSON; this is beyond all that can be seen. */
const AT_ONCE = 1e9;

/** The change as the API is asked about it. */
export function changeOf(id: LeverId, target: string, value: number): Schema<'WhatIfQuestion'>['changes'][number] {
  switch (id) {
    case 'speedup':
      return { kind: id, target, value: value >= 100 ? AT_ONCE : 1 / (1 - value / 100) };
    case 'cache':
      return { kind: id, target, value: value / 100 };
    case 'slots':
      return { kind: id, target, value: Math.round(value) };
    case 'load':
      return { kind: id, value };
    case 'parallelize':
    case 'remove':
      return { kind: id, target };
  }
}

/** A value of the API's curve as the slider has it. */
function asShown(id: LeverId, value: number | null): number {
  switch (id) {
    case 'speedup':
      return value === null ? 100 : 100 * (1 - 1 / value);
    case 'cache':
      return (value ?? 1) * 100;
    default:
      return value ?? 0;
  }
}

/** The curve of an answer, rising. */
export function curveOf(id: LeverId, curve: NonNullable<Schema<'WhatIfAnswer'>['curve']>): CurvePoint[] {
  return curve
    .map((point) => ({
      x: asShown(id, point.value),
      p50: point.p50_ms,
      p95: point.p95_ms,
      low: point.p95_low_ms,
      high: point.p95_high_ms,
    }))
    .sort((a, b) => a.x - b.x);
}

/** The curve between its points; undefined beyond its ends. */
export function onCurve(curve: readonly CurvePoint[], x: number): CurvePoint | undefined {
  const after = curve.findIndex((point) => point.x >= x);
  const right = curve[after];
  if (right === undefined) return undefined;
  if (right.x === x) return right;
  const left = curve[after - 1];
  if (left === undefined) return undefined;
  const part = (x - left.x) / (right.x - left.x);
  const mix = (a: number, b: number) => a + part * (b - a);
  return {
    x,
    p50: mix(left.p50, right.p50),
    p95: mix(left.p95, right.p95),
    low: mix(left.low, right.low),
    high: mix(left.high, right.high),
  };
}

/** A value of a lever with its unit: 60 %, 1.25×, 4. */
export function leverText(lever: Lever, value: number): string {
  switch (lever.unit) {
    case '%':
      return percent(value);
    case '×':
      return `${fixed(value, 2)}×`;
    case '':
      return Number.isInteger(value) ? fixed(value, 0) : threeDigits(value);
  }
}

/** Times today's load that was seen: the quietest and the busiest part of the range against its mean. */
export function observedLoad(trend: readonly { runs: number }[]): { low: number; high: number } | undefined {
  // The last part has not ended; before the first run nothing was measured.
  const first = trend.findIndex((part) => part.runs > 0);
  const parts = first < 0 ? [] : trend.slice(first, -1).map((part) => part.runs);
  const sum = parts.reduce((a, b) => a + b, 0);
  if (parts.length < 4 || sum === 0) return undefined;
  const mean = sum / parts.length;
  return { low: Math.min(...parts) / mean, high: Math.max(...parts) / mean };
}
