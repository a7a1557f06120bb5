import { useCell } from '@/state/cell';
import { prefer, preferences } from '@/state/preferences';
import { Dialog } from '@/ui/Dialog';
import type { Key } from './keys';

/** All keys, and the switch that turns the single ones off. */
export function Help({ keys, onClose }: { keys: readonly Key[]; onClose: () => void }) {
  const { shortcuts, density } = useCell(preferences);
  return (
    <Dialog title="Keys" onClose={onClose} wide>
      <dl className="grid grid-cols-1 gap-x-8 gap-y-1 sm:grid-cols-2">
        {[...keys, ...LOCAL].map(({ keys: pressed, does }) => (
          <div key={pressed} className="flex items-baseline gap-3">
            <dt className="w-24 shrink-0">
              {pressed.split(' ').map((key) => (
                <kbd key={key} className="mr-1 rounded border border-control bg-raised px-1.5 py-0.5">
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <div className="mt-4 flex flex-col gap-2 border-t border-divider pt-3">
        <label className="flex min-h-6 items-center gap-2">
          <input
            type="checkbox"
            checked={shortcuts}
            onChange={(event) => prefer({ shortcuts: event.target.checked })}
          />
          Single keys do something (those with Ctrl always do)
        </label>
        <label className="flex min-h-6 items-center gap-2">
          <input
            type="checkbox"
            checked={density === 'compact'}
            onChange={(event) => prefer({ density: event.target.checked ? 'compact' : 'normal' })}
          />
          Tables have narrow rows
        </label>
        <p className="text-caption text-muted">
          API: <a href="api/performance/openapi.yaml">openapi.yaml</a> · <a href="third-party-licences.txt">Licences</a>
        </p>
      </div>
    </Dialog>
  );
}

/** Keys that parts listen to by themselves. */
const LOCAL = [
  { keys: 'j k', does: 'Next and previous row of a table, as the arrows do' },
  { keys: 'Enter', does: 'Open the row' },
  { keys: '← →', does: 'Read a chart value by value' },
  { keys: 'Esc', does: 'Close what is open' },
];
