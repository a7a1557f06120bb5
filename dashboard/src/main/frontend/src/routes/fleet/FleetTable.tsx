import { useMemo, useRef } from 'react';
import { useHoldUnderPointer } from '@/charts/TimeChart';
import { bytes, count, duration, fixed, money, percent, share } from '@/format/number';
import { ago } from '@/format/time';
import { now } from '@/time/clock';
import { useChangeSearch, useRawSearch } from '@/time/view';
import { PageLink } from '@/ui/PageLink';
import { Status } from '@/ui/Status';
import { type Column, type Sort, Table } from '@/ui/Table';
import type { Agents } from './agents';
import { SICK, UNKNOWN } from './measures';

const MIB = 1024 * 1024;

/** Columns of the table. Rows are places: 10,000 of them are 10,000 numbers. */
function columnsOf({ ids, types, numbers }: Agents, steps: Uint8Array): Column<number>[] {
  const number = (
    id: string,
    head: string,
    values: Float64Array,
    write: (value: number) => string,
    width = 64,
  ): Column<number> => ({
    id,
    head,
    cell: (at) => write(values[at]!),
    value: (at) => values[at],
    numeric: true,
    width,
  });
  return [
    {
      id: 'id',
      head: 'Agent',
      cell: (at) => (
        <PageLink to="/agents/$id" params={{ id: ids[at]! }} onClick={(event) => event.stopPropagation()} tabIndex={-1}>
          {ids[at]}
        </PageLink>
      ),
      value: (at) => ids[at],
      grow: 2,
      width: 120,
    },
    { id: 'type', head: 'Type', cell: (at) => types[at], value: (at) => types[at], grow: 1.4, width: 90 },
    {
      id: 'state',
      head: 'State',
      cell: (at) =>
        steps[at] === SICK ? (
          <Status level="critical">sick</Status>
        ) : steps[at] === UNKNOWN ? (
          <Status level="unknown">idle</Status>
        ) : (
          <Status level="ok">well</Status>
        ),
      value: (at) => (steps[at] === UNKNOWN ? null : steps[at]),
      width: 64,
    },
    number('score', 'Score', numbers.score, share),
    number('p95', 'p95', numbers.p95, (seconds) => duration(seconds * 1_000), 72),
    number('mean', 'Mean', numbers.mean, (seconds) => duration(seconds * 1_000), 72),
    number('errors', 'Errors', numbers.errors, share),
    number('cost', 'Cost 1 h', numbers.cost, money),
    number('throughput', 'Tasks/min', numbers.throughput, (value) => fixed(value, 2), 72),
    number('tasks', 'Tasks', numbers.tasks, count),
    number('memory', 'Memory', numbers.memory, (value) => bytes(value * MIB), 72),
    number('cpu', 'CPU', numbers.cpu, percent),
    {
      id: 'last',
      head: 'Last seen',
      cell: (at) => (Number.isNaN(numbers.lastActivity[at]) ? '–' : ago(numbers.lastActivity[at]!, now())),
      value: (at) => numbers.lastActivity[at],
      numeric: true,
      width: 84,
    },
  ];
}

const SORTED = new Set([
  'id',
  'type',
  'state',
  'score',
  'p95',
  'mean',
  'errors',
  'cost',
  'throughput',
  'tasks',
  'memory',
  'cpu',
  'last',
]);

/** How the URL wants it sorted: `score`, or `-score` for the largest first; worst score first unless it says. */
export function readSort(text: string | undefined): Sort {
  const column = text?.replace(/^-/, '') ?? '';
  return SORTED.has(column) ? { column, descending: text!.startsWith('-') } : { column: 'score', descending: false };
}

export function FleetTable({
  agents,
  places,
  steps,
  selected,
  onSelect,
}: {
  agents: Agents;
  places: readonly number[];
  steps: Uint8Array;
  selected: ReadonlySet<number>;
  onSelect: (places: readonly number[]) => void;
}) {
  const change = useChangeSearch();
  const sort = readSort(useRawSearch().sort);
  const columns = useMemo(() => columnsOf(agents, steps), [agents, steps]);
  const box = useRef<HTMLDivElement>(null);
  // Rows do not move away under the pointer.
  useHoldUnderPointer(box);
  const [first] = selected;
  return (
    <div ref={box}>
      <Table
        name="Agents"
        columns={columns}
        rows={places}
        rowKey={(at) => agents.ids[at]!}
        selected={first === undefined ? undefined : agents.ids[first]}
        onOpen={(at) => onSelect([at])}
        sort={sort}
        onSort={(next) => change({ sort: (next.descending ? '-' : '') + next.column }, { replace: true })}
        maxHeight={600}
      />
    </div>
  );
}
