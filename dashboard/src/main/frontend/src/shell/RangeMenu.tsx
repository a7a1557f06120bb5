import { type RefObject, useState } from 'react';
import { instant, zoneText } from '@/format/time';
import { now } from '@/time/clock';
import { between, bounds, LAST_NAMES, LASTS, type Range } from '@/time/range';
import { REFRESHES, useChangeSearch, useSetRange, useView } from '@/time/view';
import { Button } from '@/ui/Button';
import { Menu, MenuItem } from '@/ui/Menu';

const REFRESH_NAMES = {
  live: 'Live',
  '10s': 'Every 10 s',
  '30s': 'Every 30 s',
  '1m': 'Every minute',
  off: 'Never',
} as const;

/** Chooses the stretch of time, its zone and how often it is asked for. */
export function RangeMenu({ opener }: { opener: RefObject<HTMLButtonElement | null> }) {
  const { range, zone, refresh } = useView();
  const setRange = useSetRange();
  const change = useChangeSearch();
  const shown = rangeText(range, zone);
  return (
    <Menu label={`${shown}, change the time range`} hotkey="t" trigger={shown} opener={opener}>
      {(close) => (
        <div className="flex w-72 max-w-full flex-col gap-1">
          {LASTS.map((last) => (
            <MenuItem
              key={last}
              chosen={range.kind === 'last' && range.last === last}
              onChoose={() => {
                setRange({ kind: 'last', last });
                close();
              }}
            >
              {LAST_NAMES[last]}
            </MenuItem>
          ))}
          <Ends
            key={JSON.stringify(range)}
            range={range}
            onChoose={(chosen) => {
              setRange(chosen);
              close();
            }}
          />
          <div className="grid grid-cols-2 gap-2 border-t border-divider p-2">
            <label className="flex flex-col gap-1 text-caption text-muted">
              Refresh
              <select
                className="field text-text"
                value={refresh}
                onChange={(event) => change({ refresh: event.target.value === '10s' ? undefined : event.target.value })}
              >
                {REFRESHES.map((name) => (
                  <option key={name} value={name}>
                    {REFRESH_NAMES[name]}
                  </option>
                ))}
              </select>
            </label>
            <label className="flex flex-col gap-1 text-caption text-muted">
              Zone
              <select
                className="field text-text"
                value={zone}
                onChange={(event) => change({ tz: event.target.value === 'local' ? undefined : event.target.value })}
              >
                {[...new Set(['local', 'utc', zone])].map((name) => (
                  <option key={name} value={name}>
                    {zoneText(now(), name)}
                  </option>
                ))}
              </select>
            </label>
          </div>
        </div>
      )}
    </Menu>
  );
}

function rangeText(range: Range, zone: string): string {
  if (range.kind === 'last') return LAST_NAMES[range.last];
  const at = now();
  return `${instant(range.from, at, zone)} – ${instant(range.to, at, zone)}`;
}

/** The browser's field for an instant works in its own zone. */
function fieldValue(ms: number): string {
  const local = new Date(ms - new Date(ms).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** From and to, by fields: what dragging in a chart does, without dragging. */
function Ends({ range, onChoose }: { range: Range; onChoose: (range: Range) => void }) {
  const ends = bounds(range, now());
  const [from, setFrom] = useState(() => fieldValue(ends.from));
  const [to, setTo] = useState(() => fieldValue(ends.to));
  const chosen = [Date.parse(from), Date.parse(to)] as const;
  return (
    <form
      className="flex flex-col gap-2 border-t border-divider p-2"
      onSubmit={(event) => {
        event.preventDefault();
        onChoose(between(chosen[0], chosen[1], now()));
      }}
    >
      <label className="flex items-center gap-2 text-caption text-muted">
        <span className="w-8">From</span>
        <input
          type="datetime-local"
          className="field flex-1 text-text"
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
      </label>
      <label className="flex items-center gap-2 text-caption text-muted">
        <span className="w-8">To</span>
        <input
          type="datetime-local"
          className="field flex-1 text-text"
          value={to}
          onChange={(event) => setTo(event.target.value)}
        />
      </label>
      <Button type="submit" disabled={!chosen.every(Number.isFinite)}>
        Show (your browser's zone)
      </Button>
    </form>
  );
}
