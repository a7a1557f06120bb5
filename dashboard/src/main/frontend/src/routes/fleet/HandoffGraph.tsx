import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { Schema } from '@/api/client';
import { useHoldUnderPointer } from '@/charts/TimeChart';
import { count, duration, share } from '@/format/number';
import { useCell } from '@/state/cell';
import { theme } from '@/state/preferences';
import { announce } from '@/ui/announce';
import { type Column, Table } from '@/ui/Table';
import { drawGraph, type Placed } from './drawGraph';
import { readPalette } from './drawGrid';
import { fitTo, type Graph, type GraphEdge, graphOf, MOST_NODES } from './handoffs';
import { usePlaces } from './usePlaces';

const HEIGHT = 460;

interface HandoffGraphProps {
  answer: Schema<'HandoffsAnswer'>;
  sickShare: (type: string) => number;
  /** Name of the type that stands out. */
  selected: string | undefined;
  onSelect: (type: string | undefined) => void;
}

/** Which types of agents wait for which: a picture, and the same as a table. */
export function HandoffGraph({ answer, sickShare, selected, onSelect }: HandoffGraphProps) {
  const graph = useMemo(() => graphOf(answer, sickShare), [answer, sickShare]);
  const lit = graph.nodes.findIndex((node) => node.name === selected);
  const rows = lit < 0 ? graph.edges : graph.edges.filter((edge) => edge.from === lit || edge.to === lit);
  return (
    <div className="grid gap-3 xl:grid-cols-[minmax(0,1fr)_550px]">
      <div className="min-w-0">
        <Picture graph={graph} lit={lit < 0 ? undefined : lit} onSelect={onSelect} />
        <p className="mt-1 flex flex-wrap gap-x-4 text-caption text-muted">
          <span>An arrow points at whom is waited for; the thicker, the longer in all.</span>
          <Key line={<path d="M1 6h26" stroke="var(--accent)" strokeWidth="3" />}>within the work of who waits</Key>
          <Key line={<path d="M1 6h26" stroke="var(--muted)" strokeWidth="3" strokeDasharray="6 4" />}>
            after the other has ended
          </Key>
          <Key line={<path d="M22 1.5a5 5 0 0 1 0 9" stroke="var(--critical)" strokeWidth="3" fill="none" />}>
            share of sick agents
          </Key>
          {graph.total > graph.nodes.length ? (
            <span>
              showing the {MOST_NODES} busiest of {count(graph.total)} types
            </span>
          ) : null}
        </p>
      </div>
      <div className="min-w-0">
        <Table
          name={lit < 0 ? 'Waits between types' : `Waits of ${selected}`}
          columns={columnsOf(graph)}
          rows={rows}
          rowKey={(edge) => `${edge.from} ${edge.to} ${edge.how}`}
          onOpen={(edge) => onSelect(graph.nodes[edge.to]!.name)}
          maxHeight={HEIGHT + 24}
        />
      </div>
    </div>
  );
}

function Key({ line, children }: { line: ReactNode; children: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <svg width="28" height="12" aria-hidden="true">
        {line}
      </svg>
      {children}
    </span>
  );
}

function columnsOf(graph: Graph): Column<GraphEdge>[] {
  const name = (index: number) => graph.nodes[index]!.name;
  return [
    { id: 'from', head: 'Who waits', cell: (e) => name(e.from), value: (e) => name(e.from), grow: 1.4, width: 84 },
    { id: 'to', head: 'for whom', cell: (e) => name(e.to), value: (e) => name(e.to), grow: 1.4, width: 84 },
    { id: 'how', head: 'How', cell: (e) => (e.how === 'nested' ? 'within' : 'after'), value: (e) => e.how, width: 48 },
    { id: 'count', head: 'Times', cell: (e) => count(e.count), value: (e) => e.count, numeric: true, width: 48 },
    { id: 'p50', head: 'Median', cell: (e) => duration(e.p50Ms), value: (e) => e.p50Ms, numeric: true, width: 60 },
    { id: 'p95', head: 'p95', cell: (e) => duration(e.p95Ms), value: (e) => e.p95Ms, numeric: true, width: 60 },
    {
      id: 'total',
      head: 'In all',
      cell: (e) => duration(e.totalMs),
      value: (e) => e.totalMs,
      numeric: true,
      width: 72,
    },
  ];
}

