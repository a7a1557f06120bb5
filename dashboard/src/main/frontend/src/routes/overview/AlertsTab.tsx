import type { Schema } from '@/api/client';
import { useAlerts } from '@/api/queries';
import { instant, iso } from '@/format/time';
import { useGo } from '@/shell/useGo';
import { now } from '@/time/clock';
import { useView } from '@/time/view';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { Severity, Status } from '@/ui/Status';
import { type Column, Table } from '@/ui/Table';
import { alertSubject, alertValues } from './alertText';

type Row = Schema<'Alert'>;

const RANKS = { low: 0, medium: 1, high: 2, critical: 3 };

/** All alerts, those that fired last first. */
export function AlertsTab() {
  const { zone } = useView();
  const go = useGo();
  const state = panelState(useAlerts(), {
    empty: ({ alerts }) => (alerts.length === 0 ? { kind: 'good', text: 'No alert has ever fired' } : undefined),
  });
  const columns: Column<Row>[] = [
    {
      id: 'severity',
      head: 'Severity',
      cell: (row) => <Severity severity={row.severity} />,
      value: (row) => RANKS[row.severity],
      width: 84,
      grow: 0.6,
    },
    {
      id: 'state',
      head: 'State',
      cell: (row) => <State alert={row} />,
      value: (row) => row.state,
      width: 112,
      grow: 0.7,
    },
    {
      id: 'metric',
      head: 'Metric',
      cell: (row) => row.metric_name,
      value: (row) => row.metric_name,
      width: 140,
      grow: 1.5,
    },
    { id: 'subject', head: 'Of', cell: (row) => alertSubject(row), value: alertSubject, width: 90 },
    {
      id: 'values',
      head: 'Value and limit',
      cell: alertValues,
      value: (row) => row.current_value,
      numeric: true,
      width: 110,
    },
    {
      id: 'since',
      head: 'Fired',
      cell: (row) => (
        <span title={iso(Date.parse(row.timestamp), zone)}>{instant(Date.parse(row.timestamp), now(), zone)}</span>
      ),
      value: (row) => Date.parse(row.timestamp),
      numeric: true,
      width: 90,
    },
    {
      id: 'until',
      head: 'Resolved',
      cell: (row) => instant(row.resolution_time ? Date.parse(row.resolution_time) : null, now(), zone),
      value: (row) => (row.resolution_time ? Date.parse(row.resolution_time) : null),
      numeric: true,
      width: 90,
    },
  ];
  return (
    <Panel title="Alert history" state={state} height={320} flush actions={<PageLink to="/alerts">Alerts</PageLink>}>
      {({ alerts }) => (
        <Table
          name="Alerts"
          columns={columns}
          rows={alerts}
          rowKey={(row) => row.id}
          onOpen={(row) => go('/alerts/$id', { id: row.id })}
          maxHeight={520}
        />
      )}
    </Panel>
  );
}

function State({ alert }: { alert: Row }) {
  if (alert.resolved) return <Status level="ok">resolved</Status>;
  return <Status level={alert.state === 'acknowledged' ? 'warning' : 'critical'}>{alert.state}</Status>;
}
