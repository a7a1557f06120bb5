import type { Schema } from '@/api/client';
import { count, duration, exact, money } from '@/format/number';
import { instant, iso } from '@/format/time';
import { now } from '@/time/clock';
import { useView } from '@/time/view';
import { PageLink } from '@/ui/PageLink';
import { Status } from '@/ui/Status';
import type { Column } from '@/ui/Table';
import type { Run } from './rows';
import './strip.css';

export function RunStatus({ run }: { run: Run }) {
  if (run.state === 'running') return <Status level="unknown">running</Status>;
  if (run.status === 'error') return <Status level="critical">failed</Status>;
  if (run.error_spans > 0) return <Status level="warning">recovered</Status>;
  return <Status level="ok">ok</Status>;
}

export function Started({ run }: { run: Run }) {
  const { zone } = useView();
  const at = Date.parse(run.started_at);
  return <span title={iso(at, zone)}>{instant(at, now(), zone)}</span>;
}

/** Columns of a list of runs; the first two on narrow screens. */
export function runColumns(longest: number, workflows: readonly Schema<'Workflow'>[], narrow: boolean): Column<Run>[] {
  const median = new Map(workflows.map((workflow) => [workflow.name, workflow]));
  const columns: Column<Run>[] = [
    {
      id: 'workflow',
      head: 'Workflow',
      grow: 2.5,
      width: 130,
      cell: (run) => (
        <span className="flex min-w-0 items-baseline gap-2">
          <PageLink
            to="/runs/$id"
            params={{ id: run.trace_id }}
            className="truncate"
            tabIndex={-1}
            title={run.workflow}
          >
            {run.workflow}
          </PageLink>
          <code className="shrink-0 text-muted max-sm:hidden">{run.trace_id.slice(0, 8)}</code>
        </span>
      ),
    },
    {
      id: 'duration',
      head: 'Duration',
      grow: 3,
      width: 130,
      value: (run) => run.duration_ms,
      cell: (run) => <Strip run={run} longest={longest} workflow={median.get(run.workflow)} />,
    },
  ];
  if (narrow) return columns;
  return [
    { id: 'state', head: 'State', width: 92, cell: (run) => <RunStatus run={run} /> },
    ...columns,
    {
      id: 'started',
      head: 'Started',
      width: 84,
      value: (run) => Date.parse(run.started_at),
      numeric: true,
      cell: (run) => <Started run={run} />,
    },
    {
      id: 'spans',
      head: 'Spans',
      numeric: true,
      cell: (run) => <span title={exact(run.span_count)}>{count(run.span_count)}</span>,
    },
    {
      id: 'agents',
      head: 'Agents',
      numeric: true,
      cell: (run) => <span title={run.agents.slice(0, 20).join(', ')}>{count(run.agents.length)}</span>,
    },
    { id: 'models', head: 'Model calls', numeric: true, width: 80, cell: (run) => count(run.model_calls) },
    {
      id: 'tokens',
      head: 'Tokens',
      numeric: true,
      width: 64,
      cell: (run) => count(run.tokens.input + run.tokens.output),
    },
    {
      id: 'errors',
      head: 'Errors',
      numeric: true,
      cell: (run) => (
        <span className={run.error_spans > 0 ? 'text-critical' : 'text-muted'}>{count(run.error_spans)}</span>
      ),
    },
    {
      id: 'cost',
      head: 'Cost',
      numeric: true,
      width: 72,
      value: (run) => run.cost_usd,
      cell: (run) => `${money(run.cost_usd)}${run.cost_usd !== null && !run.cost_complete ? '+' : ''}`,
    },
  ];
}

/** The duration as a bar against the longest shown, with a mark at the median of the workflow. */
function Strip({ run, longest, workflow }: { run: Run; longest: number; workflow: Schema<'Workflow'> | undefined }) {
  const part = (ms: number) => `${longest > 0 ? Math.min(100, (100 * ms) / longest) : 0}%`;
  const p50 = workflow?.p50_ms ?? null;
  const running = run.state === 'running';
  return (
    <span
      className="flex items-center gap-2"
      title={
        workflow && p50 !== null
          ? `${workflow.name}: p50 ${duration(p50)}, p95 ${duration(workflow.p95_ms)}, n=${count(workflow.runs)}`
          : undefined
      }
    >
      <span className="strip flex-1" aria-hidden>
        <span
          className="strip-bar"
          style={{
            width: part(run.duration_ms),
            background:
              run.status === 'error'
                ? 'var(--critical)'
                : running
                  ? 'repeating-linear-gradient(90deg, var(--series-1) 0 4px, transparent 4px 7px)'
                  : 'var(--series-1)',
          }}
        />
        {p50 !== null && p50 <= longest ? <span className="strip-mark" style={{ left: part(p50) }} /> : null}
      </span>
      <span className="w-16 shrink-0 text-right">
        {duration(run.duration_ms)}
        {running ? '…' : ''}
      </span>
    </span>
  );
}
