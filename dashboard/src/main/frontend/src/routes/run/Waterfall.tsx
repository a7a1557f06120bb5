import { ChevronDown, ChevronRight, OctagonX } from 'lucide-react';
import {
  type KeyboardEvent,
  memo,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { count, duration, durationUnit, NONE, threeDigits } from '@/format/number';
import { useCell } from '@/state/cell';
import { theme } from '@/state/preferences';
import { type Axis, type Sight, scale, ticks, within } from './axis';
import { KindIcon, LOOKS } from './looks';
import { paint, palette, ROW, type Scene, stepsOf } from './paint';
import type { PathSegment } from './queries';
import { type Rows, shownRow } from './rows';
import type { Trace } from './trace';
import { useSize } from './useSize';
import './run.css';

/** Rows mounted beyond those in view, on each side. */
const SPARE = 4;

/** Rows in view at most: with the spare ones never more than 60 are mounted. */
const MOST_IN_VIEW = 44;
const HEAD = 28;

interface WaterfallProps {
  trace: Trace;
  rows: Rows;
  closed: ReadonlySet<string>;
  onToggle: (place: number, open: boolean) => void;
  axis: Axis;
  sight: Sight;
  onSight: (sight: Sight) => void;
  /** Place of the chosen span, −1 for none. */
  selected: number;
  onSelect: (place: number) => void;
  path: readonly PathSegment[];
  /** Where what is known ends while the run goes on. */
  openFrom: number | undefined;
  /** Places that the text in the find field is in. */
  found: ReadonlySet<number>;
}

/** The spans of a run as rows with bars over time. Rows in view are elements, bars are drawn on one canvas behind them. */
export function Waterfall(props: WaterfallProps) {
  const { trace, rows, axis, sight, selected, path } = props;
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const timeline = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const { width } = useSize(timeline);
  const { height: boxHeight } = useSize(box);
  const shade = useCell(theme);
  const height = Math.max(0, boxHeight - HEAD);

  const marks = useMemo(() => ticks(axis, sight, Math.max(2, Math.floor(width / 110))), [axis, sight, width]);
  const pieces = useMemo(() => {
    const by = new Map<number, PathSegment[]>();
    for (const piece of path) {
      const place = trace.placeOf(piece.span_id);
      if (place < 0) continue;
      const list = by.get(place);
      if (list) list.push(piece);
      else by.set(place, [piece]);
    }
    return by;
  }, [trace, path]);
  const steps = useMemo(() => stepsOf(trace, rows, path), [trace, rows, path]);
  const scene: Scene = useMemo(
    () => ({ trace, rows, axis, sight, pieces, steps, openFrom: props.openFrom, ticks: marks }),
    [trace, rows, axis, sight, pieces, steps, props.openFrom, marks],
  );
  usePaint(canvas, scene, top, width, height, shade);
  useZoomByWheel(box, timeline, axis, sight, props.onSight);
  useFollow(box, trace, rows, selected);

  const first = Math.max(0, Math.floor(top / ROW) - SPARE);
  const last = Math.min(rows.places.length, Math.ceil((top + Math.min(height, MOST_IN_VIEW * ROW)) / ROW) + SPARE);
  const shown = Array.from({ length: Math.max(0, last - first) }, (_, n) => first + n);
  const onKey = useMoves(props, height);
  const { onSelect, onToggle } = useSame(props);

  return (
    <div
      ref={box}
      role="treegrid"
      aria-label={`Spans of the run, ${count(trace.size)}`}
      aria-rowcount={rows.places.length + 1}
      aria-activedescendant={selected >= 0 && rows.rowOf[selected]! >= 0 ? `span-${trace.id(selected)}` : undefined}
      tabIndex={0}
      className="wf"
      style={{ height: Math.min(rows.places.length + 1, MOST_IN_VIEW) * ROW + HEAD }}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      onKeyDown={onKey}
    >
      <div role="row" aria-rowindex={1} tabIndex={-1} className="wf-head wf-columns">
        <div role="columnheader" tabIndex={-1}>
          Agent / step
        </div>
        <div role="columnheader" tabIndex={-1} className="wf-self text-right">
          Self
        </div>
        <div role="columnheader" tabIndex={-1} className="wf-time" ref={timeline} aria-label="Time">
          <Ticks axis={axis} sight={sight} marks={marks} width={width} />
        </div>
      </div>
      <div className="wf-behind" aria-hidden="true">
        <div className="wf-columns">
          <div />
          <div className="wf-self" />
          <div className="wf-time">
            <canvas ref={canvas} style={{ width, height }} />
          </div>
        </div>
      </div>
      <div role="rowgroup" className="relative" style={{ height: rows.places.length * ROW }}>
        {shown.map((row) => {
          const place = rows.places[row]!;
          return (
            <Row
              key={trace.id(place)}
              trace={trace}
              row={row}
              place={place}
              shut={trace.below(place) > 0 && props.closed.has(trace.id(place))}
              chosen={place === selected}
              found={props.found.has(place)}
              onSelect={onSelect}
              onToggle={onToggle}
            />
          );
        })}
      </div>
    </div>
  );
}

interface RowProps {
  trace: Trace;
  row: number;
  place: number;
  /** Whether what is below it is hidden. */
  shut: boolean;
  chosen: boolean;
  found: boolean;
  onSelect: (place: number) => void;
  onToggle: (place: number, open: boolean) => void;
}

/** One span. Drawn again only when something of its own changes, so a step of scrolling is a few new rows. */
const Row = memo(function Row({ trace, row, place, shut, chosen, found, onSelect, onToggle }: RowProps) {
  const below = trace.below(place);
  const failed = trace.failed(place);
  const name = trace.operation(place) || trace.name(place);
  const agent = trace.agent(place);
  const kind = trace.kind(place);
  const long = duration(trace.columns.duration[place]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are heard by the grid
    <div
      role="row"
      id={`span-${trace.id(place)}`}
      tabIndex={-1}
      aria-rowindex={row + 2}
      aria-level={trace.columns.depth[place]! + 1}
      aria-expanded={below > 0 ? !shut : undefined}
      aria-selected={chosen}
      data-found={found}
      className="wf-row wf-columns"
      style={{ transform: `translateY(${row * ROW}px)` }}
      onClick={() => onSelect(place)}
    >
      <div
        role="gridcell"
        tabIndex={-1}
        className="wf-name"
        style={{ paddingLeft: `calc(var(--indent) * ${Math.min(trace.columns.depth[place]!, 24)})` }}
      >
        {below > 0 ? (
          <button
            type="button"
            tabIndex={-1}
            className="wf-toggle"
            aria-label={shut ? `Open ${name}` : `Close ${name}`}
            onClick={(event) => {
              event.stopPropagation();
              onToggle(place, shut);
            }}
          >
            {shut ? <ChevronRight size={14} aria-hidden /> : <ChevronDown size={14} aria-hidden />}
          </button>
        ) : (
          <span className="wf-toggle" />
        )}
        <KindIcon kind={kind} />
        <span className="sr-only">{LOOKS[kind].word}</span>
        {failed ? (
          <>
            <OctagonX size={13} aria-hidden className="shrink-0 text-critical" />
            <span className="sr-only">failed</span>
          </>
        ) : null}
        <span className="truncate" title={`${trace.name(place)}${agent ? ` · ${agent}` : ''}`}>
          {name}
          {agent && agent !== name ? <span className="text-muted"> {agent}</span> : null}
        </span>
        {shut ? <span className="shrink-0 text-caption text-muted">+{count(below)}</span> : null}
      </div>
      <div role="gridcell" tabIndex={-1} className="wf-self text-right text-muted">
        {trace.columns.self[place]! > 0 ? duration(trace.columns.self[place]) : NONE}
      </div>
      <div
        role="gridcell"
        tabIndex={-1}
        className="wf-time"
        title={`${name}: ${long}, from ${duration(trace.columns.start[place])}`}
      >
        <span className="sr-only">
          {long} from {duration(trace.columns.start[place])}
          {trace.onPath(place) ? ', on the critical path' : ''}
        </span>
      </div>
    </div>
  );
});

/** Labels of the axis, all in one unit, and the length of what was cut. */
function Ticks({
  axis,
  sight,
  marks,
  width,
}: {
  axis: Axis;
  sight: Sight;
  marks: readonly { place: number; ms: number }[];
  width: number;
}) {
  const perUnit = width / (sight.to - sight.from);
  const unit = durationUnit(Math.max(axis.instant(sight.to), 1e-3));
  let free = -1;
  return (
    <>
      {marks.map(({ place, ms }) => {
        const left = (place - sight.from) * perUnit;
        const text = `${ms === 0 ? '0' : threeDigits(ms / unit.ms)} ${unit.unit}`;
        if (left < free || left + text.length * 6.5 > width) return null;
        free = left + text.length * 6.5 + 8;
        return (
          <span key={ms} className="wf-tick" style={{ left }}>
            {text}
          </span>
        );
      })}
      {axis.gaps.map((gap) => {
        const left = (gap.at + gap.length / 2 - sight.from) * perUnit;
        if (left < 0 || left > width) return null;
        return (
          <span key={gap.from} className="wf-cut" style={{ left }} title={`${duration(gap.to - gap.from)} left out`}>
            <span aria-hidden>⫽</span>
            <span className="sr-only">{duration(gap.to - gap.from)} left out</span>
          </span>
        );
      })}
    </>
  );
}

/** The same two functions for as long as the page is open, so that rows are not drawn again for new ones. */
function useSame(props: WaterfallProps) {
  const latest = useRef(props);
  latest.current = props;
  const onSelect = useCallback((place: number) => latest.current.onSelect(place), []);
  const onToggle = useCallback((place: number, open: boolean) => latest.current.onToggle(place, open), []);
  return { onSelect, onToggle };
}

/** Draws what is in view, once for each frame that changes it. */
function usePaint(
  canvas: RefObject<HTMLCanvasElement | null>,
  scene: Scene,
  top: number,
  width: number,
  height: number,
  shade: string,
) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours
  const colours = useMemo(() => palette(document.documentElement), [shade]);
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || width === 0 || height === 0) return;
    const dense = devicePixelRatio || 1;
    const wide = Math.round(width * dense);
    const high = Math.round(height * dense);
    if (element.width !== wide || element.height !== high) {
      element.width = wide;
      element.height = high;
    }
    context.setTransform(dense, 0, 0, dense, 0, 0);
    paint(context, scene, colours, top, width, height);
  }, [canvas, scene, top, width, height, colours]);
}

