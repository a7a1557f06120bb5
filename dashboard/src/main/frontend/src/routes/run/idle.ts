import type { Columns, Stretch } from './trace';

/**
 * The stretches of a run in which no span worked: none without children ran. What a span above others does between their calls
 * is not seen as work, as it is mostly waiting for them.
 *
 * @param end where the run ends, in milliseconds from its start
 */
export function idle(columns: Columns, end: number): Stretch[] {
  const leaves: number[] = [];
  for (let i = 0; i < columns.size; i++) {
    if (columns.after[i] === i + 1 && columns.duration[i]! > 0) leaves.push(i);
  }
  const starts = Float64Array.from(leaves, (i) => columns.start[i]!);
  const order = Uint32Array.from(leaves.keys()).sort((a, b) => starts[a]! - starts[b]!);
  const found: Stretch[] = [];
  let busyUntil = 0;
  for (const at of order) {
    const from = starts[at]!;
    const leaf = leaves[at]!;
    if (from > busyUntil) found.push({ from: busyUntil, to: from });
    busyUntil = Math.max(busyUntil, columns.start[leaf]! + columns.duration[leaf]!);
  }
  if (end > busyUntil) found.push({ from: busyUntil, to: end });
  return found;
}
