import type { Schema } from '@/api/client';
import type { Agents } from './agents';

export const KINDS = ['type', 'workflow', 'service', 'model', 'tool'] as const;
export type Kind = (typeof KINDS)[number];

/** What agents have to do with: for each kind and value the places of the agents that have it. */
export type Traits = ReadonlyMap<Kind, ReadonlyMap<string, readonly number[]>>;

/** The type is known of every agent; the rest as the runs at hand tell, if they were asked already. */
export function traitsOf(agents: Agents, answer: Schema<'AgentTraitsAnswer'> | undefined): Traits {
  const traits = new Map<Kind, Map<string, number[]>>(KINDS.map((kind) => [kind, new Map()]));
  const add = (kind: Kind, value: string, place: number) => {
    const values = traits.get(kind)!;
    const places = values.get(value);
    if (places) places.push(place);
    else values.set(value, [place]);
  };
  for (let place = 0; place < agents.types.length; place++) add('type', agents.types[place]!, place);
  answer?.agent_id.forEach((id, i) => {
    const place = agents.placeOf.get(id);
    if (place === undefined) return;
    for (const kind of KINDS) {
      if (kind === 'type') continue;
      const column = answer.traits[kind];
      for (const index of column.indexes[i] ?? []) add(kind, column.dictionary[index]!, place);
    }
  });
  return traits;
}

/** The first value of a kind for each agent, by place; for standing together. */
export function firstValues(agents: Agents, traits: Traits, kind: Kind): (string | undefined)[] {
  const values: (string | undefined)[] = new Array(agents.ids.length);
  for (const [value, places] of traits.get(kind) ?? []) {
    for (const place of places) values[place] ??= value;
  }
  return values;
}

/** What a part of the sick ones share. */
export interface Shared {
  /** Traits that exactly the same agents have: which of them is to blame cannot be told. */
  traits: { kind: Kind; value: string }[];
  /** Agents with it that are sick, that were not explained before. */
  sick: number;
  /** All agents with it. */
  all: number;
  /** How many times as often agents with it are sick as all are. */
  lift: number;
  /** Places of the sick ones with it. */
  places: readonly number[];
}

export interface SharedAnswer {
  sick: number;
  all: number;
  shared: Shared[];
  /** Sick ones that nothing explains. */
  unexplained: number;
}

/** Fewer alike are chance. */
const FEWEST = 3;

/** Agents with a trait must be sick so many times as often as all. */
const LEAST_LIFT = 1.5;

/** Standard errors above what chance would give: about one false trait in a thousand. */
const LEAST_Z = 3;

const MOST_SHARED = 4;

/**
 * What sick agents share, of the traits that are known: the trait that tells them apart best, then what tells the rest of them
 * apart, and so on. A trait is judged by how much more often agents with it are sick than all of them (lift), if that is beyond
 * chance (hypergeometric, normal approximation).
 *
 * @param isSick by place
 * @param places the agents that are looked at
 */
export function whatTheyShare(
  traits: Traits,
  isSick: (place: number) => boolean,
  places: readonly number[],
): SharedAnswer {
  const within = new Set(places);
  let rest = new Set(places.filter(isSick));
  const sick = rest.size;
  const shared: Shared[] = [];
  while (rest.size >= FEWEST && shared.length < MOST_SHARED) {
    const found = best(traits, within, rest);
    if (!found) break;
    shared.push(found);
    const explained = new Set(found.places);
    rest = new Set([...rest].filter((place) => !explained.has(place)));
    // Those that are explained are looked at no more: what is left is compared among itself.
    for (const place of found.places) within.delete(place);
  }
  return { sick, all: places.length, shared, unexplained: rest.size };
}

function best(traits: Traits, within: ReadonlySet<number>, sick: ReadonlySet<number>): Shared | undefined {
  const base = sick.size / within.size;
  const alike = new Map<string, Shared & { z: number }>();
  for (const [kind, values] of traits) {
    for (const [value, places] of values) {
      const having = places.filter((place) => within.has(place));
      const ill = having.filter((place) => sick.has(place));
      const lift = ill.length / having.length / base;
      if (ill.length < FEWEST || lift < LEAST_LIFT) continue;
      const variance =
        having.length * base * (1 - base) * ((within.size - having.length) / Math.max(1, within.size - 1));
      const z = (ill.length - having.length * base) / Math.sqrt(Math.max(variance, 1e-9));
      if (z < LEAST_Z) continue;
      const same = `${having.length} ${ill.length} ${hashOf(having)}`;
      const known = alike.get(same);
      if (known) known.traits.push({ kind, value });
      else {
        alike.set(same, { traits: [{ kind, value }], sick: ill.length, all: having.length, lift, places: ill, z });
      }
    }
  }
  let top: (Shared & { z: number }) | undefined;
  for (const one of alike.values()) if (!top || one.z > top.z) top = one;
  return top;
}

/** FNV-1a of places in order: equal for the same agents, and for others by a chance of one in four billion. */
function hashOf(places: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (const place of places) hash = Math.imul(hash ^ place, 0x01000193);
  return hash >>> 0;
}
