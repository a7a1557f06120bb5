// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { Advice } from './gain';
import { lifeOf } from './Life';
import { refusal } from './steps';

function been(...states: Advice['state'][]) {
  return {
    state: states.at(-1)!,
    history: states.map((state, i) => ({ state, timestamp: `2026-11-22T12:0${i}:00Z`, by: 'x', reason: '' })),
  };
}

describe('the life of advice', () => {
  it('shows what may come', () =>
    expect(lifeOf(been('open')).map(({ state, at }) => [state, at !== undefined])).toEqual([
      ['open', true],
      ['accepted', false],
      ['applied', false],
      ['measured', false],
    ]));

  it('leaves out what was passed over', () =>
    expect(lifeOf(been('open', 'applied')).map(({ state }) => state)).toEqual(['open', 'applied', 'measured']));

  it('ends with what set it aside', () =>
    expect(lifeOf(been('open', 'accepted', 'dismissed')).map(({ state }) => state)).toEqual([
      'open',
      'accepted',
      'dismissed',
    ]));

  it('refuses steps that the server would refuse, and says why', () => {
    expect(refusal('apply', 'open')).toBeUndefined();
    expect(refusal('apply', 'accepted')).toBeUndefined();
    expect(refusal('accept', 'accepted')).toContain('already');
    expect(refusal('dismiss', 'measured')).toContain('measured');
  });
});
