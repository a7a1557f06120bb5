import { describe, expect, it } from 'vitest';
import { columnsOf, lineOf } from './history';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 12, minute)).toISOString();

describe('history in columns', () => {
  it('shows what is missing as a gap', () => {
    const { t, rows } = columnsOf({
      success: true,
      resolution_seconds: 60,
      data: [
        { timestamp: at(0), cpu_usage: 10, cpu_usage_min: 5, cpu_usage_max: 20 },
        { timestamp: at(1), cpu_usage: 12 },
        { timestamp: at(9), cpu_usage: 14 },
      ],
    });
    const line = lineOf(rows, 'cpu_usage', 'CPU', 1);

    expect(t.map((time) => new Date(time).getUTCMinutes())).toEqual([0, 1, 2, 9]);
    expect(line.mean).toEqual([10, 12, null, 14]);
    expect(line.max).toEqual([20, null, null, null]);
  });

  it('takes an empty answer', () =>
    expect(columnsOf({ success: true, resolution_seconds: 5, data: [] })).toEqual({ t: [], rows: [] }));
});
