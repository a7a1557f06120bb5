import * as v from 'valibot';
import type { Schema } from '@/api/client';
import { answer, api } from '@/api/client';
import { useAsk, useAskRange } from '@/api/queries';
import { now } from '@/time/clock';
import { bounds, type Range } from '@/time/range';
import { readParameter, type Search, useView } from '@/time/view';
import { changeOf, LEVERS, type LeverId } from './levers';

/** What stands in the URL of the page. */
export interface Choice {
  workflow: string | undefined;
  /** Sort and name of the subject: `agent:coder`. */
  id: string | undefined;
  lever: LeverId;
  value: number | undefined;
  notices: string[];
}

const Text = v.pipe(v.string(), v.maxLength(600));
const Value = v.pipe(v.string(), v.regex(/^\d{1,6}(\.\d{1,6})?$/), v.transform(Number));

/** Reads the page's own parameters; what makes no sense is left out and told. */
export function readChoice(search: Search): Choice {
  const notices: string[] = [];
  return {
    workflow: readParameter(search, 'workflow', Text, undefined, 'at most 600 characters', notices),
    id: readParameter(
      search,
      'id',
      v.pipe(Text, v.regex(/^[a-z]+:./)),
      undefined,
      'a sort and a name such as agent:coder',
      notices,
    ),
    lever: readParameter(search, 'lever', v.picklist(LEVERS), 'speedup', LEVERS.join(', '), notices),
    value: readParameter(search, 'v', Value, undefined, 'a number from 0', notices),
    notices,
  };
}

export type Bottleneck = Schema<'BottlenecksAnswer'>['bottlenecks'][number];

export function subjectId(one: { sort: string; name: string }): string {
  return `${one.sort}:${one.name}`;
}

/** Workflows with runs in the range, most runs first. */
export function useWorkflows() {
  return useAskRange(['workflows', 'by runs'], (query, signal) =>
    answer(api.GET('/api/performance/workflows', { params: { query: { ...query, limit: 1000 } }, signal })),
  );
}

/** What a workflow's time hangs on, most worth it first. */
export function useBottlenecks(workflow: string | undefined) {
  return useAskRange(
    ['bottlenecks', workflow],
    (query, signal) =>
      answer(
        api.GET('/api/performance/workflows/{name}/bottlenecks', {
          params: { path: { name: workflow ?? '' }, query },
          signal,
        }),
      ),
    { enabled: workflow !== undefined },
  );
}

/** How many workers pools have. */
export function usePools() {
  return useAsk(['scaling'], (signal) => answer(api.GET('/api/performance/scaling', { params: {}, signal })));
}

/** A question about one lever. */
export interface Question {
  workflow: string;
  target: string;
  lever: LeverId;
  value: number;
}

function asked(range: Range): NonNullable<Schema<'WhatIfQuestion'>['range']> {
  const { from, to } = bounds(range, now());
  return range.kind === 'last'
    ? { hours: Math.round((to - from) / 3_600_000) }
    : { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}

/** What a change would do. Asked when the question changes, not at every tick: runs of the past answer it. */
export function useWhatIf(question: Question | undefined) {
  const { range } = useView();
  return useAsk(
    ['whatif', question, range],
    async (signal) => {
      const { workflow, lever, target, value } = question!;
      const body = { workflow, range: asked(range), changes: [changeOf(lever, target, value)] };
      return { question: question!, answer: await answer(api.POST('/api/performance/whatif', { body, signal })) };
    },
    { live: false, enabled: question !== undefined },
  );
}
