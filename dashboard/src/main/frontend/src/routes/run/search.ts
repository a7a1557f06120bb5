import * as v from 'valibot';
import { readParameter, type Search } from '@/time/view';

export const VIEWS = ['waterfall', 'path', 'flame', 'table'] as const;
export type RunViewName = (typeof VIEWS)[number];

/** How a run is looked at, beside what all pages share. */
export interface RunSearch {
  view: RunViewName;
  /** Id of the span that is chosen. */
  span: string | undefined;
  /** Whether the critical path is shown; it is unless switched off. */
  cp: boolean;
  /** Whether stretches without work are cut. */
  gaps: boolean;
  /** What is zoomed to, milliseconds from the start of the run. */
  z: { from: number; to: number } | undefined;
  find: string;
  notices: string[];
}

const SpanId = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/i), v.toLowerCase());
const Switch = v.pipe(
  v.picklist(['0', '1']),
  v.transform((value) => value === '1'),
);
const Stretch = v.pipe(
  v.string(),
  v.regex(/^\d{1,12}(\.\d{1,6})?,\d{1,12}(\.\d{1,6})?$/),
  v.transform((value) => {
    const [from, to] = value.split(',').map(Number);
    return { from: from!, to: to! };
  }),
  v.check(({ from, to }) => from < to),
);

/** Reads a page's own parameters. Never fails: what makes no sense is left out and told. */
export function readRunSearch(search: Search): RunSearch {
  const notices: string[] = [];
  return {
    view: readParameter(search, 'view', v.picklist(VIEWS), 'waterfall', VIEWS.join(', '), notices),
    span: readParameter<string | undefined>(
      search,
      'span',
      SpanId,
      undefined,
      'a span id of 16 hexadecimal digits',
      notices,
    ),
    cp: readParameter(search, 'cp', Switch, true, '0 or 1', notices),
    gaps: readParameter(search, 'gaps', Switch, false, '0 or 1', notices),
    z: readParameter<RunSearch['z']>(search, 'z', Stretch, undefined, 'two offsets in ms like 0,1500', notices),
    find: readParameter(search, 'find', v.pipe(v.string(), v.maxLength(200)), '', 'at most 200 characters', notices),
    notices,
  };
}
