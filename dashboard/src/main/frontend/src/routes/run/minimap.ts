import type { Axis } from './axis';
import type { Trace } from './trace';

/** What a cell of the minimap shows, the strongest wins. */
export const EMPTY = 0;
export const WORK = 1;
export const PATH = 2;
export const FAILED = 3;

/**
 * The whole run in a small grid: all spans from top to bottom, squeezed. Made once for a trace and an axis and kept as a
 * bitmap, so its cost, a few milliseconds for 100,000 spans, is not paid for each frame.
 */
export function minimap(
  trace: Trace,
  axis: Axis,
  path: readonly { span_id: string | null; start_ms: number; end_ms: number }[],
  width: number,
  height: number,
): Uint8Array {
  const cells = new Uint8Array(width * height);
  const perMs = width / axis.length;
  const mark = (place: number, from: number, to: number, value: number) => {
    const top = Math.min(height - 1, Math.floor((place * height) / trace.size));
    // With few spans a row is some pixels high; one stays free between them.
    const bottom = Math.max(top + 1, Math.min(height, Math.floor(((place + 1) * height) / trace.size) - 1));
    const left = Math.min(width - 1, Math.floor(axis.place(from) * perMs));
    const right = Math.min(width, Math.max(left + 1, Math.ceil(axis.place(to) * perMs)));
    for (let y = top; y < bottom; y++) {
      for (let x = y * width + left; x < y * width + right; x++) if (cells[x]! < value) cells[x] = value;
    }
  };
  const { start, duration } = trace.columns;
  for (let i = 0; i < trace.size; i++) {
    mark(i, start[i]!, start[i]! + duration[i]!, trace.failed(i) && trace.columns.after[i] === i + 1 ? FAILED : WORK);
  }
  for (const piece of path) {
    const place = trace.placeOf(piece.span_id);
    if (place >= 0) mark(place, piece.start_ms, piece.end_ms, PATH);
  }
  return cells;
}
