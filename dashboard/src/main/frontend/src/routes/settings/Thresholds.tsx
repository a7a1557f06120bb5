import { answer, api } from '@/api/client';
import { useAsk } from '@/api/queries';
import { cell } from '@/state/cell';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { Severity } from '@/ui/Status';
import { type Draft, isBadBelow, limitProblems, type Numbers, SEVERITIES } from './draft';
import { NumbersEditor } from './NumbersEditor';

const QUESTION = ['thresholds'];
const draft = cell<Draft>({});

/** Limits beyond which alerts fire. */
export function Thresholds() {
  const thresholds = useAsk(QUESTION, (signal) => answer(api.GET('/api/performance/thresholds', { signal })));
  return (
    <Panel title="Limits beyond which alerts fire" height={240} flush state={panelState(thresholds)}>
      {(data) => (
        <NumbersEditor
          what="metric"
          fields={SEVERITIES.map((severity) => ({
            id: severity,
            name: severity,
            head: <Severity severity={severity} />,
          }))}
          server={data.thresholds as Numbers}
          draft={draft}
          check={limitProblems}
          question={QUESTION}
          about={(metric) => (isBadBelow(metric) ? 'fires below' : 'fires above')}
          fresh={Object.fromEntries(SEVERITIES.map((severity) => [severity, '']))}
          removing="Remove the limits"
          save={(body) => answer(api.PUT('/api/performance/thresholds', { body }))}
        />
      )}
    </Panel>
  );
}
