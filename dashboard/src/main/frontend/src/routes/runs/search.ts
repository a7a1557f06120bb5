import * as v from 'valibot';
import { readParameter, type Search } from '@/time/view';

export const SORTS = ['newest', 'oldest', 'slowest', 'dearest'] as const;
export type RunSort = (typeof SORTS)[number];

export const STATES = ['error', 'running', 'final'] as const;
export type RunStateFilter = (typeof STATES)[number];

/** Which runs are listed, beside what all pages share. */
export interface RunsSearch {
  workflow: string | undefined;
  agent: string | undefined;
  status: RunStateFilter | undefined;
  /** Least duration in milliseconds. */
  min: number | undefined;
  sort: RunSort;
  notices: string[];
}

const Name = v.pipe(v.string(), v.maxLength(500));
const Milliseconds = v.pipe(v.string(), v.regex(/^\d{1,12}(\.\d{1,6})?$/), v.transform(Number), v.maxValue(1e12));

/** Reads a page's own parameters. Never fails: what makes no sense is left out and told. */
export function readRunsSearch(search: Search): RunsSearch {
  const notices: string[] = [];
  const read = <T>(name: string, schema: v.GenericSchema<string, T>, expected: string) =>
    readParameter<T | undefined>(search, name, schema, undefined, expected, notices);
  return {
    workflow: read('workflow', Name, 'at most 500 characters'),
    agent: read('agent', Name, 'at most 500 characters'),
    status: read('status', v.picklist(STATES), STATES.join(', ')),
    min: read('min', Milliseconds, 'a duration in milliseconds'),
    sort: readParameter(search, 'sort', v.picklist(SORTS), 'newest', SORTS.join(', '), notices),
    notices,
  };
}

/** The question to the server that a filter is. */
export function runsQuery({ workflow, agent, status, min, sort }: Omit<RunsSearch, 'notices'>) {
  return {
    ...(workflow ? { workflow } : {}),
    ...(agent ? { agent_id: agent } : {}),
    ...(status === 'running' ? { state: 'running' as const } : {}),
    // A run that goes on may have failed spans already; failed is one that ended so.
    ...(status === 'error' || status === 'final' ? { state: 'final' as const } : {}),
    ...(status === 'error' ? { status } : {}),
    ...(min ? { min_ms: min } : {}),
    sort,
  };
}
