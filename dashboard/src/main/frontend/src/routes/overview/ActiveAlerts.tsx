import { duration } from '@/format/number';
import { instant } from '@/format/time';
import { now } from '@/time/clock';
import { useView } from '@/time/view';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { Severity } from '@/ui/Status';
import { alertSubject, alertValues } from './alertText';
import type { OverviewState } from './state';

/** Shown at once; all are one click away. */
const SHOWN = 6;

export function ActiveAlerts({ state }: { state: OverviewState }) {
  const { zone } = useView();
  const filled: OverviewState =
    state.kind === 'data' && state.data.answer.overview.alerts.length === 0
      ? { kind: 'empty', empty: { kind: 'good', text: 'No active alerts' }, refreshing: state.refreshing }
      : state;
  return (
    <Panel
      title="Active alerts"
      state={filled}
      height={168}
      flush
      actions={<PageLink to="/alerts">All alerts</PageLink>}
    >
      {({ answer: { overview } }) => (
        <ul>
          {overview.alerts.slice(0, SHOWN).map((alert) => {
            const since = Date.parse(alert.timestamp);
            return (
              <li key={alert.id} className="line">
                <span className="w-20 shrink-0">
                  <Severity severity={alert.severity} />
                </span>
                <PageLink
                  to="/alerts/$id"
                  params={{ id: alert.id }}
                  className="min-w-0 flex-1 truncate"
                  title={alert.message}
                >
                  {alert.metric_name}
                  {alertSubject(alert) ? ` · ${alertSubject(alert)}` : ''}
                </PageLink>
                <span className="shrink-0">{alertValues(alert)}</span>
                <span
                  className="w-20 shrink-0 text-right text-muted max-sm:hidden"
                  title={`since ${instant(since, now(), zone)}`}
                >
                  {duration(Math.max(1_000, Math.floor((now() - since) / 1_000) * 1_000))}
                </span>
              </li>
            );
          })}
          {overview.active_alerts > SHOWN ? (
            <li className="px-3 py-1.5 text-caption text-muted">
              showing {SHOWN} of {overview.active_alerts}, worst first
            </li>
          ) : null}
        </ul>
      )}
    </Panel>
  );
}
