import * as v from 'valibot';
import { answer, api } from '@/api/client';
import { useAsk, useOverview } from '@/api/queries';
import { readParameter, useChangeSearch, useRawSearch } from '@/time/view';
import { Boundary } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { Tabs } from '@/ui/Tabs';
import { ActiveAlerts } from './overview/ActiveAlerts';
import { AgentsTab } from './overview/AgentsTab';
import { AlertsTab } from './overview/AlertsTab';
import { Cards } from './overview/Cards';
import { MetricsTab } from './overview/MetricsTab';
import { NextStep } from './overview/NextStep';
import { OptimizationTab } from './overview/OptimizationTab';
import { Verdict } from './overview/Verdict';
import Welcome from './welcome';

const TABS = ['metrics', 'agents', 'optimization', 'alerts'] as const;
type TabId = (typeof TABS)[number];

const CONTENT: Record<TabId, () => React.ReactNode> = {
  metrics: () => <MetricsTab />,
  agents: () => <AgentsTab />,
  optimization: () => <OptimizationTab />,
  alerts: () => <AlertsTab />,
};

/** Are we healthy, and what needs me now? */
export default function Overview() {
  const search = useRawSearch();
  const change = useChangeSearch();
  const tab = readParameter<TabId>(search, 'tab', v.picklist(TABS), 'metrics', TABS.join(', '), []);
  const overview = useOverview();
  const state = panelState(overview);
  const counts = overview.data?.answer.overview;
  const isNew = useIsNew();

  return (
    <div className="flex flex-col gap-3">
      <Boundary framed of={overview.data}>
        <Verdict state={state} />
      </Boundary>
      <Boundary framed of={overview.data}>
        <Cards state={state} />
      </Boundary>
      {isNew ? (
        <Welcome />
      ) : (
        <>
          <div className="grid gap-3 lg:grid-cols-2">
            <Boundary framed of={overview.data}>
              <ActiveAlerts state={state} />
            </Boundary>
            <Boundary framed of={overview.data}>
              <NextStep state={state} />
            </Boundary>
          </div>
          <div>
            <Tabs
              label="Parts of the overview"
              selected={tab}
              onSelect={(id) => change({ tab: id === 'metrics' ? undefined : id })}
              tabs={[
                { id: 'metrics', label: 'System metrics' },
                { id: 'agents', label: 'Agent performance' },
                { id: 'optimization', label: <Counted name="Optimization" count={counts?.open_recommendations} /> },
                { id: 'alerts', label: <Counted name="Alerts" count={counts?.active_alerts} /> },
              ]}
            >
              <div className="pt-3">{CONTENT[tab]()}</div>
            </Tabs>
          </div>
        </>
      )}
    </div>
  );
}

function Counted({ name, count }: { name: string; count: number | undefined }) {
  return (
    <>
      {name}
      {count ? <span className="ml-1.5 rounded-md bg-raised px-1.5 text-caption">{count}</span> : null}
    </>
  );
}

/** Whether no agent was ever seen. Unknown counts as no: a fault must not look like a fresh start. */
function useIsNew(): boolean {
  const agents = useAsk(['agents', 'any'], (signal) =>
    answer(api.GET('/api/performance/agents', { params: { query: { limit: 1 } }, signal })),
  );
  return agents.data?.total === 0;
}
