import { duration } from '@/format/number';
import type { Axis, Sight } from './axis';
import { LOOKS } from './looks';
import type { PathSegment } from './queries';
import type { Rows } from './rows';
import { KINDS, type Trace } from './trace';

/** Height of a row in px. */
export const ROW = 28;

/** Colours of the theme as the canvas takes them. */
export interface Palette {
  kinds: string[];
  path: string;
  critical: string;
  text: string;
  muted: string;
  divider: string;
  surface: string;
}

/** Reads the colours of the theme that is shown. */
export function palette(element: Element): Palette {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    kinds: KINDS.map((kind) => read(LOOKS[kind].colour)),
    path: read('--path'),
    critical: read('--critical'),
    text: read('--text'),
    muted: read('--muted'),
    divider: read('--divider'),
    surface: read('--surface'),
  };
}

export interface Scene {
  trace: Trace;
  rows: Rows;
  axis: Axis;
  sight: Sight;
  /** Pieces of the critical path by the place of their span; empty where it is not shown. */
  pieces: ReadonlyMap<number, readonly PathSegment[]>;
  steps: Steps;
  /** Where the spans that are known end while the run goes on; undefined once it ended. */
  openFrom: number | undefined;
  ticks: readonly { place: number; ms: number }[];
}

/** Where the critical path goes from one row to another. */
export interface Steps {
  at: Float64Array;
  from: Int32Array;
  to: Int32Array;
}

