import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { axisTime, type Zone } from '@/format/time';
import { axisLabels, type ChartData } from './model';

/** Draws a `ChartData` by uPlot. Loaded on demand: nothing of the first screen waits for it. */
export interface Plot {
  /** Shows other data of the same lines. */
  update(chart: ChartData): void;
  /** Moves the cursor to a bucket, or away with undefined. */
  point(index: number | undefined): void;
  destroy(): void;
}

interface Hooks {
  /** The bucket under the pointer, or of another chart of the page; undefined if none. */
  pointed: (index: number | undefined) => void;
  /** A stretch was dragged over. */
  dragged: (from: number, to: number) => void;
}

/** Charts of a page share their cursor. */
const SHARED = 'page';

const DASHES = [[], [6, 3], [2, 3], [8, 3, 2, 3], [12, 4], [4, 2], [1, 2], [10, 2, 2, 2, 2, 2]];

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** A colour with an opacity, for bands. */
function pale(hex: string, opacity: number): string {
  return `${hex}${Math.round(opacity * 255)
    .toString(16)
    .padStart(2, '0')}`;
}

/** Columns for uPlot: of each line the mean, the part that has not ended, and the ends of its band if there is one. */
function columns(chart: ChartData): uPlot.AlignedData {
  const open = chart.openBucket ?? -1;
  const data: (number | null)[][] = [chart.t as number[]];
  for (const line of chart.lines) {
    const ended =
      open >= 0 ? line.mean.map((value, i) => (i === open ? null : value)) : (line.mean as (number | null)[]);
    const last = line.mean.map((value, i) => (open >= 0 && (i === open || i === open - 1) ? value : null));
    data.push(ended, last);
    if (line.min && line.max) data.push(line.max as (number | null)[], line.min as (number | null)[]);
  }
  return data as uPlot.AlignedData;
}

export function makePlot(host: HTMLElement, first: ChartData, zone: Zone, height: number, hooks: Hooks): Plot {
  let chart = first;
  const series: uPlot.Series[] = [{}];
  const bands: uPlot.Band[] = [];
  chart.lines.forEach((line, i) => {
    const stroke = colour(`series-${line.colour ?? (i % 8) + 1}`);
    const dash = DASHES[i % DASHES.length]!;
    series.push(
      { label: line.label, stroke, width: 1.5, dash, points: { show: false } },
      { stroke, width: 1.5, dash: [2, 3], points: { show: false } },
    );
    if (line.min && line.max) {
      const at = series.length;
      const edge: uPlot.Series = { stroke: 'transparent', width: 0, points: { show: false } };
      series.push(edge, { ...edge });
      bands.push({ series: [at, at + 1], fill: pale(stroke, 0.16) });
    }
  });
  const font = '12px system-ui, "Segoe UI", Roboto, sans-serif';
  const axis: uPlot.Axis = {
    font,
    stroke: colour('muted'),
    grid: { stroke: colour('divider'), width: 0.5 },
    ticks: { stroke: colour('divider'), width: 0.5, size: 4 },
  };

  const plot = new uPlot(
    {
      width: Math.max(120, host.clientWidth),
      height,
      ms: 1,
      padding: [12, 24, 0, 0],
      legend: { show: false },
      cursor: {
        sync: { key: SHARED, scales: ['x', null] },
        drag: { x: true, y: false, setScale: false },
        points: { size: 7 },
        y: false,
      },
      select: { show: true, left: 0, top: 0, width: 0, height: 0 },
      scales: {
        x: { time: true, range: () => [chart.from, chart.to] },
        y: { range: (_, low, high) => valueRange(chart, low, high) },
      },
      axes: [
        {
          ...axis,
          space: 80,
          size: 30,
          values: (_, splits) => splits.map((split) => axisTime(split, chart.to - chart.from, zone)),
        },
        { ...axis, size: 64, space: 36, values: (_, splits) => axisLabels(splits, chart.unit) },
      ],
      series,
      bands,
      hooks: {
        setCursor: [(u) => hooks.pointed(u.cursor.idx ?? undefined)],
        setSelect: [
          (u) => {
            if (u.select.width < 6) return;
            hooks.dragged(u.posToVal(u.select.left, 'x'), u.posToVal(u.select.left + u.select.width, 'x'));
            u.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          },
        ],
        drawAxes: [(u) => drawStretches(u, chart)],
        draw: [(u) => drawMarks(u, chart)],
      },
    },
    columns(chart),
    host,
  );

  const resized = new ResizeObserver(() => {
    const width = Math.max(120, host.clientWidth);
    if (Math.abs(width - plot.width) >= 1) plot.setSize({ width, height });
  });
  resized.observe(host);

  return {
    update(next) {
      chart = next;
      plot.setData(columns(next));
    },
    point(index) {
      if (index === undefined) {
        plot.setCursor({ left: -10, top: -10 });
        return;
      }
      plot.setCursor({ left: plot.valToPos(chart.t[index]!, 'x'), top: plot.bbox.height / 2 / uPlot.pxRatio });
    },
    destroy() {
      resized.disconnect();
      plot.destroy();
    },
  };
}

