import { fixed, share } from '@/format/number';
import { Panel } from '@/ui/Panel';
import type { PanelState } from '@/ui/panelState';
import { useScoreSettings } from './queries';
import { type AgentPerformance, scoreParts, settingsOf } from './score';

/** The score, what it is made of, and what each part costs. */
export function ScorePanel({ state }: { state: PanelState<AgentPerformance> }) {
  const settings = useScoreSettings().data;
  return (
    <Panel title="Score" state={state} height={190}>
      {(agent) => {
        const parts = settings ? scoreParts(agent, settingsOf(settings, agent.agent_type)) : undefined;
        return (
          <div className="flex flex-col gap-3">
            <p className="flex items-baseline gap-3">
              <strong className="text-number">{agent.task_count > 0 ? share(agent.performance_score) : '–'}</strong>
              <span className="text-muted">
                {agent.task_count === 0
                  ? 'no task yet'
                  : parts
                    ? `${fixed(
                        parts.reduce((sum, part) => sum + part.lost, 0),
                        1,
                      )} of 100 points lost`
                    : ''}
              </span>
            </p>
            {parts ? (
              <ul className="flex flex-col gap-2.5">
                {parts.map((part) => (
                  <li key={part.name}>
                    <p className="flex items-baseline gap-2 text-table">
                      <span className="font-medium">{part.name}</span>
                      <span className="text-muted">
                        {share(part.value)} · weight {share(part.weight)}
                      </span>
                      <span className={`ml-auto shrink-0 ${part.lost >= 5 ? 'font-medium text-critical' : ''}`}>
                        {part.lost < 0.05 ? 'costs nothing' : `costs ${fixed(part.lost, 1)} pt`}
                      </span>
                    </p>
                    <span
                      className="mt-1 block h-2 overflow-hidden rounded-sm border border-control bg-raised"
                      aria-hidden="true"
                    >
                      <span className="block h-full bg-accent" style={{ width: `${part.value * 100}%` }} />
                    </span>
                    <p className="mt-0.5 text-caption text-muted">{part.why}</p>
                  </li>
                ))}
              </ul>
            ) : null}
          </div>
        );
      }}
    </Panel>
  );
}
