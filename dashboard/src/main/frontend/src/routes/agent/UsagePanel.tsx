import type { Schema } from '@/api/client';
import { count, duration, money, share } from '@/format/number';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { type Column, Table } from '@/ui/Table';
import { useAgentUsage } from './queries';

type Call = Schema<'AgentUsageAnswer'>['calls'][number];

const COLUMNS: Column<Call>[] = [
  {
    id: 'name',
    head: 'Name',
    cell: (call) => (
      <>
        {call.name} <span className="text-muted">{call.kind}</span>
      </>
    ),
    value: (call) => call.name,
    grow: 3,
    width: 150,
  },
  { id: 'calls', head: 'Calls', cell: (call) => count(call.calls), value: (call) => call.calls, numeric: true },
  {
    id: 'failed',
    head: 'Failed',
    cell: (call) => share(call.errors / call.calls),
    value: (call) => call.errors / call.calls,
    numeric: true,
  },
  {
    id: 'p50',
    head: 'Median',
    cell: (call) => duration(call.p50_ms),
    value: (call) => call.p50_ms,
    numeric: true,
    width: 64,
  },
  {
    id: 'p95',
    head: 'p95',
    cell: (call) => duration(call.p95_ms),
    value: (call) => call.p95_ms,
    numeric: true,
    width: 64,
  },
  {
    id: 'total',
    head: 'In all',
    cell: (call) => duration(call.total_ms),
    value: (call) => call.total_ms,
    numeric: true,
    width: 76,
  },
  { id: 'cost', head: 'Cost', cell: (call) => money(call.cost_usd), value: (call) => call.cost_usd, numeric: true },
];

/** What it calls, most time first. */
export function UsagePanel({ id }: { id: string }) {
  const state = panelState(useAgentUsage(id), {
    empty: ({ answer }) =>
      answer.calls.length === 0
        ? {
            kind: 'unknown',
            text:
              answer.runs === 0
                ? 'No run of it in this stretch of time is among those that the server has at hand.'
                : `It called no model and no tool in ${count(answer.runs)} runs.`,
          }
        : undefined,
    partial: ({ answer }) => `of ${count(answer.tasks)} tasks in ${count(answer.runs)} runs`,
  });
  return (
    <Panel title="Models and tools" state={state} height={260} flush>
      {({ answer }) => (
        <Table
          name="Models and tools"
          columns={COLUMNS}
          rows={answer.calls}
          rowKey={(call) => `${call.kind} ${call.name}`}
          maxHeight={320}
        />
      )}
    </Panel>
  );
}
