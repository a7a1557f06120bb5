import { TriangleAlert } from 'lucide-react';
import { useId, useState } from 'react';
import { share } from '@/format/number';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { type Advice, settingText } from './gain';
import { refusal, STEP_NAMES, type Step, useStep } from './steps';

const STEPS: readonly Step[] = ['accept', 'apply', 'dismiss'];

/** Longest reason the API takes. */
const LONGEST = 1_000;

const REASONS = ['Not worth the effort', 'Known and wanted', 'The evidence is wrong', 'Planned with another change'];

/** Accept, mark as applied, dismiss. What cannot be done is disabled and says why. */
export function Actions({ advice }: { advice: Advice }) {
  const [asked, setAsked] = useState<Exclude<Step, 'accept'> | undefined>(undefined);
  const accept = useStep(advice.id, () => undefined);
  const refused = STEPS.map((step) => refusal(step, advice.state)).find((one) => one !== undefined);
  const why = useId();
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-2">
        {STEPS.map((step) => {
          const reason = refusal(step, advice.state);
          return (
            <Button
              key={step}
              look={step === 'apply' ? 'primary' : 'normal'}
              aria-disabled={reason !== undefined}
              aria-describedby={reason ? why : undefined}
              className="aria-disabled:border-control aria-disabled:bg-raised aria-disabled:text-muted"
              onClick={() => {
                if (reason !== undefined) return;
                if (step === 'accept') accept.mutate({ step, reason: '' });
                else setAsked(step);
              }}
            >
              {step === 'accept' && accept.isPending ? 'Accepting…' : STEP_NAMES[step]}
            </Button>
          );
        })}
      </div>
      {refused ? (
        <p id={why} className="text-caption text-muted">
          {refused}
        </p>
      ) : null}
      {accept.isError ? <Failure message={accept.error.message} /> : null}
      {asked ? <StepDialog advice={advice} step={asked} onClose={() => setAsked(undefined)} /> : null}
    </div>
  );
}

function Failure({ message }: { message: string }) {
  return (
    <p role="alert" className="flex items-start gap-2 break-words">
      <TriangleAlert size={16} className="mt-0.5 shrink-0 text-critical" aria-hidden /> {message}
    </p>
  );
}

function StepDialog({ advice, step, onClose }: { advice: Advice; step: Exclude<Step, 'accept'>; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const taken = useStep(advice.id, onClose);
  const list = useId();
  return (
    <Dialog title={STEP_NAMES[step]} onClose={onClose}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          taken.mutate({ step, reason });
        }}
      >
        {step === 'apply' ? (
          <ApplyText advice={advice} />
        ) : (
          <p className="text-muted">
            It is set aside. It closes when its evidence is gone, and opens again if the evidence returns after that.
          </p>
        )}
        <label className="flex flex-col gap-1">
          {step === 'dismiss' ? 'Reason' : 'What was done (optional)'}
          <input
            className="field h-9"
            list={step === 'dismiss' ? list : undefined}
            maxLength={LONGEST}
            required={step === 'dismiss'}
            placeholder={step === 'dismiss' ? 'Why not now?' : 'Nine workers since the release of 14:00'}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          {step === 'dismiss' ? (
            <datalist id={list}>
              {REASONS.map((one) => (
                <option key={one} value={one} />
              ))}
            </datalist>
          ) : null}
        </label>
        {taken.isError ? <Failure message={taken.error.message} /> : null}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            look="primary"
            disabled={taken.isPending || (step === 'dismiss' && reason.trim() === '')}
          >
            {taken.isPending ? 'Sending…' : STEP_NAMES[step]}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function ApplyText({ advice }: { advice: Advice }) {
  const { action, risk } = advice;
  return (
    <div className="flex flex-col gap-2">
      <p>
        Say so when it <strong className="font-semibold">has been carried out</strong>
        {action ? (
          <>
            : <code>{action.setting}</code> of <span className="break-all">{action.target}</span> from{' '}
            {settingText(action.current, action.unit)} to {settingText(action.proposed, action.unit)}
          </>
        ) : null}
        . Nothing is changed from here.
      </p>
      <p className="text-muted">
        What comes from now on is compared with the day before until the effect is known. This cannot be taken back
        {typeof risk?.runs_touched === 'number' ? `; ${share(risk.runs_touched)} of the runs are touched` : ''}.
      </p>
    </div>
  );
}
