import type { Schema } from '@/api/client';

/** What surrounds agents, in one shape for all tables. Pure. */
export interface CallRow {
  /** Stands in the URL for it. */
  id: string;
  name: string;
  /** What it belongs to: a database, a service, a kind. */
  at: string;
  count: number;
  rate: number;
  errors: number;
  errorRate: number;
  totalSeconds: number;
  mean: number | null;
  p50: number | null;
  p95: number | null;
  p99: number | null;
  max: number | null;
  /** Where its values over time are: a metric, and the tags that choose its series. */
  metric: string;
  tags: Record<string, string>;
  callers: Schema<'Caller'>[] | undefined;
  /** Whatever else is known, in words. */
  facts: { name: string; value: number | string | null; unit: 'count' | 'text' }[];
  text: string | undefined;
  plan: Record<string, unknown> | null | undefined;
  planSince: string | null | undefined;
}

type Numbers = Pick<
  Schema<'Endpoint'>,
  | 'count'
  | 'rate_per_minute'
  | 'errors'
  | 'error_rate'
  | 'total_seconds'
  | 'mean_ms'
  | 'p50_ms'
  | 'p95_ms'
  | 'p99_ms'
  | 'max_ms'
>;

function numbers(one: Numbers) {
  return {
    count: one.count,
    rate: one.rate_per_minute,
    errors: one.errors,
    errorRate: one.error_rate,
    totalSeconds: one.total_seconds,
    mean: one.mean_ms,
    p50: one.p50_ms,
    p95: one.p95_ms,
    p99: one.p99_ms,
    max: one.max_ms,
  };
}

export function queryRow(one: Schema<'DatabaseQuery'>): CallRow {
  const watched = one.source === 'pg_stat_statements';
  return {
    ...numbers(one),
    id: [one.source, one.database ?? '', one.query_id].join(' '),
    name: one.summary || one.query,
    at: [one.system, one.database].filter(Boolean).join(' · ') || 'database not named',
    metric: watched ? 'postgresql.query.time' : 'pitwall.database.query',
    tags: {
      query_id: one.query_id,
      ...(watched && one.database ? { database: one.database } : {}),
      ...(!watched && one.system ? { system: one.system } : {}),
    },
    callers: one.callers,
    facts: [
      { name: 'rows a call', value: one.rows_mean, unit: 'count' },
      { name: 'blocks not in the cache', value: one.shared_blocks_read, unit: 'count' },
      { name: 'timeouts', value: one.timeouts, unit: 'count' },
      {
        name: 'told by',
        value: watched ? 'the PostgreSQL server, which tells means alone' : 'spans of the callers',
        unit: 'text',
      },
    ],
    text: one.query,
    plan: one.plan,
    planSince: one.plan_since,
  };
}

export function endpointRow(one: Schema<'Endpoint'>): CallRow {
  return {
    ...numbers(one),
    id: [one.service, one.method, one.route].join(' '),
    name: `${one.method} ${one.route}`,
    at: one.service,
    metric: 'pitwall.endpoint',
    tags: { service: one.service, method: one.method, route: one.route },
    callers: undefined,
    facts: [{ name: 'answers of 4xx', value: one.client_errors, unit: 'count' }],
    text: undefined,
    plan: undefined,
    planSince: undefined,
  };
}

export function externalRow(one: Schema<'ExternalCall'>): CallRow {
  return {
    ...numbers(one),
    id: [one.kind, one.host, one.operation].join(' '),
    name: one.operation === one.host ? one.host : `${one.host} ${one.operation}`,
    at: one.kind,
    metric: 'pitwall.external',
    tags: { kind: one.kind, host: one.host, operation: one.operation },
    callers: one.callers,
    facts: [
      { name: 'throttled', value: one.throttled, unit: 'count' },
      { name: 'timeouts', value: one.timeouts, unit: 'count' },
      { name: 'retries', value: one.retries, unit: 'count' },
    ],
    text: undefined,
    plan: undefined,
    planSince: undefined,
  };
}

/** Fewer values have no percentile that says anything. */
export const FEWEST = 20;

/** A percentile, if there are enough values for one. */
export function percentile(value: number | null, n: number): number | null {
  return n < FEWEST ? null : value;
}

type Series = Schema<'SeriesAnswer'>['series'][number];

/** Some series as one, bucket by bucket. */
export interface Trend {
  n: number[];
  mean: (number | null)[];
  min: (number | null)[];
  max: (number | null)[];
}

/** Whether a series has these tags. */
function has(series: Series, tags: Record<string, string>): boolean {
  return Object.entries(tags).every(([name, value]) => (series.tags as Record<string, string>)[name] === value);
}

/** The series with these tags taken together: means weighed by their counts. Undefined if there is none. */
export function together(all: readonly Series[], tags: Record<string, string>): Trend | undefined {
  const some = all.filter((series) => has(series, tags));
  const [first] = some;
  if (!first) return undefined;
  const best = (of: (series: Series) => readonly (number | null)[], pick: (...values: number[]) => number) =>
    first.n.map((_, i) => {
      const known = some.flatMap((series) => of(series)[i] ?? []);
      return known.length === 0 ? null : pick(...known);
    });
  return {
    n: first.n.map((_, i) => some.reduce((sum, series) => sum + (series.n[i] ?? 0), 0)),
    mean: first.n.map((_, i) => {
      let sum = 0;
      let n = 0;
      for (const series of some) {
        const mean = series.mean[i];
        if (mean === null || mean === undefined) continue;
        sum += mean * (series.n[i] ?? 0);
        n += series.n[i] ?? 0;
      }
      return n === 0 ? null : sum / n;
    }),
    min: best((series) => series.min, Math.min),
    max: best((series) => series.max, Math.max),
  };
}
