import { useRecommendations } from '@/api/queries';
import { effectText, plainWords, scopeText } from '@/format/effect';
import { count } from '@/format/number';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { Priority } from '@/ui/Status';

/** Shown here; all are on the page Optimization. */
const SHOWN = 20;

/** What to change, most important first. */
export function OptimizationTab() {
  const state = panelState(useRecommendations(), {
    empty: ({ recommendations }) =>
      recommendations.length === 0
        ? { kind: 'good', text: 'No optimization recommendations at this time. Your system is performing well!' }
        : undefined,
    partial: ({ recommendations }) =>
      recommendations.length > SHOWN
        ? `showing ${SHOWN} of ${count(recommendations.length)}, most important first`
        : undefined,
  });
  return (
    <Panel
      title="Optimization recommendations"
      state={state}
      height={320}
      flush
      actions={<PageLink to="/optimize">All advice</PageLink>}
    >
      {({ recommendations }) => (
        <ul>
          {recommendations.slice(0, SHOWN).map((advice) => (
            <li key={advice.id} className="flex flex-col gap-1 border-b border-divider px-3 py-2 last:border-0">
              <p className="flex flex-wrap items-center gap-x-3 text-table">
                <span className="w-20 shrink-0">
                  <Priority priority={advice.priority} />
                </span>
                <PageLink to="/optimize/$id" params={{ id: advice.id }} className="font-medium break-all">
                  {plainWords(advice.issue)}: {scopeText(advice.scope)}
                </PageLink>
                <span className="text-caption text-muted">{plainWords(advice.type)}</span>
                {advice.prediction?.effects.map((effect) => (
                  <span key={effect.measure} className="text-caption text-muted">
                    {effectText(effect)}
                  </span>
                ))}
              </p>
              <ul className="list-disc pl-[108px] break-words max-sm:pl-5">
                {advice.recommendations.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