/** Ends of the value axis: fixed ones, else from 0 with some room; thresholds are always within. */
function valueRange(chart: ChartData, low: number | null, high: number | null): [number, number] {
  const limits = (chart.thresholds ?? []).map((threshold) => threshold.value);
  const top = Math.max(high ?? 0, ...limits);
  const bottom = Math.min(low ?? 0, 0, ...limits);
  const range = chart.high !== undefined && top <= chart.high ? chart.high : top === bottom ? bottom + 1 : top * 1.08;
  return [chart.low ?? bottom, range];
}

function drawStretches(u: uPlot, chart: ChartData) {
  for (const stretch of chart.stretches ?? []) {
    const left = u.valToPos(Math.max(stretch.from, chart.from), 'x', true);
    const right = u.valToPos(Math.min(stretch.to, chart.to), 'x', true);
    u.ctx.fillStyle = pale(colour(stretch.kind === 'alert' ? 'critical' : 'control'), 0.12);
    u.ctx.fillRect(left, u.bbox.top, Math.max(1, right - left), u.bbox.height);
  }
}

const GLYPHS = { release: '▲', config: '◆', regression: '↥' } as const;

function drawMarks(u: uPlot, chart: ChartData) {
  const { ctx, bbox } = u;
  ctx.save();
  ctx.lineWidth = uPlot.pxRatio;
  ctx.font = `${12 * uPlot.pxRatio}px system-ui, sans-serif`;
  for (const threshold of chart.thresholds ?? []) {
    const y = u.valToPos(threshold.value, 'y', true);
    ctx.strokeStyle = ctx.fillStyle = colour('warning');
    line(ctx, bbox.left, y, bbox.left + bbox.width, y);
    ctx.textAlign = 'right';
    ctx.fillText(threshold.label, bbox.left + bbox.width - 4, y - 4 * uPlot.pxRatio);
  }
  for (const marker of chart.markers ?? []) {
    if (marker.at < chart.from || marker.at > chart.to) continue;
    const x = u.valToPos(marker.at, 'x', true);
    ctx.strokeStyle = ctx.fillStyle = colour('text');
    line(ctx, x, bbox.top, x, bbox.top + bbox.height);
    ctx.textAlign = 'left';
    ctx.fillText(`${GLYPHS[marker.kind]} ${marker.label}`, x + 3, bbox.top + 10 * uPlot.pxRatio);
  }
  ctx.restore();
}

function line(ctx: CanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number) {
  ctx.setLineDash([4 * uPlot.pxRatio, 3 * uPlot.pxRatio]);
  ctx.beginPath();
  ctx.moveTo(x1, y1);
  ctx.lineTo(x2, y2);
  ctx.stroke();
}