/** Ctrl with the wheel zooms round the pointer, Shift with it moves; the wheel alone scrolls rows. */
function useZoomByWheel(
  box: RefObject<HTMLDivElement | null>,
  timeline: RefObject<HTMLDivElement | null>,
  axis: Axis,
  sight: Sight,
  onSight: (sight: Sight) => void,
) {
  const latest = useRef({ axis, sight, onSight });
  latest.current = { axis, sight, onSight };
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const turn = (event: WheelEvent) => {
      const sideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
      if (!event.ctrlKey && !event.metaKey && !sideways) return;
      event.preventDefault(); // the browser would zoom the whole page
      const { axis, sight, onSight } = latest.current;
      const at = timeline.current!.getBoundingClientRect();
      const length = sight.to - sight.from;
      if (sideways && !event.ctrlKey && !event.metaKey) {
        const by = ((event.deltaX || event.deltaY) / at.width) * length;
        onSight(within(axis, sight.from + by, sight.to + by));
      } else {
        const around = sight.from + ((event.clientX - at.left) / at.width) * length;
        onSight(scale(axis, sight, 1.002 ** event.deltaY, around));
      }
    };
    element.addEventListener('wheel', turn, { passive: false });
    return () => element.removeEventListener('wheel', turn);
  }, [box, timeline]);
}

