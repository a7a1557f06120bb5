import { useMemo } from 'react';
import type { Schema } from '@/api/client';
import { type Ranged, useAlerts, useHistory } from '@/api/queries';
import type { ChartData, Stretch } from '@/charts/model';
import { TimeChart } from '@/charts/TimeChart';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { columnsOf, lineOf } from './history';
import { SystemMetrics } from './SystemMetrics';

/** About one point for each three pixels: more cannot be seen. */
const POINTS = 360;

/** The machine and the agents over time. */
export function MetricsTab() {
  const history = useHistory(POINTS);
  const alerts = useAlerts().data?.alerts;
  const charts = useMemo(
    () => (history.data ? chartsOf(history.data, alerts ?? []) : undefined),
    [history.data, alerts],
  );
  const state = panelState(history, {
    empty: ({ answer }) =>
      answer.data.length === 0
        ? {
            kind: 'unknown',
            text: 'No data: nothing was stored in this stretch of time. Choose a longer one, or a later one.',
          }
        : undefined,
  });
  const [machine, ...others] = charts ?? [];
  return (
    <div className="flex flex-col gap-3">
      <Panel title="System metrics over time" state={state} height={280}>
        {() => (machine ? <TimeChart chart={machine} height={250} /> : null)}
      </Panel>
      <div className="grid gap-3 lg:grid-cols-2">
        {['Agents and runs', 'Work that waits', 'Errors'].map((title, i) => (
          <Panel key={title} title={title} state={state} height={190}>
            {() => (others[i] ? <TimeChart chart={others[i]} height={160} /> : null)}
          </Panel>
        ))}
        <SystemMetrics />
      </div>
    </div>
  );
}

function chartsOf({ answer, from, to }: Ranged<Schema<'HistoryAnswer'>>, alerts: Schema<'Alert'>[]): ChartData[] {
  const { t, rows } = columnsOf(answer);
  // The last row is still being filled unless the range ended before.
  const last = t.at(-1) ?? 0;
  const open = last + answer.resolution_seconds * 1_000 > to ? t.length - 1 : null;
  const base = { t, from, to, resolutionSeconds: answer.resolution_seconds, openBucket: open };
  return [
    {
      ...base,
      name: 'System metrics',
      unit: '%',
      low: 0,
      high: 100,
      lines: [
        lineOf(rows, 'cpu_usage', 'CPU', 1),
        lineOf(rows, 'memory_usage', 'Memory', 2),
        lineOf(rows, 'disk_usage', 'Disk', 3),
      ],
      stretches: stretchesOf(alerts, from, to),
    },
    {
      ...base,
      name: 'Agents and runs',
      unit: '',
      lines: [lineOf(rows, 'active_agents', 'Active agents', 5), lineOf(rows, 'active_workflows', 'Runs under way', 8)],
    },
    { ...base, name: 'Work that waits', unit: '', lines: [lineOf(rows, 'queue_size', 'Entries in queues', 6)] },
    { ...base, name: 'Errors', unit: 'ratio', lines: [lineOf(rows, 'error_rate', 'Error rate', 2)] },
  ];
}

/** When alerts on the machine itself fired. */
function stretchesOf(alerts: Schema<'Alert'>[], from: number, to: number): Stretch[] {
  return alerts
    .filter((alert) => alert.metric_name.startsWith('system.'))
    .map((alert) => ({
      from: Date.parse(alert.timestamp),
      to: alert.resolution_time ? Date.parse(alert.resolution_time) : to,
      kind: 'alert' as const,
      label: alert.message,
    }))
    .filter((stretch) => stretch.to > from && stretch.from < to);
}
