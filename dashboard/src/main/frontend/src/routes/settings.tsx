import { useMemo } from 'react';
import * as v from 'valibot';
import { readParameter, useChangeSearch, useRawSearch } from '@/time/view';
import { PageNotices } from '@/ui/PageNotices';
import { Tabs } from '@/ui/Tabs';
import { Access } from './settings/Access';
import { Display } from './settings/Display';
import { Health } from './settings/Health';
import { Limits } from './settings/Limits';
import { Notifications } from './settings/Notifications';
import { Scores } from './settings/Scores';
import { Thresholds } from './settings/Thresholds';

const TABS = {
  thresholds: { label: 'Thresholds', show: () => <Thresholds /> },
  scores: { label: 'Scores', show: () => <Scores /> },
  notifications: { label: 'Notifications', show: () => <Notifications /> },
  health: { label: 'Health', show: () => <Health /> },
  limits: { label: 'Limits and prices', show: () => <Limits /> },
  access: { label: 'Access', show: () => <Access /> },
  display: { label: 'Display', show: () => <Display /> },
} as const;

type TabId = keyof typeof TABS;
const IDS = Object.keys(TABS) as TabId[];

/** What is fixed here: limits, scores, channels; how the server itself does; who may come in. */
export default function Settings() {
  const search = useRawSearch();
  const change = useChangeSearch();
  const { tab, notices } = useMemo(() => {
    const notices: string[] = [];
    const tab = readParameter<TabId>(search, 'tab', v.picklist(IDS), 'thresholds', IDS.join(', '), notices);
    return { tab, notices };
  }, [search]);
  return (
    <>
      <PageNotices notices={notices} />
      <Tabs
        label="Settings"
        selected={tab}
        onSelect={(next) => change({ tab: next === 'thresholds' ? undefined : next })}
        tabs={IDS.map((id) => ({ id, label: TABS[id].label }))}
      >
        <div className="pt-3">{TABS[tab].show()}</div>
      </Tabs>
    </>
  );
}
