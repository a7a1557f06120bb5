import { describe, expect, it } from 'vitest';
import { readView } from './view';

const NOW = Date.UTC(2026, 10, 22, 12);

describe('the view in the URL', () => {
  it('is the last hour, refreshed, without any parameter', () => {
    expect(readView({}, 'local', NOW)).toEqual({
      range: { kind: 'last', last: '1h' },
      zone: 'local',
      refresh: '10s',
      team: undefined,
      model: undefined,
      q: undefined,
      notices: [],
    });
  });

  it('does not refresh what is past', () => {
    const view = readView({ from: String(NOW - 7_200_000), to: String(NOW - 3_600_000) }, 'local', NOW);
    expect(view.refresh).toBe('off');
    expect(view.notices).toEqual([]);
  });

  it.each([
    [{ range: '5y' }, 'range: expected 1h, 6h, 24h, 7d, got “5y”; it is left out'],
    [{ from: '-1' }, 'from: expected milliseconds since 1970'],
    [{ from: '1e99' }, 'from: expected milliseconds since 1970'],
    [{ to: '1000' }, 'to: expected from beside it'],
    [{ tz: 'Mars/Base' }, 'tz: expected local, utc or a zone'],
    [{ refresh: '1ms' }, 'refresh: expected live, 10s, 30s, 1m, off'],
    [{ q: 'x'.repeat(501) }, 'q: expected at most 500 characters'],
    [{ range: '6h', from: String(NOW - 7_200_000) }, 'range, from, to: expected a range or its ends, got both'],
    [{ from: String(NOW + 1_000), to: String(NOW + 2_000) }, 'from, to: expected a past stretch'],
  ])('falls back with a notice for %j', (search, notice) => {
    const view = readView(search as Record<string, string>, 'local', NOW);
    expect(view.notices.join('\n')).toContain(notice);
    expect(Number.isFinite(view.range.kind === 'between' ? view.range.from : 0)).toBe(true);
  });

  it('takes names with markup as text', () => {
    expect(readView({ team: '<b>x</b>' }, 'local', NOW).team).toBe('<b>x</b>');
  });
});
