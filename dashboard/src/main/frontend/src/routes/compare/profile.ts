import type { Call } from '../run/calls';
import type { Kind } from '../run/trace';

/** What a call amounts to in a run, or in the median of several. */
export interface Amount {
  count: number;
  failed: number;
  totalMs: number;
  selfMs: number;
  pathMs: number;
  costUsd: number;
  /** In how many of the runs it is at all. */
  runs: number;
  /** Place of its longest span; −1 where it is of several runs. */
  example: number;
}

/** A call and all below it. Same steps from the top mean the same call in every run. */
export interface Profile {
  step: string;
  label: string;
  kind: Kind;
  amount: Amount;
  children: Profile[];
}

/** A run as a profile. */
export function profileOf(tops: readonly Call[]): Profile[] {
  return tops.map((call) => ({
    step: call.step,
    label: call.label,
    kind: call.kind,
    amount: {
      count: call.count,
      failed: call.failed,
      totalMs: call.totalMs,
      selfMs: call.selfMs,
      pathMs: call.pathMs,
      costUsd: call.costUsd,
      runs: 1,
      example: call.example,
    },
    children: profileOf(call.children),
  }));
}

const NUMBERS = ['count', 'failed', 'totalMs', 'selfMs', 'pathMs', 'costUsd'] as const;

/** The middle of the values; with an even number of them the mean of the two in the middle. 0 for none. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * The median of several runs, call by call. A run without a call counts as 0 there: what is in few runs only is not typical, so
 * medians of parts do not sum up to that of the whole.
 */
export function typical(runs: readonly (readonly Profile[])[]): Profile[] {
  const found = new Map<string, Profile[]>();
  for (const run of runs) {
    for (const profile of run) {
      const list = found.get(profile.step);
      if (list) list.push(profile);
      else found.set(profile.step, [profile]);
    }
  }
  return [...found.values()].map((same) => middleOf(same, runs.length));
}

function middleOf(same: readonly Profile[], runs: number): Profile {
  const [one] = same;
  const absent = new Array<number>(runs - same.length).fill(0);
  const amount: Amount = {
    count: 0,
    failed: 0,
    totalMs: 0,
    selfMs: 0,
    pathMs: 0,
    costUsd: 0,
    runs: same.length,
    example: -1,
  };
  for (const number of NUMBERS) amount[number] = median([...same.map((profile) => profile.amount[number]), ...absent]);
  const below = new Map<string, Profile[]>();
  for (const profile of same) {
    for (const child of profile.children) {
      const list = below.get(child.step);
      if (list) list.push(child);
      else below.set(child.step, [child]);
    }
  }
  return {
    step: one!.step,
    label: one!.label,
    kind: one!.kind,
    amount,
    children: [...below.values()].map((list) => middleOf(list, runs)),
  };
}

/** The same call on both sides, or on one. */
export interface Pair {
  id: number;
  label: string;
  kind: Kind;
  depth: number;
  /** The steps above it in words. */
  above: string;
  a: Amount | undefined;
  b: Amount | undefined;
}

/** Matches two runs by the way calls were made, each call before what is below it. */
export function match(a: readonly Profile[], b: readonly Profile[]): Pair[] {
  const pairs: Pair[] = [];
  const walk = (as: readonly Profile[], bs: readonly Profile[], depth: number, above: string) => {
    const others = new Map(bs.map((profile) => [profile.step, profile]));
    const both = as.map((profile) => {
      const other = others.get(profile.step);
      others.delete(profile.step);
      return [profile, other] as const;
    });
    for (const [left, right] of [...both, ...[...others.values()].map((other) => [undefined, other] as const)]) {
      const one = (left ?? right)!;
      pairs.push({
        id: pairs.length,
        label: one.label,
        kind: one.kind,
        depth,
        above,
        a: left?.amount,
        b: right?.amount,
      });
      walk(left?.children ?? [], right?.children ?? [], depth + 1, above ? `${above} › ${one.label}` : one.label);
    }
  };
  walk(a, b, 0, '');
  return pairs;
}

export const MEASURES = ['self', 'total', 'path', 'cost', 'count'] as const;
export type Measure = (typeof MEASURES)[number];

/** What is measured of a side of a pair; a side that is not there is 0. */
export function measured(amount: Amount | undefined, measure: Measure): number {
  if (!amount) return 0;
  switch (measure) {
    case 'self':
      return amount.selfMs;
    case 'total':
      return amount.totalMs;
    case 'path':
      return amount.pathMs;
    case 'cost':
      return amount.costUsd;
    case 'count':
      return amount.count;
  }
}

/** By how much more A is than B. */
export function difference(pair: Pair, measure: Measure): number {
  return measured(pair.a, measure) - measured(pair.b, measure);
}

export const SHOWS = ['all', 'changed', 'a', 'b'] as const;
export type Show = (typeof SHOWS)[number];

/** What differs by less than this share of the most is taken as the same. */
const SAME = 0.01;

/** The pairs to show, those that differ most first. */
export function chosen(pairs: readonly Pair[], show: Show, measure: Measure): Pair[] {
  const size = new Map(pairs.map((pair) => [pair, Math.abs(difference(pair, measure))]));
  const most = Math.max(0, ...size.values());
  const shown: Record<Show, (pair: Pair) => boolean> = {
    all: () => true,
    changed: (pair) => size.get(pair)! > most * SAME,
    a: (pair) => onlyIn(pair, 'a'),
    b: (pair) => onlyIn(pair, 'b'),
  };
  return pairs.filter(shown[show]).sort((x, y) => size.get(y)! - size.get(x)!);
}

/** Whether a call is on one side only. A call that most runs of a cohort lack is not typical for it, so not in it. */
export function onlyIn(pair: Pair, side: 'a' | 'b'): boolean {
  const there = (amount: Amount | undefined) => amount !== undefined && amount.count > 0;
  return side === 'a' ? there(pair.a) && !there(pair.b) : there(pair.b) && !there(pair.a);
}
