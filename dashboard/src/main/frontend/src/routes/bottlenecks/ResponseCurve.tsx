import { Table2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { axisLabels } from '@/charts/model';
import { duration, durationUnit } from '@/format/number';
import { announce } from '@/ui/announce';
import { Button } from '@/ui/Button';
import { type CurvePoint, type Lever, leverText, onCurve } from './levers';
import { ticks } from './ticks';

const HEIGHT = 220;
const LEFT = 56;
const RIGHT = 24;
const TOP = 12;
const BOTTOM = 28;

interface CurveProps {
  lever: Lever;
  curve: readonly CurvePoint[];
  /** Where the slider stands. */
  value: number;
  /** Duration today, milliseconds: a measured point, not a predicted one. */
  baselineP95: number;
  /** What was seen of this lever; beyond it everything is extrapolated. */
  observed: { low: number; high: number } | undefined;
}

/** How durations answer to a lever: predicted p95 with its band, median dashed, today as a dot. Arrows read it point by point. */
export function ResponseCurve({ lever, curve, value, baselineP95, observed }: CurveProps) {
  const host = useRef<HTMLDivElement>(null);
  const width = useWidth(host);
  const [asTable, setAsTable] = useState(false);
  const [at, setAt] = useState<number | undefined>(undefined);
  const hatch = useId();
  const first = curve[0];
  const last = curve.at(-1);
  if (!first || !last) return null;

  const top = Math.max(...curve.map((point) => point.high), baselineP95) * 1.05 || 1;
  const x = (given: number) => LEFT + ((given - first.x) / (last.x - first.x || 1)) * (width - LEFT - RIGHT);
  const y = (ms: number) => TOP + (1 - ms / top) * (HEIGHT - TOP - BOTTOM);
  const line = (of: (point: CurvePoint) => number) =>
    curve.map((point, i) => `${i === 0 ? 'M' : 'L'}${x(point.x).toFixed(1)} ${y(of(point)).toFixed(1)}`).join('');
  const band = `${line((point) => point.high)}${[...curve]
    .reverse()
    .map((point) => `L${x(point.x).toFixed(1)} ${y(point.low).toFixed(1)}`)
    .join('')}Z`;
  const { ms } = durationUnit(top);
  const yTicks = ticks(0, top / ms, 4).map((tick) => tick * ms);
  const xTicks = ticks(first.x, last.x, width < 420 ? 4 : 6);
  const here = onCurve(curve, value);
  const read = at === undefined ? undefined : curve[at];

  const move = (event: KeyboardEvent) => {
    const nearest = curve.findIndex((point) => point.x >= value);
    const from = at ?? (nearest < 0 ? curve.length - 1 : nearest);
    const steps: Record<string, number> = {
      ArrowLeft: from - 1,
      ArrowRight: from + 1,
      Home: 0,
      End: curve.length - 1,
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(curve.length - 1, to));
    setAt(next);
    announce(pointText(lever, curve[next]!));
  };

  return (
    <div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-caption text-muted">
        <Key stroke="stroke-accent" text="p95 predicted, with its 80 % band" />
        <Key stroke="stroke-muted" dash="5 3" text="median" />
        <span className="flex items-center gap-1.5">
          <svg width="10" height="10" aria-hidden="true">
            <circle cx="5" cy="5" r="4" className="fill-text" />
          </svg>
          measured today
        </span>
        <Button look="plain" className="ml-auto" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          <Table2 size={14} aria-hidden /> Table
        </Button>
      </div>
      <div ref={host}>
        {asTable ? (
          <Points lever={lever} curve={curve} />
        ) : (
          <figure
            // biome-ignore lint/a11y/noNoninteractiveTabindex: read with the arrow keys
            tabIndex={0}
            className="chart"
            aria-label={`Predicted durations by ${lever.value ?? lever.name}: today p95 ${duration(baselineP95)}; ${pointText(lever, first)}; ${pointText(lever, last)}. Arrow keys read single values.`}
            onKeyDown={move}
            onBlur={() => setAt(undefined)}
          >
            <svg
              width={width}
              height={HEIGHT}
              aria-hidden="true"
              onPointerMove={(event) => {
                const px = event.clientX - event.currentTarget.getBoundingClientRect().left;
                const distances = curve.map((point) => Math.abs(x(point.x) - px));
                setAt(distances.indexOf(Math.min(...distances)));
              }}
              onPointerLeave={() => setAt(undefined)}
            >
              <defs>
                <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                  <line x1="0" y1="0" x2="0" y2="6" className="stroke-control" strokeWidth="1" opacity="0.55" />
                </pattern>
              </defs>
              {outside(observed, first.x, last.x).map(([from, to]) => (
                <rect
                  key={from}
                  x={x(from)}
                  width={Math.max(0, x(to) - x(from))}
                  y={TOP}
                  height={HEIGHT - TOP - BOTTOM}
                  fill={`url(#${hatch})`}
                />
              ))}
              {yTicks.map((tick, i) => (
                <g key={tick}>
                  <line
                    x1={LEFT}
                    x2={width - RIGHT}
                    y1={y(tick)}
                    y2={y(tick)}
                    className="stroke-divider"
                    strokeWidth="0.5"
                  />
                  <text x={LEFT - 6} y={y(tick) + 4} textAnchor="end" className="fill-muted text-caption">
                    {axisLabels(yTicks, 'ms')[i]}
                  </text>
                </g>
              ))}
              {xTicks.map((tick) => (
                <text key={tick} x={x(tick)} y={HEIGHT - 8} textAnchor="middle" className="fill-muted text-caption">
                  {leverText(lever, tick)}
                </text>
              ))}
              <path d={band} className="fill-accent" opacity="0.16" />
              <path
                d={line((point) => point.p50)}
                fill="none"
                className="stroke-muted"
                strokeWidth="1.5"
                strokeDasharray="5 3"
              />
              <path d={line((point) => point.p95)} fill="none" className="stroke-accent" strokeWidth="2" />
              {lever.now === undefined ? null : (
                <circle
                  cx={x(lever.now)}
                  cy={y(baselineP95)}
                  r="4.5"
                  className="fill-text stroke-surface"
                  strokeWidth="1.5"
                />
              )}
              {value < first.x || value > last.x ? null : (
                <line
                  x1={x(value)}
                  x2={x(value)}
                  y1={TOP}
                  y2={HEIGHT - BOTTOM}
                  className="stroke-text"
                  strokeDasharray="3 3"
                />
              )}
              {here ? (
                <circle cx={x(value)} cy={y(here.p95)} r="5" className="fill-accent stroke-surface" strokeWidth="1.5" />
              ) : null}
              {read ? (
                <circle cx={x(read.x)} cy={y(read.p95)} r="4" className="fill-surface stroke-accent" strokeWidth="2" />
              ) : null}
            </svg>
            <figcaption className="min-h-4 text-caption text-muted">{read ? pointText(lever, read) : null}</figcaption>
          </figure>
        )}
      </div>
    </div>
  );
}

/** A point in words. */
function pointText(lever: Lever, point: CurvePoint): string {
  return `${leverText(lever, point.x)}: p95 ${duration(point.p95)} (${duration(point.low)} to ${duration(point.high)}), median ${duration(point.p50)}`;
}

/** The parts of the axis that nobody has seen yet. */
function outside(observed: { low: number; high: number } | undefined, from: number, to: number): [number, number][] {
  if (!observed) return [];
  const parts: [number, number][] = [
    [from, Math.min(observed.low, to)],
    [Math.max(observed.high, from), to],
  ];
  return parts.filter(([a, b]) => b > a);
}

function Key({ stroke, dash = '', text }: { stroke: string; dash?: string; text: string }) {
  return (
    <span className="flex items-center gap-1.5">
      <svg width="20" height="4" aria-hidden="true">
        <line x1="0" x2="20" y1="2" y2="2" strokeWidth="2" className={stroke} strokeDasharray={dash} />
      </svg>
      {text}
    </span>
  );
}

function Points({ lever, curve }: { lever: Lever; curve: readonly CurvePoint[] }) {
  return (
    <section
      className="overflow-auto"
      style={{ height: HEIGHT + 16 }}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label="Predicted durations, values"
    >
      <table className="values">
        <thead>
          <tr>
            <th scope="col">{lever.value ?? lever.name}</th>
            <th scope="col" className="text-right">
              Median
            </th>
            <th scope="col" className="text-right">
              p95
            </th>
            <th scope="col" className="text-right">
              80 % of cases
            </th>
          </tr>
        </thead>
        <tbody>
          {curve.map((point) => (
            <tr key={point.x}>
              <td>{leverText(lever, point.x)}</td>
              <td className="text-right">{duration(point.p50)}</td>
              <td className="text-right">{duration(point.p95)}</td>
              <td className="text-right">
                {duration(point.low)} to {duration(point.high)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function useWidth(host: React.RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(480);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const measured = new ResizeObserver(() => setWidth(Math.max(220, element.clientWidth)));
    measured.observe(element);
    return () => measured.disconnect();
  }, [host]);
  return width;
}
