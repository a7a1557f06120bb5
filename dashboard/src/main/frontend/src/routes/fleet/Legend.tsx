import { count } from '@/format/number';
import { type Scale, SICK, stepTexts, UNKNOWN } from './measures';

const COLOURS = [
  'var(--heat-1)',
  'var(--heat-2)',
  'var(--heat-3)',
  'var(--heat-4)',
  'var(--critical)',
  'var(--surface)',
];

/** What colours mean, and how many agents have each. */
export function Legend({ scale, counts }: { scale: Scale; counts: readonly number[] }) {
  const texts = [...stepTexts(scale), 'idle, not known'];
  return (
    <ul className="flex flex-wrap items-center gap-x-4 gap-y-1 text-caption" aria-label="What colours mean">
      {texts.map((text, step) =>
        step === UNKNOWN && !counts[step] ? null : (
          <li key={text} className="flex items-center gap-1.5">
            <svg width="12" height="12" aria-hidden="true">
              <rect x="0.5" y="0.5" width="11" height="11" fill={COLOURS[step]} stroke="var(--control)" />
              {step === SICK ? <path d="M2 10L10 2" stroke="var(--badge)" strokeWidth="1.5" /> : null}
            </svg>
            <span>
              {step === SICK ? <strong className="text-critical">sick </strong> : null}
              {text}
            </span>
            <span className="text-muted">{count(counts[step] ?? 0)}</span>
          </li>
        ),
      )}
    </ul>
  );
}
