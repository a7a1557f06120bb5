import { CircleHelp, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Schema } from '@/api/client';
import { count, duration, money, share, signed } from '@/format/number';
import { type CurvePoint, type Lever, leverText } from './levers';

type Answer = Schema<'WhatIfAnswer'>;
type Estimate = Schema<'Estimate'>;

/** What an answer says, in numbers, or plainly why it says nothing. */
export function Prediction({
  answer,
  lever,
  value,
  near,
  observed,
}: {
  answer: Answer;
  lever: Lever;
  /** Where the slider stands. */
  value: number;
  /** Read off the curve of the last answer while the server is asked about this very value. */
  near: CurvePoint | undefined;
  observed: { low: number; high: number } | undefined;
}) {
  if (answer.status !== 'predicted' || !answer.p50_ms || !answer.p95_ms) return <CannotTell answer={answer} />;
  const { p50_ms, p95_ms, cost_usd, next_limit } = answer;
  const beyond = observed !== undefined && (value < observed.low || value > observed.high);
  return (
    <div className="flex flex-col gap-2">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-4 gap-y-1">
        <Row
          name="p95"
          big
          estimate={near ? { baseline: p95_ms.baseline, predicted: near.p95, low: near.low, high: near.high } : p95_ms}
          write={duration}
          near={near !== undefined}
        />
        {near ? (
          <Fact name="Median">≈ {duration(near.p50)}</Fact>
        ) : (
          <Row name="Median" estimate={p50_ms} write={duration} near={false} />
        )}
        {cost_usd ? (
          <Row name="Cost a run" estimate={cost_usd} write={money} near={false} dim={near !== undefined} />
        ) : (
          <Fact name="Cost a run">
            <span className="text-muted">not known: no prices for the models of these runs</span>
          </Fact>
        )}
        <Fact name="Next limit">
          {next_limit ? (
            <>
              <span className="font-medium break-all">{next_limit.name}</span>, {share(next_limit.used_share)} used
            </>
          ) : (
            'none of the pools comes near its limit'
          )}
        </Fact>
      </dl>
      {near ? (
        <p className="text-caption text-muted" role="status">
          ≈ read off the curve; the server is being asked about {leverText(lever, value)}
        </p>
      ) : null}
      {beyond ? (
        <p className="flex items-start gap-2 text-caption">
          <TriangleAlert size={14} className="mt-px shrink-0 text-warning" aria-hidden />
          {leverText(lever, value)} is outside what was seen in this range ({leverText(lever, observed.low)} to{' '}
          {leverText(lever, observed.high)}, hatched in the chart): extrapolated.
        </p>
      ) : null}
      <p className="text-caption text-muted">
        80 % interval; {count(answer.runs)} recorded runs{' '}
        {answer.method === 'replayed' ? 'replayed through their queues' : 'timed again'}
        {answer.validity
          ? `. Without any change the model is off by ${share(answer.validity.p50_error)} of the median and ${share(answer.validity.p95_error)} of p95`
          : ''}
        .
      </p>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

function Row({
  name,
  estimate,
  write,
  near,
  big = false,
  dim = false,
}: {
  name: string;
  estimate: Estimate;
  write: (value: number) => string;
  near: boolean;
  big?: boolean;
  dim?: boolean;
}) {
  const change = estimate.baseline > 0 ? estimate.predicted / estimate.baseline - 1 : 0;
  return (
    <Fact name={name}>
      <span className={`${big ? 'text-title font-semibold' : ''} ${dim ? 'opacity-60' : ''}`}>
        <span className="font-normal text-muted">{write(estimate.baseline)} → </span>
        {near ? '≈ ' : ''}
        {write(estimate.predicted)}
      </span>{' '}
      <span className={dim ? 'opacity-60' : ''}>
        {signed(change, share)}{' '}
        <span className="whitespace-nowrap text-muted">
          ({write(estimate.low)} to {write(estimate.high)})
        </span>
      </span>
    </Fact>
  );
}

/** No number is shown where there is none to trust. */
function CannotTell({ answer }: { answer: Answer }) {
  return (
    <div className="flex items-start gap-2 rounded-md bg-raised p-3" role="status">
      <CircleHelp size={16} className="mt-0.5 shrink-0 text-warning" aria-hidden />
      <div className="min-w-0">
        <p className="break-words">
          <strong className="font-semibold">Cannot tell:</strong> {answer.message ?? answer.status.replaceAll('_', ' ')}
          .
        </p>
        {answer.validity ? (
          <p className="mt-1 text-muted">
            Replayed as they are, these {count(answer.runs)} runs come out {share(answer.validity.p50_error)} off at the
            median and {share(answer.validity.p95_error)} off at p95. A wrong number would be worse than none.
          </p>
        ) : null}
        {answer.status === 'not_enough_data' ? (
          <p className="mt-1 text-muted">Take a longer stretch of time, or wait for more runs.</p>
        ) : null}
      </div>
    </div>
  );
}
