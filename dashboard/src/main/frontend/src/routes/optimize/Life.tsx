import { Check, Circle, CircleDot } from 'lucide-react';
import { instant } from '@/format/time';
import { now } from '@/time/clock';
import { useView } from '@/time/view';
import type { Advice } from './gain';

type State = Advice['state'];

/** The way advice goes; dismissed and closed are ends beside it. */
const WAY: readonly State[] = ['open', 'accepted', 'applied', 'measured'];

/** The steps of a life so far and those that may come. */
export function lifeOf(advice: Pick<Advice, 'state' | 'history'>): { state: State; at: string | undefined }[] {
  const at = (state: State) => advice.history.findLast((one) => one.state === state)?.timestamp;
  const place = WAY.indexOf(advice.state);
  if (place < 0) {
    // Ended beside the way: only what happened is shown.
    const been = WAY.filter((state) => at(state) !== undefined);
    return [...been, advice.state].map((state) => ({ state, at: at(state) }));
  }
  // A step that was passed over, like accepting, is left out.
  return WAY.filter((state, i) => i >= place || at(state) !== undefined).map((state) => ({
    state,
    at: WAY.indexOf(state) <= place ? at(state) : undefined,
  }));
}

/** Where advice stands, as steps. */
export function Life({ advice }: { advice: Advice }) {
  const { zone } = useView();
  const steps = lifeOf(advice);
  const current = steps.findIndex((step) => step.state === advice.state);
  return (
    <ol className="flex flex-wrap gap-x-5 gap-y-1" aria-label="Life of this advice">
      {steps.map((step, i) => {
        const Icon = i < current ? Check : i === current ? CircleDot : Circle;
        return (
          <li
            key={step.state}
            aria-current={i === current ? 'step' : undefined}
            className={`flex items-center gap-1.5 ${i === current ? 'font-semibold text-accent' : i > current ? 'text-muted' : ''}`}
          >
            <Icon size={14} aria-hidden className="shrink-0" />
            {step.state}
            {step.at ? (
              <span className="text-caption font-normal text-muted">{instant(Date.parse(step.at), now(), zone)}</span>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}

/** Everything that happened to it, latest first. */
export function History({ advice }: { advice: Advice }) {
  const { zone } = useView();
  return (
    <section
      className="overflow-x-auto"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label="What happened to it"
    >
      <table className="values">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">State</th>
            <th scope="col">By</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {advice.history.toReversed().map((one) => (
            <tr key={`${one.timestamp} ${one.state}`}>
              <td className="whitespace-nowrap">{instant(Date.parse(one.timestamp), now(), zone)}</td>
              <td>{one.state}</td>
              <td className="break-all">{one.by}</td>
              <td className="break-words">{one.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