function Picture({
  graph,
  lit,
  onSelect,
}: {
  graph: Graph;
  lit: number | undefined;
  onSelect: (type: string | undefined) => void;
}) {
  const box = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [width, setWidth] = useState(0);
  const [pointed, setPointed] = useState<number | undefined>(undefined);
  const shade = useCell(theme);
  useHoldUnderPointer(box);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const resized = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)));
    resized.observe(element);
    return () => resized.disconnect();
  }, []);
  // Rounded, so that a few px more do not lay it out anew.
  const aspect = width > 0 ? Math.max(0.5, Math.round((2 * width) / HEIGHT) / 2) : 2;
  const places = usePlaces(graph, aspect);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours
  const palette = useMemo(readPalette, [shade]);
  const placed = useMemo(
    (): Placed | undefined =>
      places && width > 0
        ? fitTo(
            places.x,
            places.y,
            graph.nodes.map((node) => node.radius),
            width,
            HEIGHT,
          )
        : undefined,
    [places, graph, width],
  );

  useEffect(() => {
    const ctx = canvas.current?.getContext('2d');
    if (!ctx || !canvas.current || !placed) return;
    const ratio = devicePixelRatio || 1;
    canvas.current.width = width * ratio;
    canvas.current.height = HEIGHT * ratio;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawGraph(ctx, { width, height: HEIGHT }, graph, placed, pointed ?? lit, palette);
    if (box.current) box.current.dataset.drawn = String(graph.nodes.length);
  }, [graph, placed, lit, pointed, palette, width]);

  const nodeAt = (event: PointerEvent<HTMLElement>): number | undefined => {
    if (!placed) return undefined;
    const rect = event.currentTarget.getBoundingClientRect();
    const x = event.clientX - rect.left;
    const y = event.clientY - rect.top;
    const found = graph.nodes.findIndex(
      (node, i) => Math.hypot(placed.x[i]! - x, placed.y[i]! - y) <= Math.max(14, node.radius + 4),
    );
    return found < 0 ? undefined : found;
  };

  const key = (event: KeyboardEvent) => {
    const n = graph.nodes.length;
    if (n === 0) return;
    const at = pointed ?? lit ?? -1;
    const steps: Record<string, number> = {
      ArrowRight: at + 1,
      ArrowDown: at + 1,
      ArrowLeft: at < 0 ? n - 1 : at - 1,
      ArrowUp: at < 0 ? n - 1 : at - 1,
      Home: 0,
      End: n - 1,
    };
    const to = steps[event.key];
    if (to !== undefined) {
      event.preventDefault();
      const next = (to + n) % n;
      setPointed(next);
      announce(textOf(graph, next));
    } else if (event.key === 'Enter' && at >= 0) {
      event.preventDefault();
      onSelect(graph.nodes[at]!.name);
    } else if (event.key === 'Escape') {
      setPointed(undefined);
      onSelect(undefined);
    }
  };

  return (
    <figure
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: read with the arrow keys
      tabIndex={0}
      className="relative"
      style={{ height: HEIGHT, cursor: pointed === undefined ? 'default' : 'pointer' }}
      aria-label={`Hand-offs between ${count(graph.nodes.length)} types of agents, ${count(graph.edges.length)} waits. ${longestText(graph)} Arrow keys read single types, Enter selects; the table beside has all numbers.`}
      onKeyDown={key}
      onPointerMove={(event) => setPointed(nodeAt(event))}
      onPointerLeave={() => setPointed(undefined)}
      onBlur={() => setPointed(undefined)}
      onClick={(event) => {
        const found = nodeAt(event as unknown as PointerEvent<HTMLElement>);
        onSelect(found === undefined || found === lit ? undefined : graph.nodes[found]!.name);
      }}
    >
      <canvas ref={canvas} style={{ width: '100%', height: HEIGHT }} />
    </figure>
  );
}

function longestText(graph: Graph): string {
  const [first] = graph.edges;
  return first
    ? `Longest in all: ${graph.nodes[first.from]!.name} waits for ${graph.nodes[first.to]!.name}, ${duration(first.totalMs)}.`
    : '';
}

function textOf(graph: Graph, index: number): string {
  const node = graph.nodes[index]!;
  const waits = graph.edges
    .filter((edge) => edge.from === index)
    .slice(0, 3)
    .map((edge) => `${graph.nodes[edge.to]!.name}, median ${duration(edge.p50Ms)}`);
  const sick = node.sickShare > 0 ? `, ${share(node.sickShare)} sick` : '';
  return `${node.name}, ${count(node.agents)} agents${sick}${waits.length > 0 ? `, waits for ${waits.join('; ')}` : ', waits for nobody'}`;
}
