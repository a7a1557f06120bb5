// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { callTree } from '../run/calls';
import { span, traceOf } from '../run/fixtures';
import type { SpanRow } from '../run/trace';
import { chosen, difference, match, median, onlyIn, profileOf, typical } from './profile';
import { readCompareSearch } from './search';

const profile = (...spans: SpanRow[]) => profileOf(callTree(traceOf(spans)));
const flow = span('r', 0, 0, 100, { operation: 'flow', self_ms: 10 });

const A = profile(
  flow,
  span('a', 1, 0, 50, { operation: 'coder', kind: 'agent', self_ms: 5 }),
  span('b', 2, 0, 45, { operation: 'gpt', kind: 'model', self_ms: 45 }),
  span('c', 1, 60, 40, { operation: 'retry', self_ms: 40 }),
);
const B = profile(
  flow,
  span('x', 1, 0, 20, { operation: 'coder', kind: 'agent', self_ms: 5 }),
  span('y', 2, 0, 15, { operation: 'gpt', kind: 'model', self_ms: 15 }),
  span('z', 1, 60, 10, { operation: 'gpt', kind: 'model', self_ms: 10 }),
);

describe('two runs', () => {
  it('are matched by the way calls were made: the same name elsewhere is another call', () => {
    const pairs = match(A, B);
    expect(pairs.map((pair) => [pair.above, pair.label, pair.a?.selfMs, pair.b?.selfMs])).toEqual([
      ['', 'flow', 10, 10],
      ['flow', 'coder', 5, 5],
      ['flow › coder', 'gpt', 45, 15],
      ['flow', 'retry', 40, undefined],
      ['flow', 'gpt', undefined, 10],
    ]);
  });

  it('show what differs most first, and what one has only', () => {
    const pairs = match(A, B);
    const labels = (show: Parameters<typeof chosen>[1]) => chosen(pairs, show, 'self').map((pair) => pair.label);
    expect(labels('changed')).toEqual(['retry', 'gpt', 'gpt']);
    expect(labels('a')).toEqual(['retry']);
    expect(labels('b')).toEqual(['gpt']);
    expect(labels('all')).toHaveLength(5);
    expect(difference(pairs[3]!, 'total')).toBe(40);
    expect(difference(pairs[4]!, 'count')).toBe(-1);
  });

  it('that are the same differ in nothing', () => {
    expect(chosen(match(A, A), 'changed', 'self')).toEqual([]);
  });

  it('match where one is empty', () => {
    expect(match([], B).every((pair) => pair.a === undefined)).toBe(true);
    expect(match([], [])).toEqual([]);
  });
});

describe('a cohort', () => {
  it('is the median call by call, with 0 where a run lacks it', () => {
    const slow = profile(flow, span('c', 1, 0, 90, { operation: 'coder', kind: 'agent', self_ms: 90 }));
    const [top] = typical([A, B, slow]);
    expect(top!.amount).toMatchObject({ selfMs: 10, runs: 3 });
    const coder = top!.children.find((child) => child.label === 'coder')!;
    expect(coder.amount).toMatchObject({ selfMs: 5, totalMs: 50, runs: 3 });
    expect(coder.children[0]!.amount).toMatchObject({ selfMs: 15, runs: 2 });
    const retry = top!.children.find((child) => child.label === 'retry')!;
    expect(retry.amount).toMatchObject({ selfMs: 0, count: 0, runs: 1 });
  });

  it('does not have what most of its runs lack', () => {
    const pair = match(A, typical([A, B, B])).find((one) => one.label === 'retry')!;
    expect(onlyIn(pair, 'a')).toBe(true);
    expect(pair.b).toMatchObject({ runs: 1 });
  });

  it('of one run is that run, of none is nothing', () => {
    expect(match(typical([A]), A).every((pair) => difference(pair, 'self') === 0)).toBe(true);
    expect(typical([])).toEqual([]);
    expect(median([])).toBe(0);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });
});

describe('what is compared', () => {
  const id = '52b2c79e15c9f0430d1aa831fb147cda';

  it('is a run with what is usual unless told otherwise', () => {
    expect(readCompareSearch({ a: id })).toEqual({ a: id, b: 'cohort', by: 'self', show: 'changed', notices: [] });
    expect(readCompareSearch({ a: id, b: id.toUpperCase(), by: 'path', show: 'b' })).toMatchObject({
      b: id,
      by: 'path',
      show: 'b',
      notices: [],
    });
  });

  it.each([
    [{ a: '12' }, 'a: expected a trace id'],
    [{ b: '../x' }, 'b: expected a trace id or cohort'],
    [{ by: 'taste' }, 'by: expected self'],
    [{ show: '?' }, 'show: expected all'],
  ])('leaves out %j with a notice', (search, notice) => {
    expect(readCompareSearch(search as Record<string, string>).notices.join()).toContain(notice);
  });
});
