import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useHoldUnderPointer } from '@/charts/TimeChart';
import { count } from '@/format/number';
import { cell as makeCell, useCell } from '@/state/cell';
import { theme } from '@/state/preferences';
import { announce } from '@/ui/announce';
import type { Agents } from './agents';
import { drawGrid, drawOverlay, readPalette } from './drawGrid';
import { cornerOf, type Group, indexAfter, indexAt, indexesWithin, type Layout, layOut } from './layout';
import { MEASURE_NAMES, type Scale, SICK, UNKNOWN, writeMeasure } from './measures';

/** Height that the grid tries to stay within. */
const HEIGHT = 520;

/** A pointer that moved less meant one cell. */
const DRAG_PX = 5;

interface HeatGridProps {
  agents: Agents;
  groups: readonly Group[];
  steps: Uint8Array;
  scale: Scale;
  selected: ReadonlySet<number>;
  /** Told the places that are selected then. */
  onSelect: (places: readonly number[]) => void;
  onOpen: (place: number) => void;
}

interface Drag {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/**
 * One cell for each agent on a canvas: 10,000 at once. Pointer: click selects one, Ctrl or Shift adds, dragging selects all in a
 * rectangle. Keys: arrows, Page and Home/End move, x selects, Shift with arrows selects along the way, n and N go to the next
 * sick one, Enter opens, Esc selects none.
 */
export function HeatGrid({ agents, groups, steps, scale, selected, onSelect, onOpen }: HeatGridProps) {
  const box = useRef<HTMLElement>(null);
  const ground = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const width = useWidth(box);
  const shade = useCell(theme);
  const pointed = useMemo(() => makeCell<number | undefined>(undefined), []);
  const [drag, setDrag] = useState<Drag | undefined>(undefined);
  const [focused, setFocused] = useState(false);
  // By id: cells move when groups do, the cursor stays with its agent.
  const cursor = useRef<string | undefined>(undefined);
  useHoldUnderPointer(box);

  const layout = useMemo(
    () => (width > 0 ? layOut(groups, width, HEIGHT, agents.ids.length) : undefined),
    [groups, width, agents],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours
  const palette = useMemo(readPalette, [shade]);

  useEffect(() => {
    const ctx = layout && sized(ground.current, layout);
    if (!ctx || !layout) return;
    const began = performance.now();
    drawGrid(ctx, layout, steps, palette);
    if (box.current) {
      box.current.dataset.drawMs = (performance.now() - began).toFixed(2);
      box.current.dataset.cells = String(layout.order.length);
    }
  }, [layout, steps, palette]);

  // Only the overlay is drawn again under the pointer: the 10,000 cells below stay as they are.
  useEffect(() => {
    const ctx = layout && sized(overlay.current, layout);
    if (!ctx || !layout) return;
    const draw = () => {
      const began = performance.now();
      drawOverlay(ctx, layout, { selected, cursor: pointed.get(), focused, drag }, palette);
      if (box.current) box.current.dataset.hoverMs = (performance.now() - began).toFixed(2);
    };
    draw();
    return pointed.subscribe(draw);
  }, [layout, selected, focused, drag, palette, pointed]);

  const cursorIndex = (): number | undefined => {
    const place = cursor.current === undefined ? undefined : agents.placeOf.get(cursor.current);
    const index = place === undefined ? -1 : (layout?.indexOf[place] ?? -1);
    return index < 0 ? undefined : index;
  };
  const setCursor = (index: number) => {
    const place = layout?.order[index];
    cursor.current = place === undefined ? undefined : agents.ids[place];
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: after cells moved
  useEffect(() => {
    if (focused && cursor.current !== undefined) pointed.set(cursorIndex());
  }, [layout]);

  const say = (index: number) => {
    const place = layout?.order[index];
    if (place !== undefined) announce(textOf(agents, place, scale, steps, selected.has(place)));
  };

  const moveTo = (index: number) => {
    setCursor(index);
    pointed.set(index);
    say(index);
    if (layout && box.current) {
      const { y } = cornerOf(layout, index);
      const top = box.current.getBoundingClientRect().top + y;
      if (top < 80 || top + layout.cell > innerHeight - 64) scrollBy({ top: top - innerHeight / 2 });
    }
  };

  const key = (event: KeyboardEvent) => {
    if (!layout || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = cursorIndex();
    const place = at === undefined ? undefined : layout.order[at];
    const to = at === undefined && event.key.startsWith('Arrow') ? 0 : indexAfter(layout, at ?? 0, event.key);
    if (to !== undefined) {
      event.preventDefault();
      if (event.shiftKey && at !== undefined) onSelect(added(selected, between(layout, at, to)));
      moveTo(to);
    } else if (event.key === 'Enter' && place !== undefined) {
      event.preventDefault();
      onOpen(place);
    } else if ((event.key === 'x' || event.key === ' ') && place !== undefined) {
      event.preventDefault();
      onSelect(toggled(selected, place));
      announce(`${agents.ids[place]} ${selected.has(place) ? 'not selected' : 'selected'}`);
    } else if (event.key === 'n' || event.key === 'N') {
      const next = nextSick(layout, steps, at ?? -1, event.key === 'n' ? 1 : -1);
      if (next === undefined) announce('No agent is sick');
      else moveTo(next);
    } else if (event.key === 'Escape' && selected.size > 0) {
      event.preventDefault();
      onSelect([]);
      announce('Nothing selected');
    }
  };

  const pointer = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      const { x, y } = within(event);
      setDrag({ x1: x, y1: y, x2: x, y2: y });
      // A finger that moves scrolls the page.
      if (event.pointerType !== 'touch') event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (!layout) return;
      const { x, y } = within(event);
      if (drag && event.pointerType !== 'touch') setDrag({ ...drag, x2: x, y2: y });
      const index = indexAt(layout, x, y);
      pointed.set(index < 0 ? undefined : index);
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      if (!layout || !drag) return;
      const { x, y } = within(event);
      const adding = event.ctrlKey || event.metaKey || event.shiftKey;
      setDrag(undefined);
      if (Math.abs(x - drag.x1) + Math.abs(y - drag.y1) < DRAG_PX) {
        const index = indexAt(layout, x, y);
        const place = index < 0 ? undefined : layout.order[index];
        if (index >= 0) setCursor(index);
        if (place === undefined) onSelect([]);
        else if (adding) onSelect(toggled(selected, place));
        else onSelect(selected.size === 1 && selected.has(place) ? [] : [place]);
      } else {
        const places = indexesWithin(layout, drag.x1, drag.y1, x, y).map((index) => layout.order[index]!);
        onSelect(adding ? added(selected, places) : places);
        announce(`${count(places.length)} agents selected`);
      }
    },
    onPointerCancel: () => setDrag(undefined),
    onPointerLeave: () => {
      if (!drag) pointed.set(undefined);
    },
  };

  const sick = groups.reduce((sum, group) => sum + group.sick, 0);
  const shown = groups.reduce((sum, group) => sum + group.places.length, 0);
  return (
    <figure
      ref={box}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: read with the arrow keys
      tabIndex={0}
      className="heat-grid"
      aria-label={`${count(shown)} agents by ${MEASURE_NAMES[scale.measure].toLowerCase()}, ${count(sick)} of them sick. Arrow keys read single agents, n goes to the next sick one, x selects, Enter opens.`}
      style={{ height: layout?.height ?? HEIGHT }}
      onKeyDown={key}
      onFocus={() => {
        setFocused(true);
        if (cursor.current !== undefined) pointed.set(cursorIndex());
      }}
      onBlur={() => {
        setFocused(false);
        pointed.set(undefined);
      }}
      {...pointer}
    >
      <canvas ref={ground} />
      <canvas ref={overlay} />
      {layout && !drag ? (
        <Tip pointed={pointed} layout={layout} agents={agents} scale={scale} steps={steps} width={width} />
      ) : null}
    </figure>
  );
}

/** Beside the cell that the pointer or the keyboard is at. */
function Tip({
  pointed,
  layout,
  agents,
  scale,
  steps,
  width,
}: {
  pointed: ReturnType<typeof makeCell<number | undefined>>;
  layout: Layout;
  agents: Agents;
  scale: Scale;
  steps: Uint8Array;
  width: number;
}) {
  const index = useCell(pointed);
  const place = index === undefined ? undefined : layout.order[index];
  if (index === undefined || place === undefined) return null;
  const { x, y } = cornerOf(layout, index);
  const right = x > width / 2;
  return (
    <div
      className="heat-tip"
      aria-hidden="true"
      style={{
        top: y + layout.cell + 6,
        ...(right ? { right: Math.max(0, width - x - layout.cell) } : { left: x }),
      }}
    >
      <p className="truncate font-semibold">{agents.ids[place]}</p>
      <p className="truncate text-muted">{agents.types[place]}</p>
      <p>
        {MEASURE_NAMES[scale.measure]} {writeMeasure(scale.measure, agents.numbers[scale.measure][place]!)}
        {steps[place] === SICK ? <strong className="text-critical"> · sick</strong> : null}
      </p>
    </div>
  );
}

function textOf(agents: Agents, place: number, scale: Scale, steps: Uint8Array, isSelected: boolean): string {
  const value = writeMeasure(scale.measure, agents.numbers[scale.measure][place]!);
  const state = steps[place] === SICK ? ', sick' : steps[place] === UNKNOWN ? ', idle' : '';
  return `${agents.ids[place]}, ${agents.types[place]}, ${MEASURE_NAMES[scale.measure]} ${value}${state}${isSelected ? ', selected' : ''}`;
}

function toggled(selected: ReadonlySet<number>, place: number): number[] {
  const next = new Set(selected);
  if (!next.delete(place)) next.add(place);
  return [...next];
}

function added(selected: ReadonlySet<number>, places: readonly number[]): number[] {
  return [...new Set([...selected, ...places])];
}

function between(layout: Layout, from: number, to: number): number[] {
  return layout.order.slice(Math.min(from, to), Math.max(from, to) + 1);
}

function nextSick(layout: Layout, steps: Uint8Array, from: number, direction: 1 | -1): number | undefined {
  const n = layout.order.length;
  for (let i = 1; i <= n; i++) {
    const index = (((from + i * direction) % n) + n) % n;
    if (steps[layout.order[index]!] === SICK) return index;
  }
  return undefined;
}

function within(event: PointerEvent<HTMLElement>): { x: number; y: number } {
  const box = event.currentTarget.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
}

/** The context of a canvas of the layout's size, sharp on every screen. */
function sized(canvas: HTMLCanvasElement | null, layout: Layout): CanvasRenderingContext2D | null {
  const ctx = canvas?.getContext('2d') ?? null;
  if (!canvas || !ctx) return null;
  const ratio = devicePixelRatio || 1;
  // Beyond this a canvas is not drawn by some browsers; it is less sharp then.
  const scale = Math.min(ratio, 16_000 / Math.max(layout.height, 1));
  const width = Math.round(layout.width * scale);
  const height = Math.round(layout.height * scale);
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
    canvas.style.width = `${layout.width}px`;
    canvas.style.height = `${layout.height}px`;
  }
  ctx.setTransform(scale, 0, 0, scale, 0, 0);
  return ctx;
}

function useWidth(box: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const resized = new ResizeObserver(() => setWidth(Math.floor(element.clientWidth)));
    resized.observe(element);
    setWidth(Math.floor(element.clientWidth));
    return () => resized.disconnect();
  }, [box]);
  return width;
}
