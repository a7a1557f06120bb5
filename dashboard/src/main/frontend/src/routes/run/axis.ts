import type { Stretch } from './trace';

/** A stretch that is drawn much shorter than it was. */
export interface Gap extends Stretch {
  /** Where it begins on the axis, and how long it is there. */
  at: number;
  length: number;
}

/** A gap is worth cutting from this share of the run on. */
const WORTH = 0.04;

/** What is left of a gap: this share of what is not cut. */
const LEFT = 0.03;

/** More gaps than this and the axis would be cuts only; the longest are cut. */
const MOST = 20;

/**
 * The time axis of a run. Its own unit is a millisecond where nothing is cut; gaps that are cut are shorter on it. Both
 * directions are monotonic and continuous, so zooming and pointing work the same with and without cuts.
 */
export class Axis {
  /** Length of the run in milliseconds. */
  readonly end: number;
  readonly gaps: readonly Gap[];
  /** Length on the axis. */
  readonly length: number;

  private constructor(end: number, gaps: readonly Gap[]) {
    this.end = end;
    this.gaps = gaps;
    this.length = end - gaps.reduce((cut, gap) => cut + (gap.to - gap.from - gap.length), 0);
  }

  /** Without cuts. */
  static plain(end: number): Axis {
    return new Axis(Math.max(end, Number.MIN_VALUE), []);
  }

  /** With the gaps cut that are worth it. */
  static cut(end: number, idle: readonly Stretch[]): Axis {
    const worth = cuttable(end, idle);
    if (worth.length === 0) return Axis.plain(end);
    const kept = end - worth.reduce((sum, gap) => sum + gap.to - gap.from, 0);
    let removed = 0;
    const gaps = worth.map((gap) => {
      const long = gap.to - gap.from;
      const length = Math.min(long, kept > 0 ? kept * LEFT : long / worth.length);
      const at = gap.from - removed;
      removed += long - length;
      return { ...gap, at, length };
    });
    return new Axis(end, gaps);
  }

  /** Where an instant of the run is on the axis; what lies outside is put at an end. */
  place(ms: number): number {
    let removed = 0;
    for (const gap of this.gaps) {
      if (ms <= gap.from) break;
      const long = gap.to - gap.from;
      if (ms < gap.to) return gap.at + ((ms - gap.from) / long) * gap.length;
      removed += long - gap.length;
    }
    return Math.min(Math.max(ms, 0), this.end) - removed;
  }

  /** Which instant of the run is at a place of the axis. */
  instant(place: number): number {
    let removed = 0;
    for (const gap of this.gaps) {
      if (place <= gap.at) break;
      const long = gap.to - gap.from;
      if (place < gap.at + gap.length) return gap.from + ((place - gap.at) / gap.length) * long;
      removed += long - gap.length;
    }
    return Math.min(Math.max(place + removed, 0), this.end);
  }
}

/** The gaps that `Axis.cut` cuts, in order. */
export function cuttable(end: number, idle: readonly Stretch[]): Stretch[] {
  return idle
    .filter((gap) => gap.to - gap.from >= end * WORTH)
    .sort((a, b) => b.to - b.from - (a.to - a.from))
    .slice(0, MOST)
    .sort((a, b) => a.from - b.from);
}

/** The part of an axis that is looked at, in its own unit. */
export interface Sight {
  from: number;
  to: number;
}

/** What is looked at least, as a share of the axis: beyond that numbers have no digits left. */
const NEAREST = 1e-7;

/** A sight made valid: within the axis, not shorter than can be drawn. */
export function within(axis: Axis, from: number, to: number): Sight {
  const least = axis.length * NEAREST;
  const length = Math.min(Math.max(to - from, least), axis.length);
  const start = Math.min(Math.max(from, 0), axis.length - length);
  return { from: start, to: start + length };
}

/** Nearer (factor under 1) or farther, with the place under the pointer staying where it is. */
export function scale(axis: Axis, sight: Sight, factor: number, around: number): Sight {
  const length = (sight.to - sight.from) * factor;
  const share = (around - sight.from) / (sight.to - sight.from);
  return within(axis, around - length * share, around + length * (1 - share));
}

/** Round instants for about so many labels over what is seen. None in cut gaps, where they would crowd. */
export function ticks(axis: Axis, sight: Sight, about: number): { place: number; ms: number }[] {
  const length = sight.to - sight.from;
  const rough = length / Math.max(1, about);
  if (!(rough > 0) || !Number.isFinite(rough)) return [];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((digit) => digit * power).find((candidate) => candidate >= rough)!;
  const found: { place: number; ms: number }[] = [];
  const from = axis.instant(sight.from);
  const to = axis.instant(sight.to);
  const add = (low: number, high: number) => {
    for (let n = Math.max(0, Math.ceil(low / step - 1e-9)); n * step <= high && found.length < about * 3; n++) {
      const place = axis.place(n * step);
      if (place >= sight.from && place <= sight.to) found.push({ place, ms: n * step });
    }
  };
  let low = from;
  for (const gap of axis.gaps) {
    if (gap.to <= from || gap.from >= to) continue;
    add(low, gap.from);
    low = Math.max(low, gap.to);
  }
  add(low, to);
  return found;
}
