import { describe, expect, it } from 'vitest';
import { all, callTree, way } from './calls';
import { largeRun, span, traceOf } from './fixtures';
import { flame } from './flame';

const TRACE = traceOf([
  span('r', 0, 0, 100, { operation: 'flow', self_ms: 10 }),
  span('a1', 1, 0, 40, { operation: 'coder', kind: 'agent', agent_id: 'coder-1', self_ms: 5 }),
  span('m1', 2, 5, 35, { operation: 'gpt', kind: 'model', self_ms: 35 }),
  span('a2', 1, 50, 50, { operation: 'coder', kind: 'agent', agent_id: 'coder-2', self_ms: 5, status: 'error' }),
  span('m2', 2, 55, 45, { operation: 'gpt', kind: 'model', self_ms: 45, cost_usd: 0.5 }),
]);

describe('calls', () => {
  it('puts together what was called the same way, whoever did it', () => {
    const calls = all(callTree(TRACE, [{ span_id: 'm2', start_ms: 55, end_ms: 100 }]));
    expect(calls.map(way)).toEqual(['flow', 'flow › coder', 'flow › coder › gpt']);
    expect(calls[1]).toMatchObject({ count: 2, failed: 1, totalMs: 90, selfMs: 10 });
    expect(calls[2]).toMatchObject({ count: 2, selfMs: 80, pathMs: 45, costUsd: 0.5, example: 4 });
  });

  it('keeps to 5,000 ways when every name is another', () => {
    const spans = [span('r', 0, 0, 1)];
    for (let i = 0; i < 20_000; i++) spans.push(span(`s${i}`, 1, 0, 1, { self_ms: 1 }));
    const calls = all(callTree(traceOf(spans)));
    expect(calls.length).toBeLessThanOrEqual(5_001);
    expect(calls.reduce((sum, call) => sum + call.count, 0)).toBe(20_001);
  });
});

describe('the flame view', () => {
  it('is as wide as the work, children within their parents', () => {
    const shown = flame(callTree(TRACE));
    expect(shown.ms).toBe(100);
    expect(shown.boxes.map(({ call, left, width, depth }) => [call.label, left, width, depth])).toEqual([
      ['flow', 0, 1, 0],
      ['coder', 0, 0.9, 1],
      ['gpt', 0, 0.8, 2],
    ]);
  });

  it('looks closer at one call', () => {
    const [top] = callTree(TRACE);
    const closer = flame([top!], top!.children[0]);
    expect(closer.boxes[0]).toMatchObject({ left: 0, width: 1, depth: 0 });
    expect(closer.ms).toBe(90);
  });

  it('draws 600 boxes at most and says what it leaves out', () => {
    const spans = [span('r', 0, 0, 1)];
    for (let i = 0; i < 900; i++) spans.push(span(`s${i}`, 1, 0, 1, { self_ms: 1 }));
    const shown = flame(callTree(traceOf(spans)));
    expect(shown.boxes.length).toBeLessThanOrEqual(600);
    expect(shown.boxes.length + shown.hidden).toBe(901);
  });

  it('of 100,000 spans is a handful of boxes', () => {
    const shown = flame(callTree(traceOf(largeRun(100_000))));
    expect(shown.boxes.length).toBeLessThan(10);
    expect(shown.boxes.some((box) => box.call.label === 'gpt')).toBe(true);
  });

  it('is nothing where nothing worked', () => {
    expect(flame(callTree(traceOf([span('r', 0, 0, 0)])))).toMatchObject({ boxes: [], ms: 0 });
  });
});
