import { measured } from '@/format/effect';
import { count, share } from '@/format/number';
import { instant } from '@/format/time';
import { now } from '@/time/clock';
import { useView } from '@/time/view';
import { type Advice, changeText, type Effect, effectChange, effectInterval, MEASURES, type Outcome } from './gain';
import { Verdict } from './Verdict';
import { Whiskers } from './Whiskers';

/** What is expected: every effect with its range. */
export function Expected({ advice }: { advice: Advice }) {
  const { prediction } = advice;
  if (!prediction) {
    return (
      <p className="text-muted">
        Cannot tell: no model predicts what this would gain. The evidence says that something is wrong, not what mending
        it is worth.
      </p>
    );
  }
  return (
    <>
      <dl className="flex flex-col gap-2">
        {prediction.effects.map((effect) => (
          <div key={effect.measure} className="grid grid-cols-[5.5rem_minmax(0,1fr)] items-baseline gap-x-3">
            <dt className="text-muted">{MEASURES[effect.measure]}</dt>
            <dd>
              <EffectText effect={effect} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-caption text-muted">
        {share(prediction.interval)} interval; model “{prediction.model}”
        {prediction.validity ? `, ${prediction.validity}` : ''}
        {prediction.calibration === 1
          ? '; not corrected by earlier measurements'
          : `; corrected × ${prediction.calibration.toFixed(2)} by what earlier changes came to`}
        .
      </p>
    </>
  );
}

function EffectText({ effect }: { effect: Effect }) {
  const write = (value: number) => measured(effect.measure, value);
  const [low, high] = effectInterval(effect).map((end) => changeText(effect.measure, end));
  return (
    <>
      <span className="text-muted">{write(effect.baseline)} → </span>
      <span className="text-section font-semibold">{write(effect.predicted)}</span>{' '}
      <span className="text-muted">
        ({write(effect.low)} to {write(effect.high)})
      </span>{' '}
      <span className="whitespace-nowrap">
        {changeText(effect.measure, effectChange(effect))}{' '}
        <span className="text-caption text-muted">
          ({low} to {high})
        </span>
      </span>
    </>
  );
}

/** What carrying it out came to, beside what was predicted. */
export function Proof({ advice, outcome }: { advice: Advice; outcome: Outcome }) {
  const { zone } = useView();
  const { measure } = outcome;
  const effect = advice.prediction?.effects.find((one) => one.measure === measure);
  const predicted = effect ? effectInterval(effect) : undefined;
  const most = Math.max(outcome.before ?? 0, outcome.after ?? 0) || 1;
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap items-center gap-x-3">
        <Verdict verdict={outcome.verdict} />
        <span className="text-muted">
          {MEASURES[measure]}, applied {instant(Date.parse(outcome.applied_at), now(), zone)}; n=
          {count(outcome.runs_before)} before, n={count(outcome.runs_after)} after
        </span>
      </p>
      <div className="grid gap-x-6 gap-y-3 md:grid-cols-2">
        <dl className="flex flex-col gap-1.5">
          <Bar
            name="before"
            value={outcome.before}
            most={most}
            text={measured(measure, outcome.before)}
            colour="bg-control"
          />
          <Bar
            name="after"
            value={outcome.after}
            most={most}
            text={measured(measure, outcome.after)}
            colour="bg-accent"
          />
        </dl>
        <div>
          <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
            <dt className="text-muted">predicted ◇</dt>
            <dd>
              {effect ? changeText(measure, effectChange(effect)) : '–'}
              {predicted ? (
                <span className="text-muted">
                  {' '}
                  ({changeText(measure, predicted[0])} to {changeText(measure, predicted[1])})
                </span>
              ) : null}
            </dd>
            <dt className="text-muted">measured ●</dt>
            <dd>
              {changeText(measure, outcome.change)}
              {outcome.low === null || outcome.high === null ? null : (
                <span className="text-muted">
                  {' '}
                  ({changeText(measure, outcome.low)} to {changeText(measure, outcome.high)})
                </span>
              )}
            </dd>
          </dl>
          <Whiskers
            predicted={effect ? effectChange(effect) : null}
            {...(predicted ? { predictedLow: predicted[0], predictedHigh: predicted[1] } : {})}
            measured={outcome.change}
            low={outcome.low}
            high={outcome.high}
          />
        </div>
      </div>
      <p className="text-caption text-muted">
        {outcome.verdict === 'measuring' ? 'Not enough runs since then to say anything yet. ' : ''}
        The interval holds at every look ({share(outcome.interval)}): looking early does not make it wrong. Durations
        are geometric means.
      </p>
    </div>
  );
}

function Bar({
  name,
  value,
  most,
  text,
  colour,
}: {
  name: string;
  value: number | null;
  most: number;
  text: string;
  colour: string;
}) {
  return (
    <div className="grid grid-cols-[3.5rem_minmax(0,1fr)_5rem] items-center gap-2">
      <dt className="text-muted">{name}</dt>
      <dd className="contents">
        <span className="h-3 overflow-hidden rounded-sm bg-raised" aria-hidden="true">
          <span className={`block h-full ${colour}`} style={{ width: `${((value ?? 0) / most) * 100}%` }} />
        </span>
        <span className="text-right font-medium">{text}</span>
      </dd>
    </div>
  );
}
