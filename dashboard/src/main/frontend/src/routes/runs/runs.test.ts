// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { held, isTraceId, mentions, onlyOnce, type Run } from './rows';
import { readRunsSearch, runsQuery } from './search';

function run(id: string, more: Partial<Run> = {}): Run {
  return {
    trace_id: id,
    workflow: 'invoice-flow',
    service: 'billing',
    state: 'final',
    status: 'ok',
    started_at: '2026-11-22T12:00:00Z',
    duration_ms: 1_000,
    span_count: 1,
    agent_spans: 0,
    model_calls: 0,
    failed_model_calls: 0,
    tool_calls: 0,
    error_spans: 0,
    tokens: { input: 0, output: 0, cached_input: 0, reasoning: 0 },
    cost_usd: null,
    cost_complete: true,
    agents: ['validator-1'],
    ...more,
  };
}

describe('the list of runs', () => {
  it('shows a run once that two pages have, as it was last', () => {
    const rows = onlyOnce([
      [run('a'), run('b', { state: 'running' })],
      [run('b'), run('c')],
    ]);
    expect(rows.map((one) => one.trace_id)).toEqual(['a', 'b', 'c']);
    expect(rows[1]!.state).toBe('final');
  });

  it('keeps rows in place while one is at them, with their news, and counts the new', () => {
    const before = [run('b', { duration_ms: 1 }), run('a')];
    const { rows, waiting } = held(before, [run('c'), run('a'), run('b', { duration_ms: 2 })]);
    expect(rows.map((one) => one.trace_id)).toEqual(['b', 'a']);
    expect(rows[0]!.duration_ms).toBe(2);
    expect(waiting).toBe(1);
  });

  it('is narrowed by text of any of its names', () => {
    const one = run('abc123');
    expect(['VALIDATOR', 'invoice', 'bill', 'abc', '', undefined].every((text) => mentions(one, text))).toBe(true);
    expect(mentions(one, '<b>')).toBe(false);
    expect(isTraceId(' 52B2C79E15C9F0430D1AA831FB147CDA ')).toBe(true);
    expect(isTraceId('52b2')).toBe(false);
  });
});

describe('which runs are listed', () => {
  it('is told to the server in its words', () => {
    const asked = readRunsSearch({ workflow: 'w', agent: 'a', status: 'error', min: '1500', sort: 'slowest' });
    expect(asked.notices).toEqual([]);
    expect(runsQuery(asked)).toEqual({
      workflow: 'w',
      agent_id: 'a',
      state: 'final',
      status: 'error',
      min_ms: 1_500,
      sort: 'slowest',
    });
    expect(runsQuery(readRunsSearch({ status: 'running' }))).toEqual({ state: 'running', sort: 'newest' });
    expect(runsQuery(readRunsSearch({}))).toEqual({ sort: 'newest' });
  });

  it.each([
    [{ status: 'odd' }, 'status: expected error'],
    [{ min: '-4' }, 'min: expected a duration'],
    [{ min: '1e400' }, 'min: expected a duration'],
    [{ sort: 'best' }, 'sort: expected newest'],
    [{ workflow: 'x'.repeat(501) }, 'workflow: expected at most 500'],
  ])('leaves out %j with a notice', (search, notice) => {
    expect(readRunsSearch(search as Record<string, string>).notices.join()).toContain(notice);
  });
});