/** Scrolls to the chosen span when another one is chosen, and only if it is out of view. */
function useFollow(box: RefObject<HTMLDivElement | null>, trace: Trace, rows: Rows, selected: number) {
  const followed = useRef(-1);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || followed.current === selected || selected < 0) {
      followed.current = selected;
      return;
    }
    const row = shownRow(trace, rows, selected);
    if (row < 0 || element.clientHeight === 0) return;
    followed.current = selected;
    const y = row * ROW;
    const view = element.clientHeight - HEAD;
    if (y < element.scrollTop || y + ROW > element.scrollTop + view) element.scrollTop = Math.max(0, y - view / 3);
  }, [box, trace, rows, selected]);
}

/** Keys of the tree: arrows move, open and close; the rest are keys of the page. */
function useMoves(
  { trace, rows, closed, selected, onSelect, onToggle, axis, sight, onSight }: WaterfallProps,
  height: number,
) {
  return (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = selected < 0 ? -1 : shownRow(trace, rows, selected);
    const page = Math.max(1, Math.floor(height / ROW) - 2);
    const to: Record<string, number> = {
      ArrowDown: row + 1,
      j: row + 1,
      ArrowUp: row - 1,
      k: row - 1,
      PageDown: row + page,
      PageUp: row - page,
      Home: 0,
      End: rows.places.length - 1,
    };
    const at = to[event.key];
    const place = row < 0 ? -1 : rows.places[row]!;
    const length = sight.to - sight.from;
    if (at !== undefined) {
      onSelect(rows.places[Math.max(0, Math.min(rows.places.length - 1, at))]!);
    } else if (event.shiftKey && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      const by = (event.key === 'ArrowLeft' ? -0.2 : 0.2) * length;
      onSight(within(axis, sight.from + by, sight.to + by));
    } else if (event.key === 'ArrowLeft' && place >= 0) {
      if (trace.below(place) > 0 && !closed.has(trace.id(place))) onToggle(place, false);
      else if (trace.columns.parent[place]! >= 0) onSelect(trace.columns.parent[place]!);
    } else if (event.key === 'ArrowRight' && place >= 0) {
      if (closed.has(trace.id(place))) onToggle(place, true);
      else if (trace.below(place) > 0) onSelect(place + 1);
    } else if (event.key === '+' || event.key === '=') {
      onSight(scale(axis, sight, 0.5, (sight.from + sight.to) / 2));
    } else if (event.key === '-') {
      onSight(scale(axis, sight, 2, (sight.from + sight.to) / 2));
    } else {
      return;
    }
    event.preventDefault();
  };
}
