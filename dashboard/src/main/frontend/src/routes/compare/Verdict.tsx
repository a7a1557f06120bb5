import { count, duration, money, share, signed } from '@/format/number';
import { chosen, difference, match } from './profile';
import type { Side } from './queries';

/** The difference in a sentence: how much, and where most of it is. */
export function Verdict({ a, b }: { a: Side; b: Side }) {
  const by = a.durationMs - b.durationMs;
  const direction = Math.sign(by);
  // Where one waits is no cause: what counts is the time of each call itself, in the direction of the whole.
  const causes = chosen(match(a.profile, b.profile), 'changed', 'path')
    .filter((pair) => Math.sign(difference(pair, 'path')) === direction)
    .slice(0, 2);
  const cost = a.costUsd !== null && b.costUsd !== null ? a.costUsd - b.costUsd : null;
  return (
    <p className="panel px-3 py-2" role="status">
      <strong className="font-semibold">
        {Math.abs(by) < b.durationMs * 0.005
          ? 'A takes as long as B.'
          : `A takes ${duration(Math.abs(by))} ${by > 0 ? 'longer' : 'less'} than B (${signed((100 * by) / b.durationMs, (size) => share(size / 100))}).`}
      </strong>{' '}
      {causes.length > 0 && direction !== 0 ? (
        <>
          Most of it on the critical path is in{' '}
          {causes.map((pair) => `${pair.label} (${signed(difference(pair, 'path'), duration)})`).join(' and ')}.
        </>
      ) : null}{' '}
      <span className="text-muted">
        {cost !== null ? `Cost ${signed(cost, money)}, ` : ''}model calls {signed(a.modelCalls - b.modelCalls, count)},
        errors {signed(a.errorSpans - b.errorSpans, count)}.
      </span>
    </p>
  );
}
