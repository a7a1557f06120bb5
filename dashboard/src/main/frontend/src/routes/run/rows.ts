import type { Trace } from './trace';

/** The rows of a waterfall: which spans are shown, when some of those with others below are closed. */
export interface Rows {
  /** Places of the spans shown, top down. */
  places: Int32Array;
  /** Row of each span; −1 where it is hidden. */
  rowOf: Int32Array;
}

export function rowsOf(trace: Trace, closed: ReadonlySet<string>): Rows {
  const { size } = trace;
  const places = new Int32Array(size);
  const rowOf = new Int32Array(size).fill(-1);
  const shut = new Set<number>();
  for (const id of closed) {
    const place = trace.placeOf(id);
    if (place >= 0) shut.add(place);
  }
  let shown = 0;
  for (let i = 0; i < size; ) {
    places[shown] = i;
    rowOf[i] = shown++;
    i = shut.has(i) ? trace.columns.after[i]! : i + 1;
  }
  return { places: places.subarray(0, shown), rowOf };
}

/** Row of a span, or of the nearest one above it that is shown; −1 if the span is none of the trace. */
export function shownRow(trace: Trace, rows: Rows, place: number): number {
  for (let at = place; at >= 0; at = trace.columns.parent[at]!) {
    if (rows.rowOf[at]! >= 0) return rows.rowOf[at]!;
  }
  return -1;
}

/** What has to be opened so that a span is seen. */
export function opened(trace: Trace, closed: ReadonlySet<string>, place: number): ReadonlySet<string> {
  if (place < 0) return closed;
  let next: Set<string> | undefined;
  for (let at = trace.columns.parent[place]!; at >= 0; at = trace.columns.parent[at]!) {
    const id = trace.id(at);
    if (closed.has(id)) {
      next ??= new Set(closed);
      next.delete(id);
    }
  }
  return next ?? closed;
}

/** Places of the spans whose name, operation, agent, service, model, error or id has the text, in order. */
export function find(trace: Trace, text: string): number[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return [];
  const { columns } = trace;
  const hit = new Uint8Array(columns.texts.length);
  columns.texts.forEach((known, i) => {
    if (known.toLowerCase().includes(wanted)) hit[i] = 1;
  });
  const byText = [columns.name, columns.operation, columns.agent, columns.service, columns.model, columns.error];
  const found: number[] = [];
  for (let i = 0; i < trace.size; i++) {
    if (byText.some((column) => hit[column[i]!]) || trace.id(i).startsWith(wanted)) found.push(i);
  }
  return found;
}

/** Places of the spans that failed, in order. */
export function failures(trace: Trace): number[] {
  const found: number[] = [];
  for (let i = 0; i < trace.size; i++) if (trace.failed(i)) found.push(i);
  return found;
}

/** The next of some places after (or before) one, round the end; −1 if there are none. */
export function next(places: readonly number[], from: number, direction: 1 | -1): number {
  if (places.length === 0) return -1;
  if (direction > 0) return places.find((place) => place > from) ?? places[0]!;
  return places.findLast((place) => place < from) ?? places.at(-1)!;
}
