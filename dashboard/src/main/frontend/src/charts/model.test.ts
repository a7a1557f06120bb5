import { describe, expect, it } from 'vitest';
import { axisLabels, type ChartData, describeChart, readAt, resolutionText } from './model';

const FROM = Date.UTC(2026, 10, 22, 12);
const chart: ChartData = {
  name: 'CPU',
  unit: '%',
  t: [FROM, FROM + 60_000, FROM + 120_000],
  lines: [
    { label: 'CPU', mean: [50, 62, null], min: [40, 50, null], max: [91, 70, null] },
    { label: 'Disk', mean: [null, null, null] },
  ],
  from: FROM,
  to: FROM + 3_600_000,
  resolutionSeconds: 60,
  markers: [{ at: FROM + 60_000, kind: 'release', label: 'release 41' }],
};

describe('charts in words', () => {
  it('says now and the highest of each line', () =>
    expect(describeChart(chart, 'utc')).toBe(
      'CPU, 12:00 to 13:00: CPU now 62 %, highest 91 % at 12:00; Disk unknown; release 41 at 12:01',
    ));

  it('reads a bucket', () => expect(readAt(chart, 1, 'utc')).toBe('12:01, CPU 62 %, Disk –'));

  it('labels an axis in one unit', () => {
    expect(axisLabels([0, 500, 1_000, 1_500], 'ms')).toEqual(['0', '0.5 s', '1.0 s', '1.5 s']);
    expect(axisLabels([0, 50, 100], '%')).toEqual(['0 %', '50 %', '100 %']);
  });

  it('says what a point stands for', () => expect(resolutionText(chart)).toBe('mean and range of 1 min'));
});
