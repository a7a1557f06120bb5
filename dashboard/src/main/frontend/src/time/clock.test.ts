import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { learn, now } from './clock';

describe('the clock', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('shows the time of the server where the browser is an hour off', () => {
    vi.setSystemTime(Date.UTC(2026, 10, 22, 13, 0, 0));
    learn('Sun, 22 Nov 2026 12:00:00 GMT', Date.now());
    expect(Math.abs(now() - Date.UTC(2026, 10, 22, 12, 0, 0))).toBeLessThanOrEqual(1_000);
  });

  it('does not tremble with the seconds of the header', () => {
    vi.setSystemTime(Date.UTC(2026, 10, 22, 13, 0, 0, 900));
    learn('Sun, 22 Nov 2026 13:00:00 GMT', Date.now());
    const before = now();
    learn('Sun, 22 Nov 2026 13:00:01 GMT', Date.now());
    expect(now()).toBe(before);
  });

  it('does not believe what is no date', () => {
    const before = now();
    learn('soon', Date.now());
    learn(null, Date.now());
    expect(now()).toBe(before);
  });
});
