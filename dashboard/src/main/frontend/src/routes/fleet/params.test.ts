// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { readSort } from './FleetTable';
import { MOST_LINKED, readFleetParams, writeSelected } from './params';

describe('the URL of the fleet', () => {
  it('says nothing of what is usual', () =>
    expect(readFleetParams({})).toEqual({ view: 'grid', by: 'score', group: 'type', selected: [], notices: [] }));

  it('leaves out and tells what makes no sense', () => {
    const params = readFleetParams({ view: 'pie', by: '<b>', group: 'team' });
    expect(params).toMatchObject({ view: 'grid', by: 'score', group: 'team' });
    expect(params.notices).toHaveLength(2);
    expect(params.notices[0]).toContain('grid, graph, table');
  });

  it('names what is selected, whatever ids look like', () => {
    const ids = ['plain', 'with,comma', 'per%cent', '\u202eright 🐘', '<b>'];
    expect(readFleetParams({ sel: writeSelected(ids)! }).selected).toEqual(ids);
    expect(readFleetParams({ sel: 'half%' }).selected).toEqual(['half%']);
    expect(writeSelected([])).toBeUndefined();
  });

  it('names so many at most', () => {
    const ids = Array.from({ length: 10_000 }, (_, i) => `agent-${i}`);
    expect(readFleetParams({ sel: writeSelected(ids)! }).selected).toHaveLength(MOST_LINKED);
  });

  it('says how the table is sorted', () => {
    expect(readSort('-p95')).toEqual({ column: 'p95', descending: true });
    expect(readSort('id')).toEqual({ column: 'id', descending: false });
    expect(readSort('nonsense')).toEqual({ column: 'score', descending: false });
    expect(readSort(undefined)).toEqual({ column: 'score', descending: false });
  });
});
