// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { Advice } from './gain';
import { chosen, names, readFilter } from './questions';

function advice(of: Partial<Advice['scope']>, more: Partial<Advice> = {}): Advice {
  return {
    priority: 'high',
    issue: 'slow_query',
    inspection: 'SQL-SLOW',
    recommendations: ['Add an index'],
    scope: { workflow: null, agent_id: null, agent_type: null, metric: null, operation: null, ...of },
    ...more,
  } as Advice;
}

describe('the list of advice', () => {
  const all = [
    advice({ workflow: 'triage', agent_type: 'coder' }),
    advice({ agent_id: 'coder-1', agent_type: 'coder' }, { priority: 'low' }),
    advice({ operation: 'SELECT x' }, { recommendations: ['Read its plan'] }),
  ];
  const nothing = { priority: undefined, agent: undefined, workflow: undefined };

  it('is narrowed by agent or type of agent, workflow and priority', () => {
    expect(chosen(all, { ...nothing, agent: 'coder' }, undefined)).toEqual([all[0], all[1]]);
    expect(chosen(all, { ...nothing, agent: 'coder-1' }, undefined)).toEqual([all[1]]);
    expect(chosen(all, { ...nothing, workflow: 'triage' }, undefined)).toEqual([all[0]]);
    expect(chosen(all, { ...nothing, priority: 'low' }, undefined)).toEqual([all[1]]);
  });

  it('is searched in what it says, whatever the case', () => {
    expect(chosen(all, nothing, 'PLAN')).toEqual([all[2]]);
    expect(chosen(all, nothing, 'slow query')).toHaveLength(3);
  });

  it('offers the names there are, once', () =>
    expect(names(all)).toEqual({ agents: ['coder', 'coder-1'], workflows: ['triage'] }));

  it('leaves out what makes no sense in the URL, and tells', () => {
    const filter = readFilter({ state: 'lost', prio: 'high', sort: 'x', muted: '1' });
    expect(filter).toMatchObject({
      state: 'open',
      priority: 'high',
      muted: true,
      sort: { column: 'gain', descending: true },
    });
    expect(filter.notices).toHaveLength(2);
  });
});
