import { duration, inUnit, money, share } from '@/format/number';
import type { Agents } from './agents';
import type { Measure } from './params';

/** How cells are coloured: the step of a value, from 0 (best) to 4 (sick). */
export interface Scale {
  measure: Measure;
  /** The four values between the five steps, from well to sick. For the score they fall. */
  bounds: readonly number[];
  /** What the last step means, in words: "score under 70 %". */
  sick: string;
}

/** The step that means sick. */
export const SICK = 4;

/** The step of what is not known: nothing was done within the last hour. */
export const UNKNOWN = 5;

/** Where the server's own inspections begin to complain: a score under 0.7, a task of 30 s. */
const SCORE = [0.95, 0.9, 0.8, 0.7];
const SECONDS = [1, 5, 15, 30];
const ERRORS = [0.001, 0.01, 0.05, 0.1];

export const MEASURE_NAMES: Record<Measure, string> = {
  score: 'Score',
  p95: 'p95 time',
  errors: 'Errors',
  cost: 'Cost',
};

/** What a measure is, for tooltips. */
export const MEASURE_TEXTS: Record<Measure, string> = {
  score: 'performance score, of everything the agent ever did',
  p95: '95th percentile of execution times, last hour',
  errors: 'share of tasks that failed, of all it ever did',
  cost: 'known cost of the last hour',
};

/** Writes a value of a measure. */
export function writeMeasure(measure: Measure, value: number): string {
  switch (measure) {
    case 'score':
    case 'errors':
      return share(value);
    case 'p95':
      return inUnit(value, 's');
    case 'cost':
      return money(value);
  }
}

/** The scale of a measure. Cost has no limit of its own: there, sick is three times the median of the agents that cost anything. */
export function scaleOf(measure: Measure, agents: Agents, places: readonly number[]): Scale {
  switch (measure) {
    case 'score':
      return { measure, bounds: SCORE, sick: `score under ${share(SCORE[3])}` };
    case 'p95':
      return { measure, bounds: SECONDS, sick: `p95 of ${duration(SECONDS[3]! * 1_000)} or more` };
    case 'errors':
      return { measure, bounds: ERRORS, sick: `${share(ERRORS[3])} or more of the tasks failed` };
    case 'cost': {
      const costs = places.map((i) => agents.numbers.cost[i]!).filter((cost) => cost > 0);
      costs.sort((a, b) => a - b);
      const median = costs[Math.floor(costs.length / 2)] ?? 0.01;
      const bounds = [0.5, 1, 2, 3].map((times) => times * median);
      return { measure, bounds, sick: `cost of ${money(bounds[3])} or more in the last hour, 3× the median` };
    }
  }
}

/** The step of a value. */
export function stepOf(scale: Scale, value: number): number {
  if (Number.isNaN(value)) return UNKNOWN;
  let step = 0;
  if (scale.measure === 'score') {
    while (step < SICK && value < scale.bounds[step]!) step++;
  } else {
    while (step < SICK && value >= scale.bounds[step]!) step++;
  }
  return step;
}

/** What each of the five steps covers, in words, for the legend. */
export function stepTexts(scale: Scale): string[] {
  const write = (value: number | undefined) => writeMeasure(scale.measure, value ?? Number.NaN);
  const { bounds } = scale;
  const falling = scale.measure === 'score';
  return Array.from({ length: 5 }, (_, step) => {
    if (step === 0) return falling ? `≥ ${write(bounds[0])}` : `< ${write(bounds[0])}`;
    if (step === SICK) return falling ? `< ${write(bounds[3])}` : `≥ ${write(bounds[3])}`;
    return falling
      ? `${write(bounds[step])} to ${write(bounds[step - 1])}`
      : `${write(bounds[step - 1])} to ${write(bounds[step])}`;
  });
}

/** Steps of all agents, by place. */
export function stepsOf(scale: Scale, agents: Agents): Uint8Array {
  const values = agents.numbers[scale.measure];
  const steps = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) steps[i] = stepOf(scale, values[i]!);
  return steps;
}