/** Found once for the rows, not for each frame: a path has thousands of pieces. */
export function stepsOf(trace: Trace, rows: Rows, path: readonly PathSegment[]): Steps {
  const at: number[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let before = -1;
  for (const piece of path) {
    const place = trace.placeOf(piece.span_id);
    const row = place < 0 ? -1 : rows.rowOf[place]!;
    if (row < 0) continue;
    if (before >= 0 && row !== before) {
      at.push(piece.start_ms);
      from.push(Math.min(before, row));
      to.push(Math.max(before, row));
    }
    before = row;
  }
  return { at: Float64Array.from(at), from: Int32Array.from(from), to: Int32Array.from(to) };
}

/** Draws the rows that are in view; cost grows with them, not with the trace. Sizes in CSS px. */
export function paint(
  canvas: CanvasRenderingContext2D,
  scene: Scene,
  colours: Palette,
  top: number,
  width: number,
  height: number,
) {
  const { trace, rows, axis, sight, pieces } = scene;
  const perUnit = width / (sight.to - sight.from);
  const x = (ms: number) => (axis.place(ms) - sight.from) * perUnit;
  canvas.clearRect(0, 0, width, height);

  canvas.fillStyle = colours.divider;
  canvas.globalAlpha = 0.5;
  for (const tick of scene.ticks) canvas.fillRect(Math.round((tick.place - sight.from) * perUnit), 0, 1, height);
  for (const gap of axis.gaps) {
    const from = (gap.at - sight.from) * perUnit;
    canvas.fillRect(from, 0, gap.length * perUnit, height);
  }
  canvas.globalAlpha = 1;

  const first = Math.max(0, Math.floor(top / ROW));
  const last = Math.min(rows.places.length, Math.ceil((top + height) / ROW));
  const showPath = pieces.size > 0;
  canvas.font = '11px system-ui, sans-serif';
  canvas.textBaseline = 'middle';
  for (let row = first; row < last; row++) {
    const i = rows.places[row]!;
    const y = row * ROW - top;
    const start = trace.columns.start[i]!;
    const left = x(start);
    const right = Math.max(left + 2, x(start + trace.columns.duration[i]!));
    if (right < 0 || left > width) {
      pointOutside(canvas, colours, right < 0, y, width);
      continue;
    }
    const from = Math.max(left, -4);
    const to = Math.min(right, width + 4);
    canvas.globalAlpha = showPath ? 0.35 : 0.8;
    canvas.fillStyle = colours.kinds[trace.columns.kind[i]!]!;
    bar(canvas, from, y + 8, to - from, 12);
    canvas.globalAlpha = 1;
    waiting(canvas, colours, x, start, trace.columns.wait[i]!, y, width);
    canvas.fillStyle = colours.path;
    for (const piece of pieces.get(i) ?? []) {
      const begin = Math.max(x(piece.start_ms), -4);
      const end = Math.min(x(piece.end_ms), width + 4);
      if (end < 0 || begin > width) continue;
      canvas.globalAlpha = piece.type === 'self' ? 1 : 0.55;
      canvas.fillRect(begin, y + 8, Math.max(1.5, end - begin), 12);
    }
    canvas.globalAlpha = 1;
    if (trace.failed(i)) {
      canvas.strokeStyle = colours.critical;
      canvas.lineWidth = 1.5;
      canvas.strokeRect(from + 0.75, y + 7.25, Math.max(2, to - from - 1.5), 13.5);
    }
    label(canvas, colours, duration(trace.columns.duration[i]!), left, right, y, width);
  }
  if (showPath) lines(canvas, colours, scene.steps, x, top, height, width);
  if (scene.openFrom !== undefined) open(canvas, colours, x(scene.openFrom), width, height);
}

function bar(canvas: CanvasRenderingContext2D, x: number, y: number, width: number, height: number) {
  canvas.beginPath();
  canvas.roundRect(x, y, width, height, Math.min(2, width / 2));
  canvas.fill();
}

/** A small arrow at the side where the bar is. */
function pointOutside(canvas: CanvasRenderingContext2D, colours: Palette, left: boolean, y: number, width: number) {
  canvas.fillStyle = colours.muted;
  canvas.textAlign = left ? 'left' : 'right';
  canvas.fillText(left ? '◂' : '▸', left ? 2 : width - 2, y + ROW / 2);
}

/** The time in a queue before it began: outlined, not filled. */
function waiting(
  canvas: CanvasRenderingContext2D,
  colours: Palette,
  x: (ms: number) => number,
  start: number,
  wait: number,
  y: number,
  width: number,
) {
  if (!(wait > 0)) return;
  const from = Math.max(x(start - wait), -4);
  const to = Math.min(x(start), width + 4);
  if (to - from < 3) return;
  canvas.strokeStyle = colours.muted;
  canvas.lineWidth = 1;
  canvas.setLineDash([3, 2]);
  canvas.strokeRect(from + 0.5, y + 8.5, to - from - 1, 11);
  canvas.setLineDash([]);
}

function label(
  canvas: CanvasRenderingContext2D,
  colours: Palette,
  text: string,
  left: number,
  right: number,
  y: number,
  width: number,
) {
  const long = text.length * 6.2 + 8;
  canvas.fillStyle = colours.muted;
  if (right + long < width) {
    canvas.textAlign = 'left';
    canvas.fillText(text, right + 4, y + ROW / 2);
  } else if (left > long) {
    canvas.textAlign = 'right';
    canvas.fillText(text, left - 4, y + ROW / 2);
  }
}

/** Lines from each piece of the path to the one that follows, as far as they are in view. */
function lines(
  canvas: CanvasRenderingContext2D,
  colours: Palette,
  { at, from, to }: Steps,
  x: (ms: number) => number,
  top: number,
  height: number,
  width: number,
) {
  canvas.strokeStyle = colours.path;
  canvas.lineWidth = 1;
  canvas.globalAlpha = 0.7;
  canvas.beginPath();
  let drawn = Number.NaN;
  for (let i = 0; i < at.length; i++) {
    const high = from[i]! * ROW - top + 20;
    const low = to[i]! * ROW - top + 8;
    if (low < 0 || high > height) continue;
    const place = Math.round(x(at[i]!)) + 0.5;
    if (place < 0 || place > width || place === drawn) continue;
    // One line through the whole view hides others at the same place.
    if (high <= 0 && low >= height) drawn = place;
    canvas.moveTo(place, Math.max(-2, high));
    canvas.lineTo(place, Math.min(height + 2, low));
  }
  canvas.stroke();
  canvas.globalAlpha = 1;
}

/** The run goes on: what comes after is not known yet. */
function open(canvas: CanvasRenderingContext2D, colours: Palette, from: number, width: number, height: number) {
  if (from > width) return;
  canvas.strokeStyle = colours.muted;
  canvas.lineWidth = 1;
  canvas.setLineDash([4, 4]);
  canvas.beginPath();
  canvas.moveTo(Math.round(from) + 0.5, 0);
  canvas.lineTo(Math.round(from) + 0.5, height);
  canvas.stroke();
  canvas.setLineDash([]);
  canvas.globalAlpha = 0.06;
  canvas.fillStyle = colours.muted;
  canvas.fillRect(from, 0, width - from, height);
  canvas.globalAlpha = 1;
}
