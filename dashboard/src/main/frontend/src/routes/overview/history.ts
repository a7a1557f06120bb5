import type { Schema } from '@/api/client';
import type { Line } from '@/charts/model';

type Row = Schema<'HistoryRow'>;
type Field =
  | 'cpu_usage'
  | 'memory_usage'
  | 'disk_usage'
  | 'active_agents'
  | 'active_workflows'
  | 'queue_size'
  | 'error_rate';

/** Rows of `/historical` as columns. Where rows are missing there is a gap, not a line drawn across it. */
export function columnsOf(answer: Schema<'HistoryAnswer'>): { t: number[]; rows: (Row | undefined)[] } {
  const step = answer.resolution_seconds * 1_000;
  const t: number[] = [];
  const rows: (Row | undefined)[] = [];
  for (const row of answer.data) {
    const at = Date.parse(row.timestamp);
    const before = t.at(-1);
    if (before !== undefined && at - before > step * 1.5) {
      t.push(before + step);
      rows.push(undefined);
    }
    t.push(at);
    rows.push(row);
  }
  return { t, rows };
}

/** One field as a line with its band. */
export function lineOf(rows: readonly (Row | undefined)[], field: Field, label: string, colour: number): Line {
  return {
    label,
    colour,
    mean: rows.map((row) => row?.[field] ?? null),
    min: rows.map((row) => row?.[`${field}_min`] ?? null),
    max: rows.map((row) => row?.[`${field}_max`] ?? null),
  };
}
