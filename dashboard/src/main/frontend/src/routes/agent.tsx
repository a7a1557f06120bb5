import { useParams } from '@tanstack/react-router';
import { ApiError } from '@/api/problem';
import { useAlerts } from '@/api/queries';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { type PanelState, panelState } from '@/ui/panelState';
import { AdvicePanel } from './agent/AdvicePanel';
import { AlertsPanel, alertsOf } from './agent/AlertsPanel';
import { PeersPanel } from './agent/PeersPanel';
import { useAgent } from './agent/queries';
import { RunsPanel } from './agent/RunsPanel';
import { ScorePanel } from './agent/ScorePanel';
import type { AgentPerformance } from './agent/score';
import { Trends } from './agent/Trends';
import { UsagePanel } from './agent/UsagePanel';
import { Verdict } from './agent/Verdict';
import { WindowsPanel } from './agent/WindowsPanel';

/** Is this agent slower than its peers or its past? */
export default function Agent() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  // Another agent is another page: nothing of the one before is shown meanwhile.
  return <OneAgent key={id} id={id} />;
}

function OneAgent({ id }: { id: string }) {
  const query = useAgent(id);
  const alerts = useAlerts();
  const own = query.data?.agent_performance.agent_id === id ? query.data.agent_performance : undefined;
  if (query.error instanceof ApiError && query.error.status === 404) return <Unknown id={id} />;
  const state = stateOf(panelState(query), own);
  const ofIt = alertsOf(alerts.data?.alerts ?? [], id);
  const type = own?.agent_type;
  return (
    <div className="flex flex-col gap-3">
      {own ? <Verdict agent={own} alerts={ofIt.filter((alert) => !alert.resolved).length} /> : null}
      <div className="grid grid-cols-1 gap-3 lg:grid-cols-2 xl:grid-cols-3">
        <ScorePanel state={state} />
        <PeersPanel id={id} type={type} />
        <WindowsPanel state={state} />
        {own && own.bottlenecks.length > 0 ? <Bottlenecks state={state} /> : null}
      </div>
      <Trends id={id} agent={own} alerts={ofIt} />
      <div className="grid grid-cols-1 gap-3 xl:grid-cols-2">
        <RunsPanel id={id} />
        <UsagePanel id={id} />
        <AdvicePanel id={id} type={type} />
        <AlertsPanel query={alerts} id={id} />
      </div>
    </div>
  );
}

/** The state of panels that show the agent itself. */
function stateOf<T>(state: PanelState<T>, agent: AgentPerformance | undefined): PanelState<AgentPerformance> {
  switch (state.kind) {
    case 'data':
      return agent ? { ...state, data: agent } : { kind: 'loading' };
    case 'error':
      return { ...state, data: agent };
    case 'empty':
    case 'loading':
      return state;
  }
}

function Bottlenecks({ state }: { state: PanelState<AgentPerformance> }) {
  return (
    <Panel title="What the server sees wrong" state={state} height={60}>
      {({ bottlenecks }) => (
        <ul className="list-disc pl-5 break-words">
          {bottlenecks.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Unknown({ id }: { id: string }) {
  return (
    <section className="panel max-w-2xl p-4" data-state="empty-unknown">
      <h2 className="text-section">No such agent</h2>
      <p className="mt-2 break-words">
        No agent <code className="break-all">{id}</code> was ever seen. Its name may have changed, or it is of another
        server.
      </p>
      <p className="mt-2">
        <PageLink to="/fleet" search={{ q: undefined, team: undefined }}>
          All agents
        </PageLink>
      </p>
    </section>
  );
}
