import { Table2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { inUnit } from '@/format/number';
import { clockTime, instant, zoneText } from '@/format/time';
import { hold } from '@/live/pause';
import { type Cell, cell, useCell } from '@/state/cell';
import { theme } from '@/state/preferences';
import { now } from '@/time/clock';
import { between } from '@/time/range';
import { useSetRange, useView } from '@/time/view';
import { announce } from '@/ui/announce';
import { Button } from '@/ui/Button';
import { type ChartData, describeChart, readAt, resolutionText } from './model';
import type { Plot } from './plot';

/** Rows of the table view; more would be read by nobody. */
const TABLE_ROWS = 200;

/** A pointer that rests does not hold the page still for ever. */
const RESTING_MS = 15_000;

/**
 * Values over time. Drag to zoom into a stretch, arrows to read bucket by bucket, "Table" for the numbers. While the pointer
 * is over it the page stands still.
 */
export function TimeChart({ chart, height = 220 }: { chart: ChartData; height?: number }) {
  const { zone } = useView();
  const setRange = useSetRange();
  const shade = useCell(theme);
  const host = useRef<HTMLElement>(null);
  const plot = useRef<Plot>(null);
  const latest = useRef(chart);
  latest.current = chart;
  const [asTable, setAsTable] = useState(false);
  const pointed = useMemo(() => cell<number | undefined>(undefined), []);
  useHoldUnderPointer(host);

  // Another set of lines is another drawing; other values are not.
  const shape = JSON.stringify([
    chart.unit,
    chart.lines.map((line) => [line.label, line.colour, line.min !== undefined]),
  ]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: shape and shade are what the drawing is made from
  useEffect(() => {
    let gone = false;
    if (asTable) return;
    void import('./plot').then(({ makePlot }) => {
      if (gone || !host.current) return;
      plot.current = makePlot(host.current, latest.current, zone, height, {
        pointed: (index) => pointed.set(index),
        dragged: (from, to) => setRange(between(from, to, now())),
      });
      host.current.dataset.drawn = 'true';
    });
    return () => {
      gone = true;
      plot.current?.destroy();
      plot.current = null;
    };
  }, [shape, shade, zone, height, asTable, setRange, pointed]);

  useEffect(() => plot.current?.update(chart), [chart]);

  return (
    <div>
      <div className="mb-1 flex items-center gap-x-3">
        <Legend chart={chart} pointed={pointed} />
        <span className="ml-auto min-w-0 truncate text-caption text-muted max-sm:hidden">
          {resolutionText(chart)} · {zoneText(chart.to, zone)}
        </span>
        <Button look="plain" className="max-sm:ml-auto" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          <Table2 size={14} aria-hidden /> Table
        </Button>
      </div>
      {asTable ? (
        <Values chart={chart} height={height} />
      ) : (
        <figure
          // biome-ignore lint/a11y/noNoninteractiveTabindex: read with the arrow keys
          tabIndex={0}
          aria-label={`${describeChart(chart, zone)}. Arrow keys read single values.`}
          className="chart"
          style={{ height }}
          ref={host}
          onKeyDown={(event) =>
            read(event, chart, pointed, plot.current, (index) => announce(readAt(chart, index, zone)))
          }
        />
      )}
    </div>
  );
}

/** Moves the cursor by the keyboard. */
function read(
  event: KeyboardEvent,
  chart: ChartData,
  pointed: Cell<number | undefined>,
  plot: Plot | null,
  say: (index: number) => void,
) {
  const last = chart.t.length - 1;
  const at = pointed.get();
  const steps: Record<string, number> = {
    ArrowLeft: at === undefined ? last : at - 1,
    ArrowRight: at === undefined ? 0 : at + 1,
    Home: 0,
    End: last,
  };
  const to = steps[event.key];
  if (to === undefined || last < 0) return;
  event.preventDefault();
  const index = Math.max(0, Math.min(last, to));
  plot?.point(index);
  pointed.set(index);
  say(index);
}

/** Names, dashes and colours of the lines with the value under the cursor, or the last one. */
function Legend({ chart, pointed }: { chart: ChartData; pointed: Cell<number | undefined> }) {
  const index = useCell(pointed);
  const { zone } = useView();
  const known = index !== undefined && index < chart.t.length;
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1 text-caption max-sm:shrink">
      {chart.lines.map((line, i) => (
        <span key={line.label} className="flex items-center gap-1.5">
          <svg width="20" height="4" aria-hidden="true">
            <line
              x1="0"
              x2="20"
              y1="2"
              y2="2"
              strokeWidth="2"
              stroke={`var(--series-${line.colour ?? (i % 8) + 1})`}
              strokeDasharray={['', '6 3', '2 3', '8 3 2 3', '12 4', '4 2', '1 2', '10 2 2 2'][i % 8]}
            />
          </svg>
          {line.label}
          <strong className="font-medium">
            {inUnit(known ? line.mean[index] : line.mean.findLast((value) => value !== null), chart.unit)}
          </strong>
          {known && line.min && line.max ? (
            <span className="text-muted">
              {inUnit(line.min[index], chart.unit)} to {inUnit(line.max[index], chart.unit)}
            </span>
          ) : null}
        </span>
      ))}
      {known ? <span className="text-muted">{clockTime(chart.t[index]!, zone)}</span> : null}
    </div>
  );
}

/** The numbers, latest first. */
function Values({ chart, height }: { chart: ChartData; height: number }) {
  const { zone } = useView();
  const rows = chart.t.map((_, i) => i).reverse();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="overflow-auto" style={{ height }} tabIndex={0} aria-label={`${chart.name}, values`}>
      <table className="values">
        <thead>
          <tr>
            <th scope="col">Time</th>
            {chart.lines.map((line) => (
              <th key={line.label} scope="col" className="text-right">
                {line.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, TABLE_ROWS).map((i) => (
            <tr key={chart.t[i]}>
              <td>{instant(chart.t[i], chart.to, zone)}</td>
              {chart.lines.map((line) => (
                <td key={line.label} className="text-right">
                  {inUnit(line.mean[i], chart.unit)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > TABLE_ROWS ? (
        <p className="p-2 text-caption text-muted">
          showing the last {TABLE_ROWS} of {rows.length}
        </p>
      ) : null}
    </section>
  );
}

/** While the pointer moves over an element the page stands still. */
export function useHoldUnderPointer(host: React.RefObject<HTMLElement | null>) {
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    let release: (() => void) | undefined;
    let resting: ReturnType<typeof setTimeout> | undefined;
    const leave = () => {
      clearTimeout(resting);
      release?.();
      release = undefined;
    };
    const move = () => {
      release ??= hold();
      clearTimeout(resting);
      resting = setTimeout(leave, RESTING_MS);
    };
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerleave', leave);
    return () => {
      leave();
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerleave', leave);
    };
  }, [host]);
}
