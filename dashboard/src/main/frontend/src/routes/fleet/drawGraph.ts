import { count, share } from '@/format/number';
import type { Palette } from './drawGrid';
import { type Graph, type GraphEdge, lineWidth } from './handoffs';

/** Where things stand on the canvas, px. */
export interface Placed {
  x: readonly number[];
  y: readonly number[];
  scale: number;
}

/** Draws the graph. What `lit` names, and its waits, stand out; the rest steps back. */
export function drawGraph(
  ctx: CanvasRenderingContext2D,
  size: { width: number; height: number },
  graph: Graph,
  placed: Placed,
  lit: number | undefined,
  palette: Palette,
) {
  ctx.clearRect(0, 0, size.width, size.height);
  const longest = Math.max(0, ...graph.edges.map((edge) => edge.totalMs));
  const near = new Set<number>(lit === undefined ? [] : [lit]);
  for (const edge of graph.edges) {
    const isLit = lit === undefined || edge.from === lit || edge.to === lit;
    if (isLit && lit !== undefined) {
      near.add(edge.from);
      near.add(edge.to);
    }
    ctx.globalAlpha = isLit ? 0.85 : 0.12;
    drawEdge(ctx, graph, placed, edge, lineWidth(edge, longest), palette);
  }
  ctx.globalAlpha = 1;
  graph.nodes.forEach((_, i) => {
    ctx.globalAlpha = lit === undefined || near.has(i) ? 1 : 0.3;
    drawNode(ctx, graph, placed, i, i === lit, palette);
  });
  ctx.globalAlpha = 1;
}

/** An arrow from who waits to whom it waits for, bent so that two ways do not hide each other. */
function drawEdge(
  ctx: CanvasRenderingContext2D,
  graph: Graph,
  { x, y }: Placed,
  edge: GraphEdge,
  width: number,
  palette: Palette,
) {
  const [x1, y1, x2, y2] = [x[edge.from]!, y[edge.from]!, x[edge.to]!, y[edge.to]!];
  ctx.strokeStyle = ctx.fillStyle = edge.how === 'nested' ? palette.accent : palette.muted;
  ctx.lineWidth = width;
  ctx.setLineDash(edge.how === 'nested' ? [] : [6, 4]);
  const r1 = graph.nodes[edge.from]!.radius;
  const r2 = graph.nodes[edge.to]!.radius;
  ctx.beginPath();
  if (edge.from === edge.to) {
    ctx.arc(x1, y1 - r1 - 8, 10, 0.75 * Math.PI, 2.25 * Math.PI);
    ctx.stroke();
    ctx.setLineDash([]);
    return;
  }
  const length = Math.hypot(x2 - x1, y2 - y1) || 1;
  const bend = Math.min(28, length * 0.14);
  const midX = (x1 + x2) / 2 - ((y2 - y1) / length) * bend;
  const midY = (y1 + y2) / 2 + ((x2 - x1) / length) * bend;
  const toX = x2 - midX;
  const toY = y2 - midY;
  const to = Math.hypot(toX, toY) || 1;
  const head = 6 + width;
  const endX = x2 - (toX / to) * (r2 + 2);
  const endY = y2 - (toY / to) * (r2 + 2);
  const away = Math.hypot(midX - x1, midY - y1) || 1;
  ctx.moveTo(x1 + ((midX - x1) / away) * r1, y1 + ((midY - y1) / away) * r1);
  ctx.quadraticCurveTo(midX, midY, endX - (toX / to) * head * 0.8, endY - (toY / to) * head * 0.8);
  ctx.stroke();
  ctx.setLineDash([]);
  const angle = Math.atan2(toY, toX);
  ctx.beginPath();
  ctx.moveTo(endX, endY);
  ctx.lineTo(endX - head * Math.cos(angle - 0.45), endY - head * Math.sin(angle - 0.45));
  ctx.lineTo(endX - head * Math.cos(angle + 0.45), endY - head * Math.sin(angle + 0.45));
  ctx.closePath();
  ctx.fill();
}

function drawNode(
  ctx: CanvasRenderingContext2D,
  graph: Graph,
  placed: Placed,
  i: number,
  isLit: boolean,
  palette: Palette,
) {
  const node = graph.nodes[i]!;
  const x = placed.x[i]!;
  const y = placed.y[i]!;
  ctx.beginPath();
  ctx.arc(x, y, node.radius, 0, 2 * Math.PI);
  ctx.fillStyle = palette.surface;
  ctx.fill();
  ctx.strokeStyle = palette.control;
  ctx.lineWidth = 2;
  ctx.stroke();
  if (node.sickShare > 0) {
    ctx.beginPath();
    ctx.arc(x, y, node.radius, -0.5 * Math.PI, (-0.5 + 2 * Math.min(1, node.sickShare)) * Math.PI);
    ctx.strokeStyle = palette.critical;
    ctx.lineWidth = 5;
    ctx.stroke();
  }
  if (isLit) {
    ctx.beginPath();
    ctx.arc(x, y, node.radius + 5, 0, 2 * Math.PI);
    ctx.strokeStyle = palette.accent;
    ctx.lineWidth = 2;
    ctx.stroke();
  }
  ctx.textAlign = 'center';
  ctx.textBaseline = 'middle';
  ctx.fillStyle = palette.text;
  ctx.font = '600 12px system-ui, "Segoe UI", Roboto, sans-serif';
  if (node.radius >= 13) ctx.fillText(count(node.agents), x, y);
  ctx.textBaseline = 'top';
  const name = node.name.length > 22 ? `${[...node.name].slice(0, 21).join('')}…` : node.name;
  const text = node.sickShare > 0 ? `${name} · ${share(node.sickShare)} sick` : name;
  // A halo, so that lines below do not cut the name.
  ctx.strokeStyle = palette.surface;
  ctx.lineWidth = 4;
  ctx.lineJoin = 'round';
  ctx.strokeText(text, x, y + node.radius + 6);
  ctx.fillText(text, x, y + node.radius + 6);
  ctx.textAlign = 'left';
}
