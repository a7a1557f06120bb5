import { durationUnit, fixed, inUnit, type Unit } from '@/format/number';
import { clockMinutes, type Zone } from '@/format/time';

/** One line of a chart. All arrays are as long as the chart's `t`; null is a gap. */
export interface Line {
  label: string;
  mean: readonly (number | null)[];
  /** Lowest and highest value of each bucket: drawn as a band where buckets hold more than one value. */
  min?: readonly (number | null)[];
  max?: readonly (number | null)[];
  /** 1 to 8; the place in the list unless said otherwise. */
  colour?: number;
}

/** Something that happened at an instant. */
export interface Marker {
  at: number;
  kind: 'release' | 'config' | 'regression';
  label: string;
}

/** A stretch of time that is set off: an alert that fired, a gap. */
export interface Stretch {
  from: number;
  to: number;
  kind: 'alert' | 'gap';
  label: string;
}

/** A value that is drawn across and is always within the axis. */
export interface Threshold {
  value: number;
  label: string;
}

export interface ChartData {
  /** What it is of, without range and values: "Processor". */
  name: string;
  unit: Unit;
  /** Starts of buckets, epoch milliseconds, rising. */
  t: readonly number[];
  lines: readonly Line[];
  /** Ends of the time axis. */
  from: number;
  to: number;
  /** How long a bucket is. */
  resolutionSeconds: number;
  /** Index of the bucket that has not ended; its value is dashed. */
  openBucket?: number | null;
  markers?: readonly Marker[];
  stretches?: readonly Stretch[];
  thresholds?: readonly Threshold[];
  /** Ends of the value axis where they are fixed, e.g. 0 and 100. */
  low?: number;
  high?: number;
}

/** Place of the last known value, -1 if none is. */
function lastKnown(values: readonly (number | null)[]): number {
  for (let i = values.length - 1; i >= 0; i--) if (values[i] !== null && values[i] !== undefined) return i;
  return -1;
}

/** The chart in one sentence, as its name for who cannot see it: "CPU, 13:02 to 14:02: CPU now 62 %, highest 91 % at 14:02". */
export function describeChart(chart: ChartData, zone: Zone): string {
  const parts = chart.lines.map((line) => {
    const last = lastKnown(line.mean);
    if (last < 0) return `${line.label} unknown`;
    const peaks = line.max ?? line.mean;
    let top = -1;
    for (let i = 0; i < peaks.length; i++) {
      const value = peaks[i];
      if (value !== null && value !== undefined && (top < 0 || value > peaks[top]!)) top = i;
    }
    const highest =
      top < 0 ? '' : `, highest ${inUnit(peaks[top], chart.unit)} at ${clockMinutes(chart.t[top]!, zone)}`;
    return `${line.label} now ${inUnit(line.mean[last], chart.unit)}${highest}`;
  });
  const marks = (chart.markers ?? []).map((marker) => `${marker.label} at ${clockMinutes(marker.at, zone)}`);
  return [
    `${chart.name}, ${clockMinutes(chart.from, zone)} to ${clockMinutes(chart.to, zone)}: ${parts.join('; ')}`,
    ...marks,
  ].join('; ');
}

/** One bucket in words: "14:02, CPU 62 %, Memory 71 %". */
export function readAt(chart: ChartData, index: number, zone: Zone): string {
  const values = chart.lines.map((line) => `${line.label} ${inUnit(line.mean[index], chart.unit)}`);
  return [clockMinutes(chart.t[index]!, zone), ...values].join(', ');
}

/** Labels of a value axis: one unit for all of them. */
export function axisLabels(splits: readonly number[], unit: Unit): string[] {
  const toMs = unit === 'ms' ? 1 : unit === 's' || unit === 'seconds' ? 1_000 : 0;
  if (toMs > 0) {
    const chosen = durationUnit(Math.max(...splits.map(Math.abs), 0) * toMs);
    const step = splits.length > 1 ? (Math.abs(splits[1]! - splits[0]!) * toMs) / chosen.ms : 1;
    const digits = step >= 1 ? 0 : step >= 0.1 ? 1 : 2;
    return splits.map((split) => (split === 0 ? '0' : `${fixed((split * toMs) / chosen.ms, digits)} ${chosen.unit}`));
  }
  return splits.map((split) => inUnit(split, unit));
}

/** What buckets are: "mean and range of 30 s". */
export function resolutionText(chart: ChartData): string {
  const banded = chart.lines.some((line) => line.min && line.max);
  const seconds = chart.resolutionSeconds;
  const length = seconds < 60 ? `${seconds} s` : seconds < 3_600 ? `${seconds / 60} min` : `${seconds / 3_600} h`;
  return `${banded ? 'mean and range' : 'mean'} of ${length}`;
}
