import { isZone } from '@/format/time';
import { useCell } from '@/state/cell';
import { type Preferences, prefer, preferences } from '@/state/preferences';

const THEMES: readonly [Preferences['theme'], string][] = [
  ['system', 'As the system'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];

const ZONES = [
  'local',
  'utc',
  'Europe/Berlin',
  'America/New_York',
  'America/Los_Angeles',
  'Asia/Kolkata',
  'Asia/Tokyo',
];

/** How things look in this browser. */
export function Display() {
  const { theme, density, zone, shortcuts } = useCell(preferences);
  return (
    <section className="panel max-w-2xl" aria-labelledby="display-title">
      <header className="panel-head">
        <h2 id="display-title">This browser</h2>
      </header>
      <div className="flex flex-col gap-4 p-3">
        <fieldset>
          <legend className="mb-1 text-muted">Theme</legend>
          <div className="flex flex-wrap gap-1">
            {THEMES.map(([id, name]) => (
              <label key={id} className="choice">
                <input
                  type="radio"
                  name="theme"
                  className="sr-only"
                  checked={theme === id}
                  onChange={() => prefer({ theme: id })}
                />
                {name}
              </label>
            ))}
          </div>
        </fieldset>
        <label className="flex items-center gap-2">
          <span className="text-muted">Time zone of labels</span>
          <select className="field" value={zone} onChange={(event) => prefer({ zone: event.target.value })}>
            {[...new Set([...ZONES, ...(isZone(zone) ? [zone] : [])])].map((one) => (
              <option key={one} value={one}>
                {one === 'local' ? `local (${Intl.DateTimeFormat().resolvedOptions().timeZone})` : one}
              </option>
            ))}
          </select>
        </label>
        <label className="flex min-h-6 items-center gap-2">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={density === 'compact'}
            onChange={(event) => prefer({ density: event.target.checked ? 'compact' : 'normal' })}
          />
          Compact rows
        </label>
        <label className="flex min-h-6 items-center gap-2">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={shortcuts}
            onChange={(event) => prefer({ shortcuts: event.target.checked })}
          />
          Single-key shortcuts
        </label>
        <p className="text-caption text-muted">
          Kept in this browser only. Range, filters and zoom are in the address.
        </p>
      </div>
    </section>
  );
}
