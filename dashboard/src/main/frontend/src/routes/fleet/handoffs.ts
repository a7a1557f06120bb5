import type { Schema } from '@/api/client';

/** More nodes are no picture any more. */
export const MOST_NODES = 300;

export interface GraphNode {
  name: string;
  agents: number;
  tasks: number;
  errors: number;
  busySeconds: number;
  /** Share of its agents that are sick, NaN if none is known. */
  sickShare: number;
  /** px */
  radius: number;
}

export interface GraphEdge {
  /** Indexes of nodes: the one that waits, and the one it waits for. */
  from: number;
  to: number;
  how: 'nested' | 'sequence';
  count: number;
  totalMs: number;
  p50Ms: number;
  p95Ms: number;
}

export interface Graph {
  nodes: GraphNode[];
  edges: GraphEdge[];
  /** Types in all; more than `nodes` if some are left out. */
  total: number;
}

/**
 * The graph of an answer: the types with the most work, and the waits between them.
 *
 * @param sickShare share of the agents of a type that are sick
 */
export function graphOf(answer: Schema<'HandoffsAnswer'>, sickShare: (type: string) => number): Graph {
  const types = [...answer.types].sort((a, b) => b.busy_seconds - a.busy_seconds).slice(0, MOST_NODES);
  const most = Math.max(1, ...types.map((type) => type.agents));
  const nodes = types.map((type) => ({
    name: type.name,
    agents: type.agents,
    tasks: type.tasks,
    errors: type.errors,
    busySeconds: type.busy_seconds,
    sickShare: sickShare(type.name),
    radius: 10 + 16 * Math.sqrt(type.agents / most),
  }));
  const indexOf = new Map(nodes.map((node, i) => [node.name, i]));
  const edges: GraphEdge[] = [];
  for (const wait of answer.waits) {
    const from = indexOf.get(wait.waiting);
    const to = indexOf.get(wait.waited_for);
    if (from === undefined || to === undefined) continue;
    edges.push({
      from,
      to,
      how: wait.how,
      count: wait.count,
      totalMs: wait.total_ms,
      p50Ms: wait.p50_ms,
      p95Ms: wait.p95_ms,
    });
  }
  return { nodes, edges, total: answer.types.length };
}

/** What a layout depends on: it is made again only when types or waits come or go, not when numbers change. */
export function shapeOf(graph: Graph): string {
  return JSON.stringify([
    graph.nodes.map((node) => node.name),
    graph.edges.map((edge) => `${edge.from}>${edge.to}`).sort(),
  ]);
}

/** Width of a line in px, by its share of the longest wait. */
export function lineWidth(edge: GraphEdge, longest: number): number {
  return 1 + 6 * Math.sqrt(longest > 0 ? edge.totalMs / longest : 0);
}

/** Scales and moves centres into a box, with room round each node; never larger than they are. */
export function fitTo(
  x: readonly number[],
  y: readonly number[],
  radii: readonly number[],
  width: number,
  height: number,
): { x: number[]; y: number[]; scale: number } {
  const room = 46;
  const left = Math.min(...x.map((at, i) => at - radii[i]!));
  const right = Math.max(...x.map((at, i) => at + radii[i]!));
  const top = Math.min(...y.map((at, i) => at - radii[i]!));
  const bottom = Math.max(...y.map((at, i) => at + radii[i]!));
  const scale = Math.min(
    1.4,
    (width - 2 * room) / Math.max(1, right - left),
    (height - 2 * room) / Math.max(1, bottom - top),
  );
  const middleX = (left + right) / 2;
  const middleY = (top + bottom) / 2;
  return {
    x: x.map((at) => width / 2 + (at - middleX) * scale),
    y: y.map((at) => height / 2 + (at - middleY) * scale),
    scale,
  };
}
