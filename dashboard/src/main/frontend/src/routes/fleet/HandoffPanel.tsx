import { useCallback } from 'react';
import { answer, api } from '@/api/client';
import { useAskRange } from '@/api/queries';
import { count } from '@/format/number';
import { instant } from '@/format/time';
import { now } from '@/time/clock';
import { useChangeSearch, useRawSearch, useView } from '@/time/view';
import { Button } from '@/ui/Button';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import type { Agents } from './agents';
import { HandoffGraph } from './HandoffGraph';
import { SICK } from './measures';

/** Who waits for whom, in the runs of the range. */
export function HandoffPanel({ agents, steps }: { agents: Agents; steps: Uint8Array }) {
  const { zone } = useView();
  const change = useChangeSearch();
  const node = useRawSearch().node;
  const query = useAskRange(['handoffs'], (range, signal) =>
    answer(api.GET('/api/performance/handoffs', { params: { query: range }, signal })),
  );
  const state = panelState(query, {
    empty: ({ answer: { types } }) =>
      types.length === 0
        ? {
            kind: 'unknown',
            text: 'No run with agents ended in this stretch of time, of those that the server has at hand. Choose a longer one.',
          }
        : undefined,
    partial: ({ answer: { runs, since } }) =>
      `of ${count(runs)} runs${since ? ` since ${instant(Date.parse(since), now(), zone)}` : ''}`,
  });
  const sickShare = useCallback(
    (type: string) => {
      let all = 0;
      let sick = 0;
      agents.types.forEach((other, place) => {
        if (other !== type) return;
        all++;
        if (steps[place] === SICK) sick++;
      });
      return all === 0 ? Number.NaN : sick / all;
    },
    [agents, steps],
  );
  const isShown = node !== undefined && agents.types.includes(node);
  return (
    <Panel
      title="Who waits for whom"
      state={state}
      height={480}
      className="border-x-0 border-b-0 rounded-none"
      flush
      actions={
        isShown ? (
          <>
            <Button onClick={() => change({ view: undefined, team: node, node: undefined })}>Show its agents</Button>
            <Button look="plain" onClick={() => change({ node: undefined })}>
              All types
            </Button>
          </>
        ) : null
      }
    >
      {({ answer: handoffs }) => (
        <HandoffGraph
          answer={handoffs}
          sickShare={sickShare}
          selected={node}
          onSelect={(type) => change({ node: type }, { replace: true })}
        />
      )}
    </Panel>
  );
}
