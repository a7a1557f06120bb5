import type { Schema } from '@/api/client';
import { bytes, count, duration, percent, share } from '@/format/number';
import { useGo } from '@/shell/useGo';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { type Column, Table } from '@/ui/Table';
import { useSummary } from './summary';

type Row = Schema<'AgentSummary'> & { id: string };

const MIB = 1024 * 1024;

/** Seconds of the API in ms. */
const ms = (seconds: number | null) => (seconds === null ? null : seconds * 1_000);

/** Memory and CPU are 0 where they were never reported. */
const reported = (value: number) => (value === 0 ? null : value);

const COLUMNS: Column<Row>[] = [
  { id: 'id', head: 'Agent', cell: (row) => row.id, value: (row) => row.id, grow: 2, width: 110 },
  { id: 'type', head: 'Type', cell: (row) => row.agent_type, value: (row) => row.agent_type, grow: 1.5, width: 80 },
  {
    id: 'score',
    head: 'Score',
    cell: (row) => <Score value={row.performance_score} />,
    value: (row) => row.performance_score,
    grow: 1.5,
    width: 100,
  },
  { id: 'tasks', head: 'Tasks', cell: (row) => count(row.task_count), value: (row) => row.task_count, numeric: true },
  {
    id: 'success',
    head: 'Success',
    cell: (row) => share(row.success_rate),
    value: (row) => row.success_rate,
    numeric: true,
  },
  {
    id: 'mean',
    head: 'Avg time',
    cell: (row) => duration(ms(row.average_execution_time)),
    value: (row) => row.average_execution_time,
    numeric: true,
  },
  {
    id: 'p95',
    head: 'p95',
    cell: (row) => duration(ms(row.p95_execution_time)),
    value: (row) => row.p95_execution_time,
    numeric: true,
  },
  {
    id: 'memory',
    head: 'Memory',
    cell: (row) => bytes(reported(row.memory_usage * MIB)),
    value: (row) => reported(row.memory_usage),
    numeric: true,
  },
  {
    id: 'cpu',
    head: 'CPU',
    cell: (row) => percent(reported(row.cpu_usage)),
    value: (row) => reported(row.cpu_usage),
    numeric: true,
  },
];

/** The agents that were active, worst score first. */
export function AgentsTab() {
  const go = useGo();
  const state = panelState(useSummary(), {
    empty: ({ answer }) =>
      answer.summary.agents_total === 0
        ? {
            kind: 'unknown',
            text: 'No agent was active in this stretch of time. Choose a longer one, or see what was sent:',
            command: 'GET /api/performance/agents',
          }
        : undefined,
    partial: ({ answer }) => {
      const shown = Object.keys(answer.summary.agent_performance).length;
      const total = answer.summary.agents_total;
      return shown < total ? `showing ${count(shown)} of ${count(total)}, worst first` : undefined;
    },
  });
  return (
    <Panel title="Agent performance" state={state} height={320} flush actions={<PageLink to="/fleet">Fleet</PageLink>}>
      {({ answer }) => (
        <Table
          name="Agents"
          columns={COLUMNS}
          rows={Object.entries(answer.summary.agent_performance).map(([id, agent]) => ({ ...agent, id }))}
          rowKey={(row) => row.id}
          onOpen={(row) => go('/agents/$id', { id: row.id })}
          maxHeight={520}
        />
      )}
    </Panel>
  );
}

function Score({ value }: { value: number }) {
  return (
    <span className="flex items-center gap-2">
      <span className="h-1.5 w-16 shrink-0 overflow-hidden rounded-sm bg-raised" aria-hidden="true">
        <span className="block h-full bg-accent" style={{ width: `${value * 100}%` }} />
      </span>
      {share(value)}
    </span>
  );
}
