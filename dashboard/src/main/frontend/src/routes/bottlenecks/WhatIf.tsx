import { Check, Link2 } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useChangeSearch } from '@/time/view';
import { announce } from '@/ui/announce';
import { Button } from '@/ui/Button';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { LeverControls } from './LeverControls';
import { curveOf, type LeverId, leverOf, observedLoad, onCurve } from './levers';
import { Prediction } from './Prediction';
import { useWhatIf } from './questions';
import { ResponseCurve } from './ResponseCurve';

/** How long after the last movement the server is asked. */
const RESTING_MS = 250;

/** Levers on one subject of a workflow, and what the server predicts of them. */
export function WhatIf({
  workflow,
  subject,
  sort,
  lever,
  value,
  slotsNow,
  trend,
}: {
  workflow: string;
  subject: string;
  sort: string;
  lever: LeverId;
  /** As in the URL; undefined until it was moved. */
  value: number | undefined;
  slotsNow: number | undefined;
  trend: readonly { runs: number }[];
}) {
  const change = useChangeSearch();
  const offered = leverOf(lever, slotsNow);
  const settled = value ?? offered.start;
  const [moved, setMoved] = useState(settled);
  useEffect(() => setMoved(settled), [settled]);
  useEffect(() => {
    if (moved === settled) return;
    const timer = setTimeout(() => change({ v: String(Number(moved.toFixed(4))) }, { replace: true }), RESTING_MS);
    return () => clearTimeout(timer);
  }, [moved, settled, change]);

  const query = useWhatIf({ workflow, target: subject, lever, value: settled });
  const observed = useMemo(() => (lever === 'load' ? observedLoad(trend) : undefined), [lever, trend]);
  const asked = query.data?.question;
  const sameLever =
    asked !== undefined &&
    asked.lever === lever &&
    (asked.target === subject || lever === 'load') &&
    asked.workflow === workflow;
  const state = panelState(query);
  // While the slider moves on one lever the last curve answers; the panel need not look busy.
  const shown = state.kind === 'data' && sameLever ? { ...state, refreshing: false } : state;

  return (
    <Panel
      title={
        <>
          What if: <span title={subject}>{lever === 'load' ? workflow : subject}</span>
        </>
      }
      state={shown}
      height={420}
      actions={<CopyQuestion />}
      lead={
        <LeverControls
          lever={lever}
          subject={subject}
          sort={sort}
          slotsNow={slotsNow}
          value={moved}
          onLever={(next) => change({ lever: next === 'speedup' ? undefined : next, v: undefined })}
          onValue={setMoved}
        />
      }
    >
      {({ question, answer }) => {
        const curve = answer.curve ? curveOf(question.lever, answer.curve) : [];
        const near = sameLever && moved !== question.value ? onCurve(curve, moved) : undefined;
        return (
          <div className="flex flex-col gap-4">
            <Prediction answer={answer} lever={offered} value={moved} near={near} observed={observed} />
            {sameLever && curve.length > 1 && answer.p95_ms ? (
              <>
                <ResponseCurve
                  lever={offered}
                  curve={curve}
                  value={moved}
                  baselineP95={answer.p95_ms.baseline}
                  observed={observed}
                />
                {observed ? null : (
                  <p className="text-caption text-muted">
                    Only today’s setting was measured; the rest of the curve is computed from the recorded runs.
                  </p>
                )}
              </>
            ) : null}
          </div>
        );
      }}
    </Panel>
  );
}

/** Copies the address of the page, which holds lever and value. */
function CopyQuestion() {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () => {
    const refused = () => announce('The browser does not allow copying; the link is in its address bar');
    if (!navigator.clipboard) return refused();
    navigator.clipboard.writeText(location.href).then(() => {
      setCopied(true);
      announce('Link copied');
    }, refused);
  };
  return (
    <Button onClick={copy}>
      {copied ? <Check size={14} aria-hidden /> : <Link2 size={14} aria-hidden />} {copied ? 'Copied' : 'Copy link'}
    </Button>
  );
}
