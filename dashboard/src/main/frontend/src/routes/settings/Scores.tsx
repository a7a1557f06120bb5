import { answer, api } from '@/api/client';
import { useAsk } from '@/api/queries';
import { cell } from '@/state/cell';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { type Draft, type Numbers, SCORE_FIELDS, scoreProblems } from './draft';
import { NumbersEditor } from './NumbersEditor';

const QUESTION = ['score-settings'];
const draft = cell<Draft>({});

const NAMES: Record<(typeof SCORE_FIELDS)[number], [string, string]> = {
  success_weight: ['Weight of success', ''],
  speed_weight: ['Weight of speed', ''],
  resource_weight: ['Weight of resources', ''],
  baseline_seconds: ['Slowest', 's'],
  baseline_memory_mb: ['Most memory', 'MB'],
  baseline_cpu_percent: ['Most processor', '%'],
};

/** What agents of a type are scored against. */
export function Scores() {
  const scores = useAsk(QUESTION, (signal) => answer(api.GET('/api/performance/score-settings', { signal })));
  return (
    <Panel title="What agents are scored against, by type" height={240} flush state={panelState(scores)}>
      {({ score_settings: settings }) => (
        <>
          <p className="border-b border-divider px-3 py-2 text-muted">
            A score is success, speed and resources by their weights. Speed is 0 at the slowest time, memory and
            processor at the most. Types without settings of their own have the defaults.
          </p>
          <NumbersEditor
            what="type of agent"
            fields={SCORE_FIELDS.map((field) => ({
              id: field,
              name: NAMES[field].filter(Boolean).join(', '),
              head: (
                <>
                  {NAMES[field][0]} {NAMES[field][1] ? <span className="font-normal">({NAMES[field][1]})</span> : null}
                </>
              ),
            }))}
            server={settings.agent_types as Numbers}
            fixed={{ name: 'defaults', values: settings.default as Record<string, number> }}
            draft={draft}
            check={scoreProblems}
            question={QUESTION}
            fresh={Object.fromEntries(
              SCORE_FIELDS.map((field) => [field, String((settings.default as Record<string, number>)[field])]),
            )}
            removing="Back to the defaults"
            save={(body) => answer(api.PUT('/api/performance/score-settings', { body }))}
          />
        </>
      )}
    </Panel>
  );
}
