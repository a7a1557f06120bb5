import { describe, expect, it } from 'vitest';
import { Axis, cuttable, scale, ticks, within } from './axis';
import { largeRun, span, traceOf } from './fixtures';
import { FAILED, minimap, PATH, WORK } from './minimap';

const IDLE = [
  { from: 100, to: 110 },
  { from: 2_000, to: 20_000 },
  { from: 30_000, to: 36_000 },
];

describe('idle stretches', () => {
  it('are those in which no span without children ran', () => {
    const trace = traceOf([
      span('root', 0, 0, 1_000),
      span('a', 1, 0, 100),
      span('a1', 2, 10, 40),
      span('b', 1, 500, 500),
      span('b1', 2, 600, 100),
      span('b2', 2, 650, 150),
    ]);
    expect(trace.idle).toEqual([
      { from: 0, to: 10 },
      { from: 50, to: 600 },
      { from: 800, to: 1_000 },
    ]);
  });
});

describe('the axis', () => {
  const cut = Axis.cut(36_000, IDLE);

  it('cuts what is worth it, in order', () => {
    expect(cuttable(36_000, IDLE)).toEqual(IDLE.slice(1));
    expect(cut.gaps.map(({ from, to }) => ({ from, to }))).toEqual(IDLE.slice(1));
    expect(cut.length).toBeLessThan(13_000);
    expect(Axis.cut(36_000, []).length).toBe(36_000);
  });

  it('leads back to where it came from, rising all the way', () => {
    let before = -1;
    for (let ms = 0; ms <= 36_000; ms += 37) {
      const place = cut.place(ms);
      expect(place).toBeGreaterThan(before);
      expect(cut.instant(place)).toBeCloseTo(ms, 6);
      before = place;
    }
    expect(cut.place(36_000)).toBeCloseTo(cut.length, 6);
    expect(cut.place(99_999)).toBeCloseTo(cut.length, 6);
    expect(cut.place(-5)).toBe(0);
  });

  it('stays finite for a run of no length and for one that is idle throughout', () => {
    expect(Axis.plain(0).place(0)).toBe(0);
    const idle = Axis.cut(1_000, [{ from: 0, to: 1_000 }]);
    expect(idle.length).toBeGreaterThan(0);
    expect(idle.instant(idle.length)).toBeCloseTo(1_000, 6);
  });

  it('cuts 20 gaps at most', () => {
    const many = Array.from({ length: 24 }, (_, i) => ({ from: i * 100, to: i * 100 + 99 }));
    expect(Axis.cut(2_400, many).gaps.length).toBeLessThanOrEqual(20);
  });

  it('zooms round the pointer and not beyond its ends', () => {
    const plain = Axis.plain(1_000);
    const near = scale(plain, { from: 0, to: 1_000 }, 0.5, 250);
    expect(near).toEqual({ from: 125, to: 625 });
    expect(scale(plain, near, 100, 250)).toEqual({ from: 0, to: 1_000 });
    expect(within(plain, -50, 150)).toEqual({ from: 0, to: 200 });
    const tiny = within(plain, 500, 500);
    expect(tiny.to).toBeGreaterThan(tiny.from);
  });

  it('is labelled at round instants, none of them in a cut', () => {
    const labels = ticks(cut, { from: 0, to: cut.length }, 8).map((tick) => tick.ms);
    expect(labels[0]).toBe(0);
    expect(labels.length).toBeGreaterThan(3);
    expect(labels.some((ms) => ms > 2_000 && ms < 20_000)).toBe(false);
    expect(ticks(Axis.plain(1_000), { from: 0, to: 1_000 }, 5).map((tick) => tick.ms)).toEqual([
      0, 200, 400, 600, 800, 1_000,
    ]);
    expect(ticks(Axis.plain(0), { from: 0, to: 0 }, 5)).toEqual([]);
  });
});

describe('the minimap', () => {
  it('shows work, the path over it, and failures over all', () => {
    const trace = traceOf([span('a', 0, 0, 100), span('b', 1, 0, 50), span('c', 1, 50, 50, { status: 'error' })]);
    const path = [{ span_id: 'b', start_ms: 0, end_ms: 50 }];
    const cells = minimap(trace, Axis.plain(100), path, 10, 3);
    expect([...cells.slice(0, 10)]).toEqual(Array(10).fill(WORK));
    expect([...cells.slice(10, 20)]).toEqual([PATH, PATH, PATH, PATH, PATH, 0, 0, 0, 0, 0]);
    expect([...cells.slice(20)]).toEqual([0, 0, 0, 0, 0, FAILED, FAILED, FAILED, FAILED, FAILED]);
  });

  it('is of fixed size for 100,000 spans', () => {
    const cells = minimap(traceOf(largeRun(100_000)), Axis.plain(60_000), [], 1_000, 44);
    expect(cells.length).toBe(44_000);
    expect(cells.filter((cell) => cell > 0).length).toBeGreaterThan(20_000);
  });
});
