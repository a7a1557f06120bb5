import { effectText, plainWords, scopeText } from '@/format/effect';
import { count, share } from '@/format/number';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { Priority } from '@/ui/Status';
import type { OverviewState } from './state';

/** The one change that is worth most. */
export function NextStep({ state }: { state: OverviewState }) {
  const filled: OverviewState =
    state.kind === 'data' && state.data.answer.overview.next_step === null
      ? {
          kind: 'empty',
          empty: { kind: 'good', text: 'No optimization recommendations at this time' },
          refreshing: state.refreshing,
        }
      : state;
  return (
    <Panel title="Best next step" state={filled} height={144} actions={<PageLink to="/optimize">All advice</PageLink>}>
      {({ answer: { overview } }) => {
        const step = overview.next_step;
        if (!step) return null;
        const [first, ...others] = step.recommendations;
        return (
          <div className="flex flex-col gap-2">
            <p className="flex flex-wrap items-center gap-x-3 text-caption text-muted">
              <Priority priority={step.priority} /> {plainWords(step.issue)} · {scopeText(step.scope)}
            </p>
            <p className="font-medium break-words">{first}</p>
            {others.length > 0 ? <p className="text-muted break-words">{others[0]}</p> : null}
            {step.prediction ? (
              <ul className="text-table">
                {step.prediction.effects.map((effect) => (
                  <li key={effect.measure}>{effectText(effect)}</li>
                ))}
              </ul>
            ) : null}
            <p className="flex flex-wrap items-center gap-x-3 text-caption text-muted">
              <span>
                n={count(step.evidence.n)}, confidence {share(step.evidence.confidence)}
              </span>
              <PageLink to="/optimize/$id" params={{ id: step.id }} className="ml-auto text-table font-medium">
                Open evidence
              </PageLink>
            </p>
          </div>
        );
      }}
    </Panel>
  );
}
