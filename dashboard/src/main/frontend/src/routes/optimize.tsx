import { useMemo } from 'react';
import { count } from '@/format/number';
import { useGo } from '@/shell/useGo';
import { useChangeSearch, useRawSearch, useView } from '@/time/view';
import { PageNotices } from '@/ui/PageNotices';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { Tabs } from '@/ui/Tabs';
import { AdviceTable } from './optimize/AdviceTable';
import { Filters } from './optimize/Filters';
import { type Advice, mainEffect } from './optimize/gain';
import { Ledger } from './optimize/Ledger';
import { chosen, type Filter, readFilter, useAdviceList } from './optimize/questions';

/** What should be done, is it safe, did it work? */
export default function Optimize() {
  const search = useRawSearch();
  const filter = useMemo(() => readFilter(search), [search]);
  const change = useChangeSearch();
  return (
    <>
      <PageNotices notices={filter.notices} />
      <Tabs
        label="Advice and what came of it"
        selected={filter.tab}
        onSelect={(tab) => change({ tab: tab === 'advice' ? undefined : tab })}
        tabs={[
          { id: 'advice', label: 'Advice' },
          { id: 'ledger', label: 'Ledger' },
        ]}
      >
        {filter.tab === 'advice' ? <List filter={filter} /> : <Ledger />}
      </Tabs>
    </>
  );
}

function List({ filter }: { filter: Filter }) {
  const { q } = useView();
  const change = useChangeSearch();
  const go = useGo();
  const list = useAdviceList(filter.state, filter.muted);
  const all = list.data?.recommendations ?? [];
  const shown = useMemo(() => chosen(all, filter, q), [all, filter, q]);
  return (
    <Panel
      title={list.data === undefined ? 'Advice' : headline(shown)}
      className="mt-3"
      height={400}
      flush
      lead={<Filters filter={filter} all={all} />}
      state={panelState(list, {
        empty: () => (shown.length === 0 ? nothing(filter, all.length) : undefined),
        partial: () =>
          shown.length < all.length ? `showing ${count(shown.length)} of ${count(all.length)}` : undefined,
      })}
    >
      {() => (
        <AdviceTable
          rows={shown}
          sort={filter.sort}
          onSort={(sort) =>
            change(
              {
                sort: sort.column === 'gain' ? undefined : sort.column,
                order: sort.descending ? undefined : 'asc',
              },
              { replace: true },
            )
          }
          onOpen={(one) => go('/optimize/$id', { id: one.id })}
        />
      )}
    </Panel>
  );
}

function headline(shown: readonly Advice[]): string {
  const high = shown.filter((one) => one.priority === 'high').length;
  const predicted = shown.filter((one) => mainEffect(one) !== undefined).length;
  return `${count(shown.length)} pieces of advice, ${count(high)} of high priority, ${count(predicted)} with a predicted gain`;
}

function nothing(filter: Filter, all: number) {
  if (all > 0) return { kind: 'unknown', text: 'None of the advice is let through by these filters.' } as const;
  if (filter.state === 'open') {
    return {
      kind: 'good',
      text: 'No optimization recommendations at this time. Your system is performing well!',
    } as const;
  }
  return { kind: 'unknown', text: `No advice is ${filter.state === 'all' ? 'known' : filter.state}.` } as const;
}
