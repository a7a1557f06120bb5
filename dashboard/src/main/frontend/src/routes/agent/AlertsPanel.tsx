import type { UseQueryResult } from '@tanstack/react-query';
import type { Schema } from '@/api/client';
import { count } from '@/format/number';
import { instant } from '@/format/time';
import { now } from '@/time/clock';
import { useView } from '@/time/view';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { Severity, Status } from '@/ui/Status';
import { alertValues } from '../overview/alertText';

/** Shown here; all are on the page Alerts. */
const SHOWN = 6;

/** Alerts that name this agent, active ones first. */
export function alertsOf(all: readonly Schema<'Alert'>[], id: string): Schema<'Alert'>[] {
  const own = all.filter((alert) => alert.tags.agent_id === id);
  return [...own.filter((alert) => !alert.resolved), ...own.filter((alert) => alert.resolved)];
}

export function AlertsPanel({ query, id }: { query: UseQueryResult<Schema<'AlertsAnswer'>, Error>; id: string }) {
  const { zone } = useView();
  const state = panelState(query, {
    empty: ({ alerts }) =>
      alertsOf(alerts, id).length === 0 ? { kind: 'good', text: 'No alert names it' } : undefined,
    partial: ({ alerts }) => {
      const n = alertsOf(alerts, id).length;
      return n > SHOWN ? `showing ${SHOWN} of ${count(n)}` : undefined;
    },
  });
  return (
    <Panel title="Its alerts" state={state} height={120} flush actions={<PageLink to="/alerts">All alerts</PageLink>}>
      {({ alerts }) => (
        <ul>
          {alertsOf(alerts, id)
            .slice(0, SHOWN)
            .map((alert) => (
              <li key={alert.id} className="line">
                <span className="w-20 shrink-0">
                  {alert.resolved ? <Status level="ok">resolved</Status> : <Severity severity={alert.severity} />}
                </span>
                <PageLink
                  to="/alerts/$id"
                  params={{ id: alert.id }}
                  className="min-w-0 flex-1 truncate"
                  title={alert.message}
                >
                  {alert.metric_name}
                </PageLink>
                <span className="shrink-0">{alertValues(alert)}</span>
                <span className="shrink-0 text-muted">{instant(Date.parse(alert.timestamp), now(), zone)}</span>
              </li>
            ))}
        </ul>
      )}
    </Panel>
  );
}
