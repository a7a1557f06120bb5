import * as v from 'valibot';
import { readParameter, type Search } from '@/time/view';

export const VIEWS = ['grid', 'graph', 'table'] as const;
export type FleetView = (typeof VIEWS)[number];

/** What cells are coloured by. */
export const MEASURES = ['score', 'p95', 'errors', 'cost'] as const;
export type Measure = (typeof MEASURES)[number];

/** What cells stand together by. A team is who runs the program: the service that sends the spans. */
export const GROUPINGS = ['type', 'team', 'workflow', 'model', 'none'] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** Agents that a link names at most; more are selected on screen only. */
export const MOST_LINKED = 200;

export interface FleetParams {
  view: FleetView;
  by: Measure;
  group: Grouping;
  /** Ids of the agents that are selected. */
  selected: readonly string[];
  /** What was wrong and what was taken instead, for people. */
  notices: string[];
}

const Selected = v.pipe(v.string(), v.maxLength(20_000));

/** Reads what is the page's own in the URL. Never fails. */
export function readFleetParams(search: Search): FleetParams {
  const notices: string[] = [];
  const sel = readParameter(search, 'sel', Selected, '', 'ids of agents', notices);
  return {
    view: readParameter<FleetView>(search, 'view', v.picklist(VIEWS), 'grid', VIEWS.join(', '), notices),
    by: readParameter<Measure>(search, 'by', v.picklist(MEASURES), 'score', MEASURES.join(', '), notices),
    group: readParameter<Grouping>(search, 'group', v.picklist(GROUPINGS), 'type', GROUPINGS.join(', '), notices),
    selected: sel === '' ? [] : [...new Set(sel.split(',').map(decoded))].slice(0, MOST_LINKED),
    notices,
  };
}

/** Selected agents as the URL has them; undefined removes them from it. */
export function writeSelected(ids: readonly string[]): string | undefined {
  const text = ids.slice(0, MOST_LINKED).map(encodeURIComponent).join(',');
  return text === '' ? undefined : text;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // typed by hand: a lone percent sign
  }
}
