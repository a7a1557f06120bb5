import { Bot, Cpu, HardDrive, MemoryStick, Workflow } from 'lucide-react';
import type { Schema } from '@/api/client';
import { Sparkline } from '@/charts/Sparkline';
import { count, fixed, NONE, percent, signed } from '@/format/number';
import { live } from '@/live/store';
import { useCell } from '@/state/cell';
import { useView } from '@/time/view';
import { known, type OverviewState } from './state';

type Card = Schema<'OverviewAnswer'>['overview']['cards'][number];

const LOOKS: Record<string, { title: string; Icon: typeof Cpu }> = {
  cpu: { title: 'CPU', Icon: Cpu },
  memory: { title: 'Memory', Icon: MemoryStick },
  disk: { title: 'Disk', Icon: HardDrive },
  agents: { title: 'Active agents', Icon: Bot },
  workflows: { title: 'Runs under way', Icon: Workflow },
};

/** Shown while nothing is known, so that nothing jumps when it is. */
const EXPECTED = ['cpu', 'memory', 'disk', 'agents', 'workflows'];

/** The key numbers: now, over the range, and how they moved. */
export function Cards({ state }: { state: OverviewState }) {
  const cards = known(state)?.cards;
  const dimmed = state.kind === 'error' || (state.kind === 'data' && state.refreshing);
  return (
    <div className={`grid grid-cols-[repeat(auto-fit,minmax(170px,1fr))] gap-3 ${dimmed ? 'opacity-60' : ''}`}>
      {cards
        ? cards.map((card) => <KeyNumber key={card.name} card={card} />)
        : EXPECTED.map((name) => <section key={name} className="panel h-[118px]" aria-hidden="true" />)}
    </div>
  );
}

function KeyNumber({ card }: { card: Card }) {
  const { title, Icon } = LOOKS[card.name] ?? { title: card.name, Icon: Cpu };
  const isPercent = card.unit === '%';
  const write = isPercent ? percent : count;
  const now = useCurrent(card);
  // A share of all there is, or of the highest there was.
  const full = isPercent ? 100 : card.max;
  const filled = now === null || !full ? 0 : Math.min(100, (now / full) * 100);
  return (
    <section className="panel flex flex-col gap-1 px-3 pt-2 pb-3" aria-label={title} data-card={card.name}>
      <h2 className="flex items-center gap-1.5 text-caption font-medium text-muted">
        <Icon size={14} aria-hidden /> {title}
      </h2>
      <div className="flex items-end gap-3">
        <strong className="text-number font-semibold" title={now === null ? undefined : fixed(now, 2)}>
          {write(now)}
        </strong>
        <div className="min-w-0 flex-1 pb-1 text-accent">
          <Sparkline values={card.sparkline} low={0} {...(isPercent ? { high: 100 } : {})} />
        </div>
      </div>
      <div className="h-1 overflow-hidden rounded-sm bg-raised" aria-hidden="true">
        <div className="h-full bg-accent" style={{ width: `${filled}%` }} />
      </div>
      <p className="flex flex-wrap justify-between gap-x-2 text-caption text-muted">
        <span>
          avg {write(card.average)} · max {write(card.max)}
        </span>
        <span title="Mean of the last quarter of the range against that of the first">
          {card.change === null ? NONE : `${signed(card.change, (size) => fixed(size, 1))}${isPercent ? ' pt' : ''}`}
        </span>
      </p>
    </section>
  );
}

/** With refresh "live" the number follows the stream, once a second at most. */
function useCurrent(card: Card): number | null {
  const { refresh } = useView();
  const { snapshot } = useCell(live);
  if (refresh !== 'live' || !snapshot) return card.current;
  switch (card.name) {
    case 'cpu':
      return snapshot.cpu_usage;
    case 'memory':
      return snapshot.memory_usage;
    case 'disk':
      return snapshot.disk_usage;
    case 'agents':
      return snapshot.active_agents;
    case 'workflows':
      return snapshot.active_workflows;
    default:
      return card.current;
  }
}
