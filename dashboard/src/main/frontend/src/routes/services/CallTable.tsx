import { useMemo } from 'react';
import { Sparkline } from '@/charts/Sparkline';
import { count, duration, share } from '@/format/number';
import { type Column, type Sort, Table } from '@/ui/Table';
import { useNarrow } from '@/ui/useNarrow';
import { type CallRow, percentile, type Trend, together } from './calls';
import { useEach } from './questions';

/** Points of a line beside a number. */
const POINTS = 30;

const NARROW = ['name', 'p95_ms', 'error_rate'];

/** Operations, one line each, as the server sorted them. */
export function CallTable({
  name,
  rows,
  metric,
  selected,
  sort,
  onSort,
  onOpen,
}: {
  name: string;
  rows: readonly CallRow[];
  /** The metric of all rows but those that a watched server told. */
  metric: string;
  selected: string | undefined;
  sort: Sort;
  onSort: (sort: Sort) => void;
  onOpen: (row: CallRow) => void;
}) {
  const narrow = useNarrow();
  const each = useEach(metric, {}, POINTS, { enabled: !narrow });
  const series = each.data?.answer;
  const all = series && series.series_read === series.series_total ? series.series : undefined;
  const columns = useMemo<Column<CallRow>[]>(() => {
    const ms = (id: string, head: string, of: (row: CallRow) => number | null): Column<CallRow> => ({
      id,
      head,
      value: of,
      numeric: true,
      width: 68,
      cell: (row) => {
        const value = of(row);
        return value === null && row.count > 0 && id !== 'mean_ms' ? (
          <span className="text-muted" title="Too few calls for a percentile, or the source tells means alone">
            –
          </span>
        ) : (
          duration(value)
        );
      },
    });
    return [
      {
        id: 'name',
        head: 'Operation',
        grow: 5,
        width: 180,
        cell: (row: CallRow) => (
          <span title={`${row.name}\n${row.at}`}>
            <span className="font-medium">{row.name}</span> <span className="text-caption text-muted">{row.at}</span>
          </span>
        ),
      },
      {
        id: 'count',
        head: 'Calls/min',
        value: (row: CallRow) => row.count,
        numeric: true,
        width: 76,
        cell: (row: CallRow) => <span title={`${count(row.count)} calls in the range`}>{perMinute(row.rate)}</span>,
      },
      {
        id: 'error_rate',
        head: 'Errors',
        value: (row: CallRow) => row.errorRate,
        numeric: true,
        width: 68,
        cell: (row: CallRow) => (
          <span
            className={row.errorRate >= 0.05 ? 'font-medium text-critical' : ''}
            title={`${count(row.errors)} failed`}
          >
            {row.errorRate >= 0.05 ? '✖ ' : ''}
            {share(row.errorRate)}
          </span>
        ),
      },
      ms('mean_ms', 'Mean', (row) => row.mean),
      ms('p50_ms', 'Median', (row) => percentile(row.p50, row.count)),
      ms('p95_ms', 'p95', (row) => percentile(row.p95, row.count)),
      ms('p99_ms', 'p99', (row) => percentile(row.p99, row.count)),
      {
        id: 'total_seconds',
        head: 'Time in all',
        value: (row: CallRow) => row.totalSeconds,
        numeric: true,
        width: 88,
        cell: (row: CallRow) => duration(row.totalSeconds * 1_000),
      },
      {
        id: 'trend',
        head: 'Mean over time',
        grow: 2,
        width: 110,
        cell: (row: CallRow) =>
          all && row.metric === metric ? <Line trend={together(all, row.tags)} /> : <OwnLine row={row} />,
      },
    ];
  }, [all, metric]);
  return (
    <Table
      name={name}
      columns={narrow ? columns.filter((column) => NARROW.includes(column.id)) : columns}
      rows={rows}
      rowKey={(row) => row.id}
      selected={selected}
      sort={sort}
      onSort={onSort}
      sorted
      onOpen={onOpen}
      maxHeight={420}
    />
  );
}

function perMinute(rate: number): string {
  return rate >= 100
    ? count(Math.round(rate))
    : rate >= 10
      ? rate.toFixed(1)
      : rate >= 0.01
        ? rate.toFixed(2)
        : '< 0.01';
}

function Line({ trend }: { trend: Trend | undefined }) {
  if (!trend || trend.mean.every((value) => value === null)) return <span className="text-muted">–</span>;
  return (
    <span className="block py-0.5 text-accent">
      <Sparkline values={trend.mean} low={0} />
    </span>
  );
}

/** Where there are more series than are answered at once, a row in view asks for its own, once. */
function OwnLine({ row }: { row: CallRow }) {
  const own = useEach(row.metric, row.tags, POINTS, { live: false });
  return <Line trend={own.data ? together(own.data.answer.series, row.tags) : undefined} />;
}
