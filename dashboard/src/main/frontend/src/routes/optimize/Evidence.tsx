import { plainWords } from '@/format/effect';
import { count, exact, share } from '@/format/number';
import { ago, instant } from '@/format/time';
import { now } from '@/time/clock';
import { useView } from '@/time/view';
import { PageLink } from '@/ui/PageLink';
import { type Advice, evidenceRows, settingText } from './gain';

/** What was seen: the rule with its numbers, the numbers of the inspection, and runs to look at. */
export function Evidence({ advice }: { advice: Advice }) {
  const { evidence } = advice;
  return (
    <div className="flex flex-col gap-3">
      <p className="break-words">
        <span className="text-muted">Rule </span>
        {evidence.rule}
      </p>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-1 sm:grid-cols-3">
        {evidenceRows(evidence).map((row) => (
          <div key={row.name} className="min-w-0">
            <dt className="text-caption text-muted">{row.name}</dt>
            <dd className="font-medium break-words">{row.text}</dd>
          </div>
        ))}
      </dl>
      <p className="text-caption text-muted">
        n={count(evidence.n)} (at least {count(evidence.minimum_n)} are needed), {share(evidence.confidence)} sure,
        severity {evidence.severity.toFixed(0)} of 100.
      </p>
      {evidence.examples.length > 0 ? (
        <div>
          <h3 className="text-caption font-semibold text-muted">Runs that show it</h3>
          <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
            {evidence.examples.map((id) => (
              <li key={id}>
                <PageLink to="/runs/$id" params={{ id }} title={id}>
                  <code>{id.slice(0, 12)}…</code>
                </PageLink>
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <p className="text-caption text-muted">No single run shows it: it is a matter of totals.</p>
      )}
    </div>
  );
}

/** Since when, and what made it surface. */
export function WhyNow({ advice }: { advice: Advice }) {
  const { zone } = useView();
  const first = Date.parse(advice.first_seen);
  const age = now() - first;
  const begin = advice.history[0];
  return (
    <p>
      <span className="text-muted">Why now: </span>
      seen since {instant(first, now(), zone)}
      {age < 86_400_000 ? ` (${ago(first, now())})` : ''}
      {begin?.reason ? `, ${begin.reason}` : ''}; last confirmed {instant(Date.parse(advice.last_seen), now(), zone)}.
    </p>
  );
}

const EFFORTS: Record<number, string> = { 1: 'a setting', 2: 'a small change of code', 4: 'a change of design' };

/** What to change to which value, as a diff, and how the value was found. */
export function Diff({ advice }: { advice: Advice }) {
  const { action } = advice;
  if (!action) {
    return (
      <p className="text-muted">No value to set follows from the evidence; the texts above say what to look at.</p>
    );
  }
  const inputs = Object.entries(action.inputs);
  return (
    <div className="flex flex-col gap-2">
      <p className="break-words">
        <span className="text-muted">at </span>
        <strong className="font-semibold">{action.target}</strong>
      </p>
      <pre className="rounded-md bg-raised px-3 py-2 leading-5 break-words whitespace-pre-wrap">
        <span className="block text-critical">
          <span aria-hidden="true">− </span>
          <span className="sr-only">from </span>
          {action.setting}: {settingText(action.current, action.unit)}
        </span>
        <span className="block text-ok">
          <span aria-hidden="true">+ </span>
          <span className="sr-only">to </span>
          {action.setting}: {settingText(action.proposed, action.unit)}
        </span>
      </pre>
      <p className="text-caption break-words text-muted">
        {action.formula}
        {inputs.length > 0
          ? `, with ${inputs.map(([name, value]) => `${plainWords(name)} ${exact(Math.round(value * 1_000) / 1_000)}`).join(', ')}`
          : ''}
        . Effort: {EFFORTS[action.effort] ?? `${action.effort}, where 1 is a setting and 4 a change of design`}.
      </p>
    </div>
  );
}

/** What may go wrong, and when to go back. */
export function Risk({ advice }: { advice: Advice }) {
  const { risk } = advice;
  if (!risk) return <p className="text-muted">No risk was worked out for this advice.</p>;
  return (
    <>
      <p>
        {risk.runs_touched === null
          ? 'How many runs it touches is not known'
          : `Touches ${share(risk.runs_touched)} of the runs`}
        ; {risk.reversible ? 'can be taken back' : 'cannot be taken back'}.
      </p>
      {risk.guardrails.length > 0 ? (
        <ul className="mt-1 list-disc pl-5">
          {risk.guardrails.map((one) => (
            <li key={one} className="break-words">
              {one}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
