import { type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useCell } from '@/state/cell';
import { theme } from '@/state/preferences';
import { type Axis, type Sight, within } from './axis';
import { EMPTY, FAILED, minimap, PATH } from './minimap';
import type { PathSegment } from './queries';
import type { Trace } from './trace';
import { useSize } from './useSize';

const HEIGHT = 44;

/** The whole run, small. Dragging chooses what is zoomed to; the buttons and keys beside it do the same. */
export function Minimap({
  trace,
  axis,
  path,
  sight,
  onSight,
}: {
  trace: Trace;
  axis: Axis;
  path: readonly PathSegment[];
  sight: Sight;
  onSight: (sight: Sight) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width } = useSize(box);
  const shade = useCell(theme);
  const [drag, setDrag] = useState<{ from: number; to: number } | undefined>(undefined);
  const cells = useMemo(
    () => (width > 0 && trace.size > 0 ? minimap(trace, axis, path, width, HEIGHT) : undefined),
    [trace, axis, path, width],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours
  useEffect(() => {
    const context = canvas.current?.getContext('2d', { willReadFrequently: true });
    if (!context || !cells) return;
    context.putImageData(bitmap(context, cells, width), 0, 0);
  }, [cells, width, shade]);

  const at = (event: PointerEvent) => {
    const bounds = box.current!.getBoundingClientRect();
    return (Math.min(Math.max(event.clientX - bounds.left, 0), bounds.width) / bounds.width) * axis.length;
  };
  const release = () => {
    if (!drag) return;
    const [from, to] = drag.from < drag.to ? [drag.from, drag.to] : [drag.to, drag.from];
    setDrag(undefined);
    const long = sight.to - sight.from;
    // A click moves what is seen there, a drag chooses it.
    if (to - from > axis.length * 0.005) onSight(within(axis, from, to));
    else onSight(within(axis, from - long / 2, from + long / 2));
  };
  const seen = drag ? { from: Math.min(drag.from, drag.to), to: Math.max(drag.from, drag.to) } : sight;
  const left = (seen.from / axis.length) * 100;
  const right = (seen.to / axis.length) * 100;
  return (
    <div
      ref={box}
      className="minimap"
      aria-hidden="true"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ from: at(event), to: at(event) });
      }}
      onPointerMove={(event) => drag && setDrag({ ...drag, to: at(event) })}
      onPointerUp={release}
      onPointerCancel={() => setDrag(undefined)}
      onDoubleClick={() => onSight({ from: 0, to: axis.length })}
    >
      <canvas ref={canvas} width={Math.max(1, width)} height={HEIGHT} />
      <div className="minimap-shade" style={{ left: 0, width: `${left}%` }} />
      <div className="minimap-shade" style={{ left: `${right}%`, right: 0 }} />
      <div className="minimap-sight" style={{ left: `${left}%`, width: `${right - left}%` }} />
    </div>
  );
}

function bitmap(context: CanvasRenderingContext2D, cells: Uint8Array, width: number): ImageData {
  const style = getComputedStyle(document.documentElement);
  const work = rgb(context, style.getPropertyValue('--control'));
  const path = rgb(context, style.getPropertyValue('--path'));
  const failed = rgb(context, style.getPropertyValue('--critical'));
  const image = context.createImageData(width, HEIGHT);
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!;
    if (cell === EMPTY) continue;
    image.data.set(cell === PATH ? path : cell === FAILED ? failed : work, i * 4);
    image.data[i * 4 + 3] = cell === PATH || cell === FAILED ? 255 : 120;
  }
  return image;
}

/** A colour of CSS as the canvas has it. */
function rgb(context: CanvasRenderingContext2D, colour: string): Uint8ClampedArray {
  context.fillStyle = colour.trim();
  context.fillRect(0, 0, 1, 1);
  return context.getImageData(0, 0, 1, 1).data;
}
