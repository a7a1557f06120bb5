import { describe, expect, it } from 'vitest';
import type { Schema } from '@/api/client';
import { placeNodes } from './force';
import { fitTo, graphOf, lineWidth, MOST_NODES, shapeOf } from './handoffs';

function answerOf(types: number): Schema<'HandoffsAnswer'> {
  return {
    success: true,
    types: Array.from({ length: types }, (_, i) => ({
      name: `t${i}`,
      agents: i + 1,
      tasks: 10,
      errors: 0,
      busy_seconds: types - i,
    })),
    waits: Array.from({ length: types }, (_, i) => ({
      waiting: `t${i}`,
      waited_for: `t${(i + 1) % types}`,
      how: 'nested' as const,
      count: 3,
      total_ms: 1_000 * (i + 1),
      p50_ms: 10,
      p95_ms: 20,
    })),
    waits_total: types,
    runs: 5,
    since: null,
  };
}

describe('the graph of hand-offs', () => {
  it('has the types and who waits for whom', () => {
    const graph = graphOf(answerOf(3), (type) => (type === 't1' ? 0.5 : 0));
    expect(graph.nodes.map((node) => node.name)).toEqual(['t0', 't1', 't2']);
    expect(graph.nodes[1]!.sickShare).toBe(0.5);
    expect(graph.edges.map((edge) => [edge.from, edge.to])).toEqual([
      [0, 1],
      [1, 2],
      [2, 0],
    ]);
  });

  it('is of the busiest types where there are too many', () => {
    const graph = graphOf(answerOf(500), () => 0);
    expect(graph.nodes).toHaveLength(MOST_NODES);
    expect(graph.total).toBe(500);
    for (const edge of graph.edges) expect(Math.max(edge.from, edge.to)).toBeLessThan(MOST_NODES);
  });

  it('is laid out anew for other types, not for other numbers', () => {
    const before = answerOf(4);
    const later = { ...before, waits: before.waits.map((wait) => ({ ...wait, total_ms: 1 })) };
    expect(shapeOf(graphOf(later, () => 1))).toBe(shapeOf(graphOf(before, () => 0)));
    expect(shapeOf(graphOf(answerOf(5), () => 0))).not.toBe(shapeOf(graphOf(before, () => 0)));
  });

  it('has places that do not overlap, and are the same each time', () => {
    const graph = graphOf(answerOf(12), () => 0);
    const question = {
      radii: graph.nodes.map((node) => node.radius),
      links: graph.edges.map((edge) => ({ from: edge.from, to: edge.to, strength: 0.5 })),
      aspect: 1.5,
    };
    const places = placeNodes(question);
    expect(placeNodes(question)).toEqual(places);
    for (let i = 0; i < 12; i++) {
      for (let j = 0; j < i; j++) {
        const apart = Math.hypot(places.x[i]! - places.x[j]!, places.y[i]! - places.y[j]!);
        expect(apart).toBeGreaterThan(question.radii[i]! + question.radii[j]!);
      }
    }
    const fitted = fitTo(places.x, places.y, question.radii, 600, 400);
    for (let i = 0; i < 12; i++) {
      expect(fitted.x[i]).toBeGreaterThan(0);
      expect(fitted.x[i]).toBeLessThan(600);
      expect(fitted.y[i]).toBeGreaterThan(0);
      expect(fitted.y[i]).toBeLessThan(400);
    }
  });

  it('lays out as many nodes as there may be in time for a worker', () => {
    const began = performance.now();
    const places = placeNodes({ radii: new Array(MOST_NODES).fill(12), links: [], aspect: 1.5 });
    console.log(`${MOST_NODES} nodes laid out in ${(performance.now() - began).toFixed(0)} ms`);
    expect(places.x.every(Number.isFinite)).toBe(true);
  });

  it('draws the longest wait thickest', () => {
    const [short, , long] = graphOf(answerOf(3), () => 0).edges;
    expect(lineWidth(long!, 3_000)).toBe(7);
    expect(lineWidth(short!, 3_000)).toBeLessThan(5);
    expect(lineWidth(short!, 0)).toBe(1);
  });
});
