import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { count, duration, share } from '@/format/number';
import { Button } from '@/ui/Button';
import { all, type Call, callTree, way } from './calls';
import { type Box, flame } from './flame';
import { LOOKS } from './looks';
import type { PathSegment } from './queries';
import type { Trace } from './trace';

const LEVEL = 25;

/** Where the work of the run is, put together by the way it was called: width is time, below is what was called. */
export function FlameView({
  trace,
  path,
  selected,
  onSelect,
}: {
  trace: Trace;
  path: readonly PathSegment[];
  selected: number;
  onSelect: (place: number) => void;
}) {
  const tops = useMemo(() => callTree(trace, path), [trace, path]);
  const [root, setRoot] = useState<Call | undefined>(undefined);
  const shown = useMemo(() => flame(tops, root && all(tops).includes(root) ? root : undefined), [tops, root]);
  const [at, setAt] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const current = Math.min(at, shown.boxes.length - 1);

  const go = (index: number) => {
    if (index < 0) return;
    setAt(index);
    box.current?.querySelectorAll<HTMLElement>('.flame-box')[index]?.focus();
  };
  const move = (event: KeyboardEvent) => {
    const from = shown.boxes[current];
    if (!from) return;
    const to = neighbour(shown.boxes, from, event.key);
    if (to >= 0) {
      event.preventDefault();
      go(to);
    } else if (event.key === 'Backspace' && root) {
      event.preventDefault();
      setRoot(root.parent);
    } else if (event.key === '+' || event.key === '=') {
      event.preventDefault();
      setRoot(from.call);
    }
  };

  return (
    <div className="p-3">
      <div className="mb-2 flex flex-wrap items-center gap-2 text-caption text-muted">
        <span>
          {duration(shown.ms)} of work; what runs side by side counts each.
          {shown.hidden > 0 ? ` ${count(shown.hidden)} calls under 0.1 % are not drawn.` : ''} Arrows move, Enter shows
          the longest, + looks closer.
        </span>
        {root ? (
          <Button onClick={() => setRoot(undefined)} className="ml-auto">
            Show all, not only {root.label}
          </Button>
        ) : null}
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the boxes are buttons, this one only moves between them */}
      <div ref={box} className="flame" style={{ height: Math.min(shown.depth * LEVEL + 4, 640) }} onKeyDown={move}>
        {shown.boxes.map((one, index) => (
          <button
            key={`${one.depth} ${one.left}`}
            type="button"
            className="flame-box"
            tabIndex={index === current ? 0 : -1}
            aria-label={words(one, shown.ms)}
            aria-pressed={one.call.example === selected}
            title={words(one, shown.ms)}
            style={{
              left: `${one.left * 100}%`,
              width: `${one.width * 100}%`,
              top: one.depth * LEVEL,
              background: `color-mix(in srgb, var(${LOOKS[one.call.kind].colour}) 24%, var(--surface))`,
              borderLeftColor: one.call.pathMs > 0 ? 'var(--path)' : undefined,
              borderLeftWidth: one.call.pathMs > 0 ? 3 : undefined,
            }}
            onFocus={() => setAt(index)}
            onClick={() => onSelect(one.call.example)}
            onDoubleClick={() => setRoot(one.call)}
          >
            {one.width > 0.03 ? one.call.label + times(one.call) : ''}
          </button>
        ))}
      </div>
    </div>
  );
}

/** How often, where it is more than once. */
function times(call: Call): string {
  return call.count > 1 ? ` ×${count(call.count)}` : '';
}

function words({ call, ms }: Box, whole: number): string {
  return `${way(call)}${times(call)}: ${duration(ms)}, ${share(whole > 0 ? ms / whole : null)} of the work, ${duration(call.selfMs)} itself${call.failed > 0 ? `, ${count(call.failed)} failed` : ''}${call.pathMs > 0 ? `, ${duration(call.pathMs)} on the critical path` : ''}`;
}

/** The box that a key leads to from another, or −1. */
function neighbour(boxes: readonly Box[], from: Box, key: string): number {
  const middle = from.left + from.width / 2;
  const level = (depth: number) => boxes.filter((box) => box.depth === depth);
  switch (key) {
    case 'ArrowUp':
      return boxes.findIndex((box) => box.call === from.call.parent);
    case 'ArrowDown': {
      const child = level(from.depth + 1).find((box) => box.call.parent === from.call);
      return child ? boxes.indexOf(child) : -1;
    }
    case 'ArrowLeft': {
      const before = level(from.depth).findLast((box) => box.left + box.width <= middle);
      return before ? boxes.indexOf(before) : -1;
    }
    case 'ArrowRight': {
      const after = level(from.depth).find((box) => box.left >= middle);
      return after ? boxes.indexOf(after) : -1;
    }
    default:
      return -1;
  }
}
