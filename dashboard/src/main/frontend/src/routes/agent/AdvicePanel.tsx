import type { Schema } from '@/api/client';
import { useRecommendations } from '@/api/queries';
import { effectText, plainWords } from '@/format/effect';
import { count } from '@/format/number';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { Priority } from '@/ui/Status';

/** Shown here; all are on the page Optimization. */
const SHOWN = 6;

/** Advice that is about this agent, or about all of its type. */
export function adviceOf(all: readonly Schema<'Recommendation'>[], id: string, type: string | undefined) {
  return all.filter(({ scope }) => scope.agent_id === id || (scope.agent_id === null && scope.agent_type === type));
}

export function AdvicePanel({ id, type }: { id: string; type: string | undefined }) {
  const state = panelState(useRecommendations(), {
    empty: ({ recommendations }) =>
      adviceOf(recommendations, id, type).length === 0
        ? { kind: 'good', text: 'No open advice on it or on its type' }
        : undefined,
    partial: ({ recommendations }) => {
      const n = adviceOf(recommendations, id, type).length;
      return n > SHOWN ? `showing ${SHOWN} of ${count(n)}` : undefined;
    },
  });
  return (
    <Panel
      title="Open advice"
      state={state}
      height={120}
      flush
      actions={<PageLink to="/optimize">All advice</PageLink>}
    >
      {({ recommendations }) => (
        <ul>
          {adviceOf(recommendations, id, type)
            .slice(0, SHOWN)
            .map((advice) => (
              <li key={advice.id} className="border-b border-divider px-3 py-2 text-table last:border-0">
                <p className="flex flex-wrap items-center gap-x-3">
                  <Priority priority={advice.priority} />
                  <PageLink to="/optimize/$id" params={{ id: advice.id }} className="font-medium">
                    {plainWords(advice.issue)}
                  </PageLink>
                  <span className="text-caption text-muted">
                    {advice.scope.agent_id ? 'this agent' : `all of type ${advice.scope.agent_type}`}
                  </span>
                </p>
                <p className="mt-0.5 break-words text-muted">
                  {advice.prediction?.effects[0] ? effectText(advice.prediction.effects[0]) : advice.recommendations[0]}
                </p>
              </li>
            ))}
        </ul>
      )}
    </Panel>
  );
}
