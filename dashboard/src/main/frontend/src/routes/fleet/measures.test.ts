import { describe, expect, it } from 'vitest';
import { SICK, scaleOf, stepOf, stepsOf, stepTexts, UNKNOWN } from './measures';
import { manyAgents } from './testFleet';

const agents = manyAgents(100);
const all = agents.ids.map((_, i) => i);

describe('the colours of the grid', () => {
  it('mean sick where the server complains', () => {
    const score = scaleOf('score', agents, all);
    expect([1, 0.95, 0.94, 0.85, 0.7, 0.699].map((value) => stepOf(score, value))).toEqual([0, 0, 1, 2, 3, SICK]);
    const p95 = scaleOf('p95', agents, all);
    expect([0, 1, 29.9, 30].map((value) => stepOf(p95, value))).toEqual([0, 1, 3, SICK]);
  });

  it('tell unknown from good', () => expect(stepOf(scaleOf('cost', agents, all), Number.NaN)).toBe(UNKNOWN));

  it('measure cost by the median of those that cost anything', () => {
    const scale = scaleOf('cost', agents, all);
    expect(scale.bounds[1]).toBeCloseTo(50 / 1e6, 9);
    expect(scaleOf('cost', manyAgents(1), [0]).bounds.every((bound) => bound > 0)).toBe(true);
  });

  it('are said in words', () => {
    expect(stepTexts(scaleOf('score', agents, all))).toEqual([
      '≥ 95 %',
      '90 % to 95 %',
      '80 % to 90 %',
      '70 % to 80 %',
      '< 70 %',
    ]);
    expect(stepTexts(scaleOf('p95', agents, all))[4]).toBe('≥ 30.0 s');
  });

  it('are those of each agent', () => {
    const steps = stepsOf(scaleOf('score', agents, all), agents);
    expect(all.filter((place) => steps[place] === SICK)).toEqual(all.filter((place) => place % 17 === 0));
  });
});
