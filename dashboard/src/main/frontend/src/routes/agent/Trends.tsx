import { useMemo } from 'react';
import type { Schema } from '@/api/client';
import { TimeChart } from '@/charts/TimeChart';
import { now } from '@/time/clock';
import { bounds } from '@/time/range';
import { useView } from '@/time/view';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { useAgentHistory } from './queries';
import type { AgentPerformance } from './score';
import { chartsOf, pointsFor, stretchesOf } from './trends';

const TITLES = ['Time of a task', 'Throughput', 'Errors', 'Queue wait', 'Cost', 'Tokens'];

/** It over the range: is it slower than it was? */
export function Trends({
  id,
  agent,
  alerts,
}: {
  id: string;
  agent: AgentPerformance | undefined;
  alerts: readonly Schema<'Alert'>[];
}) {
  const { range } = useView();
  const { from, to } = bounds(range, now());
  const history = useAgentHistory(id, agent ? pointsFor(agent, to - from) : undefined);
  const { data } = history;
  const charts = useMemo(
    () => (data ? chartsOf(data, stretchesOf(alerts, data.from, data.to)) : undefined),
    [data, alerts],
  );
  const state = panelState(history, {
    empty: ({ answer }) =>
      answer.count.every((count) => count === 0)
        ? {
            kind: 'unknown',
            text: 'No task of it ended in this stretch of time. Choose a longer one, or a later one.',
          }
        : undefined,
  });
  return (
    <div className="grid grid-cols-1 gap-3 lg:grid-cols-2 xl:grid-cols-3">
      {TITLES.map((title, i) => (
        <Panel key={title} title={title} state={state} height={190}>
          {() => (charts?.[i] ? <TimeChart chart={charts[i]} height={150} /> : null)}
        </Panel>
      ))}
    </div>
  );
}
