import { ArrowDown, ArrowUp, ChevronsDownUp, ChevronsUpDown, Maximize2, OctagonX } from 'lucide-react';
import { count, duration } from '@/format/number';
import { useChangeSearch } from '@/time/view';
import { Button } from '@/ui/Button';
import { useTyped } from '@/ui/useTyped';
import type { RunSearch } from './search';
import type { Stretch } from './trace';

interface Does {
  path: () => void;
  gaps: () => void;
  fit: () => void;
  stepPath: (direction: 1 | -1) => void;
  nextFailure: () => void;
  stepFound: (direction: 1 | -1) => void;
  closeAll: () => void;
}

/** Find, and what the keys of the page do, for the mouse. */
export function Toolbar({
  asked,
  does,
  cuts,
  found,
  finds,
  failures,
  zoomed,
  anyClosed,
}: {
  asked: RunSearch;
  does: Does;
  cuts: readonly Stretch[];
  /** Which of the finds is chosen, from 0; −1 if none. */
  found: number;
  finds: number;
  failures: number;
  zoomed: boolean;
  anyClosed: boolean;
}) {
  const cut = cuts.reduce((sum, gap) => sum + gap.to - gap.from, 0);
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-divider px-3 py-2">
      <Find asked={asked} found={found} finds={finds} onStep={does.stepFound} />
      <Button aria-pressed={asked.cp} title="Show the critical path (c)" onClick={does.path}>
        <Swatch colour="--path" /> Critical path
      </Button>
      <span className="flex">
        <Button
          look="plain"
          aria-label="Next piece of the path"
          title="Next piece of the path (n)"
          onClick={() => does.stepPath(1)}
        >
          <ArrowDown size={14} aria-hidden />
        </Button>
        <Button
          look="plain"
          aria-label="Piece of the path before"
          title="Piece of the path before (N)"
          onClick={() => does.stepPath(-1)}
        >
          <ArrowUp size={14} aria-hidden />
        </Button>
      </span>
      {asked.view === 'waterfall' ? (
        <>
          <Button
            aria-pressed={asked.gaps}
            disabled={cuts.length === 0}
            title="Cut stretches without work (z)"
            onClick={does.gaps}
          >
            {cuts.length === 0
              ? 'No idle gaps'
              : `${asked.gaps ? 'Cut' : 'Cut out'} ${count(cuts.length)} idle ${cuts.length === 1 ? 'gap' : 'gaps'} (${duration(cut)})`}
          </Button>
          <Button disabled={!zoomed} title="Fit the whole run (0)" onClick={does.fit}>
            <Maximize2 size={14} aria-hidden /> Fit
          </Button>
          <Button onClick={does.closeAll} title={anyClosed ? 'Open all' : 'Close all below the top'}>
            {anyClosed ? <ChevronsUpDown size={14} aria-hidden /> : <ChevronsDownUp size={14} aria-hidden />}
            {anyClosed ? 'Open all' : 'Close all'}
          </Button>
        </>
      ) : null}
      <Button disabled={failures === 0} title="Next error (e)" onClick={does.nextFailure}>
        <OctagonX size={14} aria-hidden className={failures > 0 ? 'text-critical' : ''} />
        {failures === 0 ? 'No errors' : `${count(failures)} ${failures === 1 ? 'error' : 'errors'}`}
      </Button>
    </div>
  );
}

function Swatch({ colour }: { colour: string }) {
  return <span aria-hidden className="size-2.5 rounded-[2px]" style={{ background: `var(${colour})` }} />;
}

function Find({
  asked,
  found,
  finds,
  onStep,
}: {
  asked: RunSearch;
  found: number;
  finds: number;
  onStep: (direction: 1 | -1) => void;
}) {
  const change = useChangeSearch();
  const [typed, setTyped] = useTyped(asked.find, (find) => change({ find: find || undefined }, { replace: true }));
  return (
    <search className="flex items-center gap-1">
      <input
        type="search"
        className="field w-44"
        aria-label="Find a span by name, agent, service, model, error or id; Enter goes to the next"
        placeholder="Find a span"
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          onStep(event.shiftKey ? -1 : 1);
        }}
      />
      {asked.find ? (
        <span className="text-caption text-muted" role="status">
          {finds === 0 ? 'nothing' : found >= 0 ? `${count(found + 1)}/${count(finds)}` : count(finds)}
        </span>
      ) : null}
    </search>
  );
}
