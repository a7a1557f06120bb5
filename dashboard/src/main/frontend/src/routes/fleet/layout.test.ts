import { describe, expect, it } from 'vitest';
import { cornerOf, groupsOf, indexAfter, indexAt, indexesWithin, layOut, MOST_GROUPS } from './layout';
import { manyAgents } from './testFleet';

const places = (n: number) => Array.from({ length: n }, (_, i) => i);
const byTen = (place: number) => `g${place % 10}`;

function grid(n: number, width = 1_000, height = 520) {
  return layOut(
    groupsOf(places(n), byTen, (place) => place === 3, 'not known'),
    width,
    height,
    n,
  );
}

describe('the grid', () => {
  it('has groups with sick ones first, then large ones', () => {
    const groups = groupsOf(
      [0, 1, 2, 3, 4],
      (p) => (p < 3 ? 'many' : p === 3 ? 'ill' : undefined),
      (p) => p === 3,
      '?',
    );
    expect(groups.map((group) => [group.name, group.places.length, group.sick])).toEqual([
      ['ill', 1, 1],
      ['many', 3, 0],
      ['?', 1, 0],
    ]);
  });

  it('takes groups together when there are too many, and loses nobody', () => {
    const groups = groupsOf(
      places(1_000),
      (place) => `g${place}`,
      () => false,
      '?',
    );
    expect(groups).toHaveLength(MOST_GROUPS);
    expect(groups.reduce((sum, group) => sum + group.places.length, 0)).toBe(1_000);
  });

  for (const [n, width] of [
    [1, 320],
    [120, 1_200],
    [10_000, 1_200],
    [10_000, 280],
  ] as const) {
    it(`holds ${n} agents within ${width} px, each in a place of its own`, () => {
      const layout = grid(n, width);
      const taken = new Set<string>();
      const outside: number[] = [];
      for (let index = 0; index < n; index++) {
        const { x, y } = cornerOf(layout, index);
        taken.add(`${x} ${y}`);
        // One expectation for each of 10,000 would take seconds.
        if (x < 0 || x + layout.cell > width || y + layout.cell > layout.height) outside.push(index);
        if (indexAt(layout, x + 1, y + 1) !== index) outside.push(index);
      }
      expect(outside).toEqual([]);
      expect(taken.size).toBe(n);
      expect([...layout.order].sort((a, b) => a - b)).toEqual(places(n));
    });
  }

  it('uses large cells where there is room, and small ones rather than more height', () => {
    expect(grid(20).cell).toBeGreaterThan(20);
    expect(grid(10_000, 1_200).cell).toBeGreaterThanOrEqual(6);
    expect(grid(10_000, 1_200).height).toBeLessThan(620);
  });

  it('finds nothing beside the cells', () => {
    const layout = grid(25);
    expect(indexAt(layout, -1, -1)).toBe(-1);
    expect(indexAt(layout, 5, 5)).toBe(-1); // a heading
    expect(indexAt(layout, 5_000, 5_000)).toBe(-1);
  });

  it('selects all in a rectangle, whichever corner it began at', () => {
    const layout = grid(100);
    const all = indexesWithin(layout, 0, 0, 1_000, layout.height);
    expect(all).toHaveLength(100);
    expect(indexesWithin(layout, 1_000, layout.height, 0, 0)).toEqual(all);
    const { x, y } = cornerOf(layout, 42);
    expect(indexesWithin(layout, x + 1, y + 1, x + 2, y + 2)).toEqual([42]);
  });

  it('leads the keyboard to every cell and never out', () => {
    const layout = grid(100);
    expect(indexAfter(layout, 0, 'ArrowLeft')).toBe(0);
    expect(indexAfter(layout, 99, 'ArrowRight')).toBe(99);
    expect(indexAfter(layout, 5, 'Home')).toBe(0);
    expect(indexAfter(layout, 5, 'End')).toBe(99);
    expect(indexAfter(layout, 3, 'PageDown')).toBe(10);
    expect(indexAfter(layout, 13, 'PageUp')).toBe(10);
    expect(indexAfter(layout, 10, 'PageUp')).toBe(0);
    expect(indexAfter(layout, 3, 'q')).toBeUndefined();
    for (let index = 0; index < 100; index++) {
      for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown']) {
        const to = indexAfter(layout, index, key)!;
        expect(to).toBeGreaterThanOrEqual(0);
        expect(to).toBeLessThan(100);
      }
    }
  });

  it('of ten thousand is laid out and searched in little time', () => {
    const agents = manyAgents(10_000);
    const groups = groupsOf(
      places(10_000),
      (p) => agents.types[p],
      () => false,
      '?',
    );
    const began = performance.now();
    const layout = layOut(groups, 1_200, 520, 10_000);
    const laidOut = performance.now();
    for (let i = 0; i < 1_000; i++) indexAt(layout, (i * 7) % 1_200, (i * 13) % 520);
    const searched = performance.now();
    console.log(
      `10,000 cells laid out in ${(laidOut - began).toFixed(1)} ms, found in ${((searched - laidOut) * 1_000) / 1_000} µs`,
    );
    expect(layout.order).toHaveLength(10_000);
  });
});
