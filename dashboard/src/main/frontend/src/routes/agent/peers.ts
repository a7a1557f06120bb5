import type { Agents } from '../fleet/agents';
import type { Measure } from '../fleet/params';

export interface Standing {
  own: number;
  /** Peers with a known value, itself left out. */
  peers: number;
  /** Share of them that do worse, 0 to 1; NaN without peers or if its own value is unknown. */
  better: number;
  median: number;
  low: number;
  high: number;
  /** How many peers are in each of equally wide bins between low and high. */
  bins: number[];
}

const BINS = 40;

/** Where an agent stands among those of its type. High is good for the score, and bad for all else. */
export function standingOf(agents: Agents, id: string, measure: Measure): Standing {
  const values = agents.numbers[measure];
  const place = agents.placeOf.get(id);
  const own = place === undefined ? Number.NaN : values[place]!;
  const others: number[] = [];
  for (let i = 0; i < values.length; i++) if (i !== place && !Number.isNaN(values[i])) others.push(values[i]!);
  others.sort((a, b) => a - b);
  const known = Number.isNaN(own) ? [] : [own];
  const low = Math.min(...known, ...others.slice(0, 1));
  const high = Math.max(...known, ...others.slice(-1));
  const bins = new Array<number>(BINS).fill(0);
  for (const value of others) bins[binOf(value, low, high)]!++;
  const worse = others.filter((value) => (measure === 'score' ? value < own : value > own)).length;
  return {
    own,
    peers: others.length,
    better: others.length === 0 || Number.isNaN(own) ? Number.NaN : worse / others.length,
    median: others[Math.floor(others.length / 2)] ?? Number.NaN,
    low,
    high,
    bins,
  };
}

/** The bin of a value. */
export function binOf(value: number, low: number, high: number): number {
  return high > low ? Math.min(BINS - 1, Math.floor(((value - low) / (high - low)) * BINS)) : Math.floor(BINS / 2);
}
