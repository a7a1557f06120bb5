import type { UseQueryResult } from '@tanstack/react-query';
import type { Schema } from '@/api/client';
import type { Ranged } from '@/api/queries';
import { Sparkline } from '@/charts/Sparkline';
import { count, duration, money, share } from '@/format/number';
import { useChangeSearch } from '@/time/view';
import { Button } from '@/ui/Button';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { type Column, Table } from '@/ui/Table';
import { useNarrow } from '@/ui/useNarrow';

type Workflow = Schema<'Workflow'>;

/** Under this many runs a percentile says nothing. */
const ENOUGH = 20;

/** What runs there are, by workflow; choosing one filters the list below. */
export function Workflows({
  query,
  chosen,
}: {
  query: UseQueryResult<Ranged<Schema<'WorkflowsAnswer'>>, Error>;
  chosen: string | undefined;
}) {
  const change = useChangeSearch();
  const narrow = useNarrow();
  return (
    <Panel
      title="Workflows"
      flush
      height={160}
      state={panelState(query, {
        empty: ({ answer }) =>
          answer.workflows.length === 0
            ? { kind: 'unknown', text: 'No run began in this stretch of time. Choose a longer one, or look at ingest.' }
            : undefined,
        partial: ({ answer }) =>
          answer.total > answer.workflows.length
            ? `showing ${count(answer.workflows.length)} of ${count(answer.total)}`
            : answer.complete
              ? undefined
              : 'of the newest 20,000 runs',
      })}
      actions={chosen ? <Button onClick={() => change({ workflow: undefined })}>All workflows</Button> : undefined}
    >
      {({ answer }) => (
        <Table
          name="Workflows"
          columns={narrow ? COLUMNS.filter((column) => column.id === 'name' || column.id === 'p95') : COLUMNS}
          rows={answer.workflows}
          rowKey={(workflow) => workflow.name}
          selected={chosen}
          onOpen={(workflow) => change({ workflow: workflow.name === chosen ? undefined : workflow.name })}
          maxHeight={212}
        />
      )}
    </Panel>
  );
}

function quantile(workflow: Workflow, value: number | null): string {
  return workflow.runs >= ENOUGH ? duration(value) : `n=${count(workflow.runs)}`;
}

const COLUMNS: Column<Workflow>[] = [
  {
    id: 'name',
    head: 'Workflow',
    grow: 3,
    width: 120,
    value: (workflow) => workflow.name,
    cell: (workflow) => <span title={workflow.name}>{workflow.name}</span>,
  },
  { id: 'runs', head: 'Ended', numeric: true, value: (w) => w.runs, cell: (w) => count(w.runs) },
  { id: 'running', head: 'Running', numeric: true, value: (w) => w.running, cell: (w) => count(w.running) },
  {
    id: 'errors',
    head: 'Failed',
    numeric: true,
    value: (w) => w.error_rate,
    cell: (w) => (
      <span className={w.error_rate !== null && w.error_rate >= 0.1 ? 'text-critical' : ''}>{share(w.error_rate)}</span>
    ),
  },
  { id: 'p50', head: 'p50', numeric: true, width: 72, value: (w) => w.p50_ms, cell: (w) => quantile(w, w.p50_ms) },
  { id: 'p95', head: 'p95', numeric: true, width: 72, value: (w) => w.p95_ms, cell: (w) => quantile(w, w.p95_ms) },
  { id: 'p99', head: 'p99', numeric: true, width: 72, value: (w) => w.p99_ms, cell: (w) => quantile(w, w.p99_ms) },
  {
    id: 'trend',
    head: 'p95 over the range',
    grow: 2,
    width: 110,
    cell: (w) => (
      <span className="block text-accent">
        <Sparkline values={w.trend.map((part) => part.p95_ms)} low={0} />
      </span>
    ),
  },
  {
    id: 'cost',
    head: 'Cost',
    numeric: true,
    width: 72,
    value: (w) => w.cost_usd,
    cell: (w) => (
      <span title={w.cost_complete ? undefined : 'The cost of some calls is not known'}>
        {money(w.cost_usd)}
        {w.cost_usd !== null && !w.cost_complete ? '+' : ''}
      </span>
    ),
  },
  {
    id: 'each',
    head: 'Cost a run',
    numeric: true,
    width: 80,
    value: (w) => each(w),
    cell: (w) => money(each(w)),
  },
];

function each(workflow: Workflow): number | null {
  return workflow.cost_usd === null || workflow.runs === 0 ? null : workflow.cost_usd / workflow.runs;
}
