import { useParams } from '@tanstack/react-router';
import { plainWords } from '@/format/effect';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { type PanelState, panelState } from '@/ui/panelState';
import { Priority } from '@/ui/Status';
import { Actions } from './optimize/Actions';
import { AdviceState } from './optimize/AdviceTable';
import { Diff, Evidence, Risk, WhyNow } from './optimize/Evidence';
import { type Advice, titleOf } from './optimize/gain';
import { History, Life } from './optimize/Life';
import { Expected, Proof } from './optimize/Proof';
import { useAdviceList } from './optimize/questions';

/** Why this change, what will it gain, what came of it? */
export default function Recommendation() {
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const list = useAdviceList('all', true);
  const found = list.data?.recommendations.find((one) => one.id === id);
  const state = ofOne(
    panelState(list, {
      empty: () =>
        found
          ? undefined
          : { kind: 'unknown', text: `The server has no advice ${id}; it may have been closed and forgotten.` },
    }),
    found,
  );
  return (
    <div className="flex flex-col gap-3">
      <Panel title={found ? titleOf(found) : 'Advice'} state={state} height={180}>
        {(advice) => <Head advice={advice} />}
      </Panel>
      {found ? (
        <>
          <div className="grid items-start gap-3 lg:grid-cols-2">
            <div className="flex min-w-0 flex-col gap-3">
              <Panel title="Evidence" state={state}>
                {(advice) => <Evidence advice={advice} />}
              </Panel>
              <Panel title="Risk" state={state} height={40}>
                {(advice) => <Risk advice={advice} />}
              </Panel>
            </div>
            <div className="flex min-w-0 flex-col gap-3">
              <Panel title="Change" state={state}>
                {(advice) => <Diff advice={advice} />}
              </Panel>
              <Panel title="Expected gain" state={state}>
                {(advice) => <Expected advice={advice} />}
              </Panel>
            </div>
          </div>
          {found.outcome ? (
            <Panel title="Proof: predicted against measured" state={state}>
              {(advice) => (advice.outcome ? <Proof advice={advice} outcome={advice.outcome} /> : null)}
            </Panel>
          ) : null}
          <Panel title="History" state={state}>
            {(advice) => <History advice={advice} />}
          </Panel>
        </>
      ) : null}
    </div>
  );
}

/** The state of a panel about one of the list. */
function ofOne<T>(state: PanelState<T>, found: Advice | undefined): PanelState<Advice> {
  switch (state.kind) {
    case 'loading':
    case 'empty':
      return state;
    case 'error':
      return { ...state, data: found };
    case 'data':
      return found ? { ...state, data: found } : { kind: 'loading' };
  }
}

function Head({ advice }: { advice: Advice }) {
  const { scope } = advice;
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <Priority priority={advice.priority} />
        <AdviceState state={advice.state} />
        <span className="text-muted">
          {plainWords(advice.type)} · {advice.inspection}
        </span>
        {scope.workflow ? (
          <PageLink to="/bottlenecks" search={{ workflow: scope.workflow }} className="break-all">
            Bottlenecks of {scope.workflow}
          </PageLink>
        ) : null}
        {scope.agent_id ? (
          <PageLink to="/agents/$id" params={{ id: scope.agent_id }} className="break-all">
            Agent {scope.agent_id}
          </PageLink>
        ) : null}
        {advice.muted_by ? (
          <PageLink to="/optimize/$id" params={{ id: advice.muted_by }}>
            Explained by other advice
          </PageLink>
        ) : null}
      </p>
      <ul className="flex list-disc flex-col gap-1 pl-5">
        {advice.recommendations.map((text, i) => (
          <li key={text} className={`break-words ${i === 0 ? 'font-medium' : ''}`}>
            {text}
          </li>
        ))}
      </ul>
      <WhyNow advice={advice} />
      <Life advice={advice} />
      <Actions advice={advice} />
    </div>
  );
}
