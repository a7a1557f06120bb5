import * as v from 'valibot';
import { readParameter, type Search } from '@/time/view';
import { MEASURES, type Measure, SHOWS, type Show } from './profile';

/** The other side that is no run: the median of the workflow's runs. */
export const COHORT = 'cohort';

/** What is compared. */
export interface CompareSearch {
  a: string | undefined;
  /** A trace id or `cohort`. */
  b: string;
  by: Measure;
  show: Show;
  notices: string[];
}

const TraceId = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/i), v.toLowerCase());

/** Reads a page's own parameters. Never fails: what makes no sense is left out and told. */
export function readCompareSearch(search: Search): CompareSearch {
  const notices: string[] = [];
  return {
    a: readParameter<string | undefined>(search, 'a', TraceId, undefined, 'a trace id', notices),
    b: readParameter<string>(
      search,
      'b',
      v.union([v.literal(COHORT), TraceId]),
      COHORT,
      'a trace id or cohort',
      notices,
    ),
    by: readParameter<Measure>(search, 'by', v.picklist(MEASURES), 'self', MEASURES.join(', '), notices),
    show: readParameter<Show>(search, 'show', v.picklist(SHOWS), 'changed', SHOWS.join(', '), notices),
    notices,
  };
}
