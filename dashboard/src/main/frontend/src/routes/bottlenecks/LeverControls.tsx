import { useEffect, useId, useState } from 'react';
import { LEVERS, type Lever, type LeverId, leverOf, leverText } from './levers';

/** Which lever, and how far: radio buttons, a slider, and a field that means the same. */
export function LeverControls({
  lever,
  subject,
  sort,
  slotsNow,
  value,
  onLever,
  onValue,
}: {
  lever: LeverId;
  subject: string;
  /** What the subject is: only agents have slots. */
  sort: string;
  slotsNow: number | undefined;
  value: number;
  onLever: (lever: LeverId) => void;
  onValue: (value: number) => void;
}) {
  const name = useId();
  const chosen = leverOf(lever, slotsNow);
  return (
    <div className="flex flex-col gap-3">
      <fieldset>
        <legend className="sr-only">What to try</legend>
        <div className="flex flex-wrap gap-1">
          {LEVERS.map((id) => {
            const refused = id === 'slots' && sort !== 'agent';
            return (
              <label
                key={id}
                className="choice"
                title={refused ? 'Only agents have slots; choose one in the ranking' : undefined}
              >
                <input
                  type="radio"
                  name={name}
                  className="sr-only"
                  checked={id === lever}
                  disabled={refused}
                  onChange={() => onLever(id)}
                />
                {leverOf(id, slotsNow).name}
              </label>
            );
          })}
        </div>
      </fieldset>
      <p className="text-muted">
        What if <span className="break-all">{chosen.means(subject)}</span>
        {lever === 'slots' && slotsNow !== undefined ? `; today ${slotsNow}` : ''}?
      </p>
      {chosen.value === undefined ? null : <Value lever={chosen} value={value} onValue={onValue} />}
    </div>
  );
}

/** Most a field takes where the slider ends earlier. */
const FURTHEST = { '%': 100, '×': 100, '': 100_000 } as const;
const NEAREST = { '%': 0, '×': 0.01, '': 1 } as const;

/** Whether the API takes such a value of the lever. */
export function isPossible(lever: Lever, value: number): boolean {
  const whole = lever.unit !== '' || Number.isInteger(value);
  return Number.isFinite(value) && whole && value >= NEAREST[lever.unit] && value <= FURTHEST[lever.unit];
}

function Value({ lever, value, onValue }: { lever: Lever; value: number; onValue: (value: number) => void }) {
  const [typed, setTyped] = useState(String(value));
  const problem = useId();
  useEffect(() => setTyped((before) => (Number(before) === value ? before : String(value))), [value]);
  const right = typed.trim() !== '' && isPossible(lever, Number(typed));
  return (
    <div>
      <div className="flex items-center gap-3">
        <input
          type="range"
          className="min-w-0 flex-1 accent-accent"
          aria-label={`${lever.value}, slider`}
          aria-valuetext={leverText(lever, value)}
          min={lever.min}
          max={lever.max}
          step={lever.step}
          value={value}
          onChange={(event) => onValue(Number(event.target.value))}
        />
        <label className="flex items-center gap-1.5">
          <span className="sr-only">{lever.value}</span>
          <input
            type="number"
            className="field w-20 text-right"
            min={NEAREST[lever.unit]}
            max={FURTHEST[lever.unit]}
            step="any"
            value={typed}
            aria-invalid={!right}
            aria-describedby={right ? undefined : problem}
            onChange={(event) => {
              setTyped(event.target.value);
              const given = Number(event.target.value);
              if (event.target.value.trim() !== '' && isPossible(lever, given)) onValue(given);
            }}
          />
          <span className="w-8 text-muted">{lever.unit}</span>
        </label>
      </div>
      {right ? null : (
        <p id={problem} className="mt-1 text-caption text-critical">
          Expected a {lever.unit === '' ? 'whole ' : ''}number from {NEAREST[lever.unit]} to {FURTHEST[lever.unit]}.
        </p>
      )}
    </div>
  );
}
