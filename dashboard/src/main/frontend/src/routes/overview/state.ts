import type { Schema } from '@/api/client';
import type { Ranged } from '@/api/queries';
import type { PanelState } from '@/ui/panelState';

/** The answer that the whole upper half of the page is drawn from. */
export type OverviewState = PanelState<Ranged<Schema<'OverviewAnswer'>>>;

type Of<T> = { data: T } | undefined;

/** Whatever is known at the moment, also after a failure. */
export function known(state: OverviewState): Schema<'OverviewAnswer'>['overview'] | undefined {
  const held: Of<Ranged<Schema<'OverviewAnswer'>> | undefined> = 'data' in state ? state : undefined;
  return held?.data?.answer.overview;
}
