import * as v from 'valibot';
import { answer, api } from '@/api/client';
import { useAsk } from '@/api/queries';
import { scopeText } from '@/format/effect';
import { readParameter, type Search } from '@/time/view';
import type { Sort } from '@/ui/Table';
import type { Advice } from './gain';

export const STATES = ['open', 'accepted', 'applied', 'measured', 'dismissed', 'closed', 'all'] as const;
export const PRIORITIES = ['high', 'medium', 'low'] as const;
export const SORTS = ['gain', 'priority', 'name', 'change', 'confidence', 'state', 'seen'] as const;

/** What stands in the URL of the list. */
export interface Filter {
  tab: 'advice' | 'ledger';
  state: (typeof STATES)[number];
  priority: (typeof PRIORITIES)[number] | undefined;
  agent: string | undefined;
  workflow: string | undefined;
  /** Also what other open advice explains. */
  muted: boolean;
  sort: Sort;
  notices: string[];
}

const Text = v.pipe(v.string(), v.maxLength(600));

export function readFilter(search: Search): Filter {
  const notices: string[] = [];
  return {
    tab: readParameter(search, 'tab', v.picklist(['advice', 'ledger']), 'advice', 'advice or ledger', notices),
    state: readParameter(search, 'state', v.picklist(STATES), 'open', STATES.join(', '), notices),
    priority: readParameter(search, 'prio', v.picklist(PRIORITIES), undefined, PRIORITIES.join(', '), notices),
    agent: readParameter(search, 'agent', Text, undefined, 'at most 600 characters', notices),
    workflow: readParameter(search, 'workflow', Text, undefined, 'at most 600 characters', notices),
    muted: readParameter(search, 'muted', v.picklist(['1']), undefined, '1', notices) === '1',
    sort: {
      column: readParameter(search, 'sort', v.picklist(SORTS), 'gain', SORTS.join(', '), notices),
      descending:
        readParameter(search, 'order', v.picklist(['asc', 'desc']), 'desc', 'asc or desc', notices) === 'desc',
    },
    notices,
  };
}

/** Advice that a filter lets through. */
export function chosen(
  all: readonly Advice[],
  { priority, agent, workflow }: Pick<Filter, 'priority' | 'agent' | 'workflow'>,
  text: string | undefined,
): Advice[] {
  const wanted = text?.toLowerCase();
  return all.filter(
    (one) =>
      (priority === undefined || one.priority === priority) &&
      (agent === undefined || one.scope.agent_id === agent || one.scope.agent_type === agent) &&
      (workflow === undefined || one.scope.workflow === workflow) &&
      (wanted === undefined ||
        [one.issue.replaceAll('_', ' '), one.inspection, scopeText(one.scope), ...one.recommendations].some((part) =>
          part.toLowerCase().includes(wanted),
        )),
  );
}

/** Names that advice is about, for the filters: only those that lead to something. */
export function names(all: readonly Advice[]): { agents: string[]; workflows: string[] } {
  const sorted = (values: (string | null)[]) => [...new Set(values.filter((value) => value !== null))].sort();
  return {
    agents: sorted(all.flatMap(({ scope }) => [scope.agent_type, scope.agent_id])),
    workflows: sorted(all.map(({ scope }) => scope.workflow)),
  };
}

/** Advice in a state, most important first; `open` are those open or accepted. */
export function useAdviceList(state: Filter['state'], muted: boolean) {
  return useAsk(['recommendations', state, muted], (signal) =>
    answer(
      api.GET('/api/performance/recommendations', {
        params: { query: { ...(state === 'open' ? {} : { state }), muted } },
        signal,
      }),
    ),
  );
}

/** What changes were to gain and what they came to. */
export function useLedger(enabled = true) {
  return useAsk(['ledger'], (signal) => answer(api.GET('/api/performance/ledger', { signal })), { enabled });
}
