import { useMemo } from 'react';
import { count, duration, money } from '@/format/number';
import { Status } from '@/ui/Status';
import { type Column, Table } from '@/ui/Table';
import { useNarrow } from '@/ui/useNarrow';
import { KindIcon, LOOKS } from './looks';
import type { Trace } from './trace';

/** All spans of the run, to be sorted by any of their numbers. */
export function SpanTable({
  trace,
  places,
  selected,
  onSelect,
}: {
  trace: Trace;
  /** Places of the spans to show. */
  places: readonly number[];
  selected: number;
  onSelect: (place: number) => void;
}) {
  const narrow = useNarrow();
  const columns = useMemo(() => {
    const every = spanColumns(trace);
    return narrow ? every.filter((column) => ['name', 'duration', 'self'].includes(column.id)) : every;
  }, [trace, narrow]);
  return (
    <Table
      name="Spans"
      columns={columns}
      rows={places}
      rowKey={(place) => trace.id(place)}
      selected={selected >= 0 ? trace.id(selected) : undefined}
      onOpen={onSelect}
      maxHeight={640}
    />
  );
}

function spanColumns(trace: Trace): Column<number>[] {
  const { columns } = trace;
  const numbers = (
    id: string,
    head: string,
    column: Float64Array,
    write: (value: number) => string,
    width = 72,
  ): Column<number> => ({
    id,
    head,
    numeric: true,
    width,
    value: (place) => column[place],
    cell: (place) => write(column[place]!),
  });
  return [
    {
      id: 'name',
      head: 'Step',
      grow: 4,
      width: 140,
      value: (place) => trace.operation(place) || trace.name(place),
      cell: (place) => (
        <span className="flex min-w-0 items-center gap-1.5">
          <KindIcon kind={trace.kind(place)} />
          <span className="truncate" title={trace.name(place)}>
            {trace.operation(place) || trace.name(place)}
          </span>
        </span>
      ),
    },
    {
      id: 'kind',
      head: 'Kind',
      width: 92,
      value: (p) => LOOKS[trace.kind(p)].word,
      cell: (p) => LOOKS[trace.kind(p)].word,
    },
    { id: 'agent', head: 'Agent', grow: 2, value: (p) => trace.agentAbove(p), cell: (p) => trace.agentAbove(p) || '–' },
    numbers('start', 'From', columns.start, duration),
    numbers('duration', 'Takes', columns.duration, duration),
    numbers('self', 'Self', columns.self, duration),
    numbers('wait', 'Waited', columns.wait, duration),
    numbers('in', 'Tokens in', columns.tokensIn, count),
    numbers('out', 'Tokens out', columns.tokensOut, count),
    numbers('cost', 'Cost', columns.cost, money),
    {
      id: 'status',
      head: 'State',
      width: 84,
      value: (place) => (trace.failed(place) ? 0 : 1),
      cell: (place) => (trace.failed(place) ? <Status level="critical">failed</Status> : '–'),
    },
  ];
}
