import type { Schema } from '@/api/client';
import { count, duration, money } from '@/format/number';
import { instant } from '@/format/time';
import { useGo } from '@/shell/useGo';
import { now } from '@/time/clock';
import { useView } from '@/time/view';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { Status } from '@/ui/Status';
import { type Column, Table } from '@/ui/Table';
import { RUNS, useAgentRuns } from './queries';

type Row = Schema<'Run'>;

function columnsOf(zone: string): Column<Row>[] {
  return [
    {
      id: 'started',
      head: 'Started',
      cell: (run) => instant(Date.parse(run.started_at), now(), zone),
      value: (run) => Date.parse(run.started_at),
      width: 84,
    },
    {
      id: 'workflow',
      head: 'Workflow',
      cell: (run) => (
        <PageLink
          to="/runs/$id"
          params={{ id: run.trace_id }}
          onClick={(event) => event.stopPropagation()}
          tabIndex={-1}
        >
          {run.workflow}
        </PageLink>
      ),
      value: (run) => run.workflow,
      grow: 2,
      width: 110,
    },
    {
      id: 'status',
      head: 'State',
      cell: (run) =>
        run.state === 'running' ? (
          'running'
        ) : run.status === 'error' ? (
          <Status level="critical">failed</Status>
        ) : (
          <Status level="ok">done</Status>
        ),
      value: (run) => run.status,
      width: 72,
    },
    {
      id: 'duration',
      head: 'Time',
      cell: (run) => duration(run.duration_ms),
      value: (run) => run.duration_ms,
      numeric: true,
      width: 72,
    },
    { id: 'spans', head: 'Spans', cell: (run) => count(run.span_count), value: (run) => run.span_count, numeric: true },
    {
      id: 'errors',
      head: 'Errors',
      cell: (run) => count(run.error_spans),
      value: (run) => run.error_spans,
      numeric: true,
    },
    { id: 'cost', head: 'Cost', cell: (run) => money(run.cost_usd), value: (run) => run.cost_usd, numeric: true },
  ];
}

/** The last runs it took part in. */
export function RunsPanel({ id }: { id: string }) {
  const go = useGo();
  const { zone } = useView();
  const state = panelState(useAgentRuns(id), {
    empty: ({ answer }) =>
      answer.runs.length === 0
        ? {
            kind: 'unknown',
            text: 'No run of it is known in this stretch of time. Tasks that are reported have no run.',
          }
        : undefined,
    partial: ({ answer }) =>
      answer.runs.length < answer.total ? `the last ${RUNS} of ${count(answer.total)}` : undefined,
  });
  return (
    <Panel title="Last runs with it" state={state} height={260} flush>
      {({ answer }) => (
        <Table
          name="Last runs"
          columns={columnsOf(zone)}
          rows={answer.runs}
          rowKey={(run) => run.trace_id}
          onOpen={(run) => go('/runs/$id', { id: run.trace_id })}
          maxHeight={320}
        />
      )}
    </Panel>
  );
}
