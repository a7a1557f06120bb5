import { describe, expect, it } from 'vitest';
import { largeRun, span, traceOf } from './fixtures';
import { PageReader } from './reader';
import { failures, find, next, opened, rowsOf, shownRow } from './rows';
import { TraceBuilder } from './trace';

const TREE = [
  span('a', 0, 0, 100, { operation: 'flow', agent_id: 'boss' }),
  span('b', 1, 0, 40, { operation: 'plan' }),
  span('c', 2, 10, 20, { operation: 'gpt', model: 'gpt-x', status: 'error' }),
  span('d', 1, 50, 50, { operation: 'code', agent_id: 'coder-1' }),
  span('e', 0, 90, 20, { operation: 'late', parent_span_id: 'dead' }),
];

describe('a trace', () => {
  it('knows parents, what is below, ends and spans whose parent has not come', () => {
    const trace = traceOf(TREE);
    expect([...trace.columns.parent]).toEqual([-1, 0, 1, 0, -1]);
    expect(TREE.map((_, i) => trace.below(i))).toEqual([3, 1, 0, 0, 0]);
    expect(trace.end).toBe(110);
    expect(trace.columns.orphans).toBe(1);
    expect(trace.agentAbove(2)).toBe('boss');
    expect(trace.placeOf('d')).toBe(3);
    expect(trace.placeOf('nothing')).toBe(-1);
  });

  it('takes pages that break anywhere, and a depth that skips one', () => {
    const builder = new TraceBuilder();
    for (const one of TREE) builder.add([one]);
    expect([...builder.build().parent]).toEqual([...traceOf(TREE).columns.parent]);
    expect([...traceOf([span('a', 0, 0, 9), span('b', 5, 0, 9)]).columns.depth]).toEqual([0, 1]);
  });

  it('is read from the bytes of pages', () => {
    const reader = new PageReader();
    const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).buffer as ArrayBuffer;
    expect(
      reader.take({ kind: 'page', bytes: bytes({ spans: TREE.slice(0, 3), total: 5, next_cursor: 'x' }) }),
    ).toEqual({
      kind: 'page',
      size: 3,
      total: 5,
      next: 'x',
    });
    reader.take({ kind: 'page', bytes: bytes({ spans: TREE.slice(3), total: 5, next_cursor: null }) });
    const made = reader.take({ kind: 'make' });
    expect(made.kind === 'trace' && made.columns.size).toBe(5);
    expect(reader.take({ kind: 'page', bytes: new ArrayBuffer(3) }).kind).toBe('failed');
    expect(reader.take({ kind: 'page', bytes: bytes({}) }).kind).toBe('failed');
  });
});

describe('rows', () => {
  const trace = traceOf(TREE);

  it('leave out what is below a closed span', () => {
    const rows = rowsOf(trace, new Set(['b']));
    expect([...rows.places]).toEqual([0, 1, 3, 4]);
    expect([...rows.rowOf]).toEqual([0, 1, -1, 2, 3]);
    expect(shownRow(trace, rows, 2)).toBe(1);
  });

  it('open what hides a span, and only that', () => {
    const closed = new Set(['a', 'b', 'd']);
    expect([...opened(trace, closed, 2)]).toEqual(['d']);
    expect(opened(trace, closed, 0)).toBe(closed);
  });

  it('finds by name, agent and model, and the failed ones', () => {
    expect(find(trace, 'GPT-X')).toEqual([2]);
    expect(find(trace, 'coder')).toEqual([3]);
    expect(find(trace, ' ')).toEqual([]);
    expect(failures(trace)).toEqual([2]);
  });

  it('goes round the end', () => {
    expect(next([3, 7], 3, 1)).toBe(7);
    expect(next([3, 7], 7, 1)).toBe(3);
    expect(next([3, 7], 3, -1)).toBe(7);
    expect(next([], 0, 1)).toBe(-1);
  });
});

describe('100,000 spans', () => {
  const trace = traceOf(largeRun(100_000));

  it('are held in under 20 MB of numbers and few texts', () => {
    const bytes = Object.values(trace.columns)
      .filter((column) => ArrayBuffer.isView(column))
      .reduce((sum, column) => sum + column.byteLength, 0);
    expect(trace.size).toBe(100_000);
    expect(bytes).toBeLessThan(20_000_000);
    expect(trace.columns.texts.length).toBeLessThan(101_000);
  });

  it('have rows that close and open without losing any', () => {
    const closed = new Set<string>();
    for (let i = 0; i < trace.size; i++) if (trace.below(i) > 0 && i > 0) closed.add(trace.id(i));
    const rows = rowsOf(trace, closed);
    let hidden = 0;
    for (const place of rows.places) if (closed.has(trace.id(place))) hidden += trace.below(place);
    expect(rows.places.length + hidden).toBe(100_000);
    expect(rowsOf(trace, new Set()).places.length).toBe(100_000);
  });

  it('may be one below the other', () => {
    const chain = traceOf(Array.from({ length: 20_000 }, (_, i) => span(i.toString(16), i, i, 40_000 - 2 * i)));
    expect(chain.below(0)).toBe(19_999);
    expect(chain.columns.depth[19_999]).toBe(19_999);
  });
});
