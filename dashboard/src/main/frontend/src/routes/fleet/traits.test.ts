import { describe, expect, it } from 'vitest';
import type { Schema } from '@/api/client';
import { manyAgents } from './testFleet';
import { firstValues, traitsOf, whatTheyShare } from './traits';

const agents = manyAgents(100);
const all = agents.ids.map((_, i) => i);

/** Agents 0 to 49 use model a, all others b; those of type 3 alone use the tool "saw". */
const ANSWER: Schema<'AgentTraitsAnswer'> = {
  success: true,
  agent_id: [...agents.ids, 'gone'],
  traits: {
    workflow: { dictionary: ['w'], indexes: [...all.map(() => [0]), [0]] },
    service: { dictionary: [], indexes: [...all.map(() => []), []] },
    model: { dictionary: ['a', 'b'], indexes: [...all.map((i) => [i < 50 ? 0 : 1]), [0]] },
    tool: { dictionary: ['saw'], indexes: [...all.map((i) => (i % 10 === 3 ? [0] : [])), []] },
  },
  runs: 1,
  since: null,
};
const traits = traitsOf(agents, ANSWER);

describe('what sick agents share', () => {
  it('is what they have more often than all, with all that goes with it', () => {
    const answer = whatTheyShare(traits, (place) => place % 10 === 3, all);
    expect(answer).toMatchObject({ sick: 10, all: 100, unexplained: 0 });
    expect(answer.shared).toHaveLength(1);
    expect(answer.shared[0]).toMatchObject({
      traits: [
        { kind: 'type', value: 'type-3' },
        { kind: 'tool', value: 'saw' },
      ],
      sick: 10,
      all: 10,
      lift: 10,
    });
  });

  it('is told one after the other where they are not alike', () => {
    const sick = (place: number) => place % 10 === 3 || place % 10 === 7 || place === 0;
    const answer = whatTheyShare(traits, sick, all);
    expect(answer.shared.map((one) => one.traits[0]!.value)).toEqual(['type-3', 'type-7']);
    expect(answer.unexplained).toBe(1);
  });

  it('counts those that have it and are well', () => {
    const answer = whatTheyShare(traits, (place) => place < 40, all);
    expect(answer.shared[0]).toMatchObject({ traits: [{ kind: 'model', value: 'a' }], sick: 40, all: 50, lift: 2 });
  });

  it('is nothing where it is chance, where two are sick, or where all are', () => {
    expect(whatTheyShare(traits, (place) => place % 17 === 0, all).shared).toEqual([]);
    expect(whatTheyShare(traits, (place) => place === 3 || place === 13, all).shared).toEqual([]);
    expect(whatTheyShare(traits, () => true, all)).toMatchObject({ sick: 100, shared: [] });
    expect(whatTheyShare(traits, () => false, all)).toMatchObject({ sick: 0, shared: [], unexplained: 0 });
  });

  it('looks at those alone that a filter leaves', () => {
    const first = all.slice(0, 20);
    const answer = whatTheyShare(traits, (place) => place % 10 === 3, first);
    expect(answer).toMatchObject({ sick: 2, all: 20, shared: [] });
  });

  it('knows the types of all even before the rest was asked', () => {
    const known = traitsOf(agents, undefined);
    expect(known.get('type')!.get('type-3')).toHaveLength(10);
    expect(known.get('model')!.size).toBe(0);
    expect(firstValues(agents, known, 'model').every((value) => value === undefined)).toBe(true);
    expect(firstValues(agents, traits, 'model')[99]).toBe('b');
  });

  it('of ten thousand is found in little time', () => {
    const many = manyAgents(10_000);
    const places = many.ids.map((_, i) => i);
    const known = traitsOf(many, undefined);
    const began = performance.now();
    const answer = whatTheyShare(known, (place) => many.types[place] === 'type-4', places);
    console.log(`what 1,000 of 10,000 share found in ${(performance.now() - began).toFixed(1)} ms`);
    expect(answer.shared[0]!.traits).toEqual([{ kind: 'type', value: 'type-4' }]);
  });
});
