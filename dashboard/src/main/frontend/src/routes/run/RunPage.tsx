import { useEffect, useMemo, useRef, useState } from 'react';
import { count } from '@/format/number';
import { useKeys } from '@/shell/keys';
import { useGo } from '@/shell/useGo';
import { now } from '@/time/clock';
import { useChangeSearch, useRawSearch } from '@/time/view';
import { announce } from '@/ui/announce';
import { PageNotices } from '@/ui/PageNotices';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { Tabs } from '@/ui/Tabs';
import { Axis, cuttable, type Sight, within } from './axis';
import { Detail } from './Detail';
import { FlameView } from './FlameView';
import { Minimap } from './Minimap';
import { PathList } from './PathList';
import { type PathSegment, useCriticalPath, useRun, useRunDetail, useTrace } from './queries';
import { RunHead } from './RunHead';
import { failures, find, next, opened, rowsOf } from './rows';
import { SpanTable } from './SpanTable';
import { type RunSearch, type RunViewName, readRunSearch } from './search';
import { Toolbar } from './Toolbar';
import type { Trace } from './trace';
import { Waterfall } from './Waterfall';

const NO_PATH: readonly PathSegment[] = [];
const NAMES: { id: RunViewName; label: string }[] = [
  { id: 'waterfall', label: 'Waterfall' },
  { id: 'path', label: 'Path' },
  { id: 'flame', label: 'Flame' },
  { id: 'table', label: 'Table' },
];

export function RunPage({ id }: { id: string }) {
  const search = useRawSearch();
  const asked = useMemo(() => readRunSearch(search), [search]);
  const [live, setLive] = useState(true);
  const run = useRun(id, live);
  const running = run.data?.state === 'running';
  // What ended does not change; what runs is asked again at each tick.
  useEffect(() => setLive(run.data === undefined || running), [run.data, running]);
  const detail = useRunDetail(id, running);
  const path = useCriticalPath(id, running);
  const { query, progress, first } = useTrace(id, running);
  const trace = query.data ?? first;
  const state = panelState({ ...query, data: trace } as typeof query, {
    empty: (known) =>
      known.size === 0 ? { kind: 'unknown', text: 'No span of this run is stored any more.' } : undefined,
    partial: (known) => {
      if (query.data === undefined && progress) {
        return `loading ${count(progress.loaded)} of ${count(progress.total)} spans`;
      }
      return known.total > known.size ? `showing ${count(known.size)} of ${count(known.total)} spans` : undefined;
    },
  });
  return (
    <div className="flex flex-col gap-3">
      <PageNotices notices={asked.notices} />
      <RunHead id={id} run={run} detail={detail} path={path} />
      <Panel title="Where the time went" state={state} height={480} flush>
        {(known) => (
          <Views
            id={id}
            trace={known}
            path={path.data ?? NO_PATH}
            workflow={run.data?.workflow}
            startedAt={running && run.data ? Date.parse(run.data.started_at) : undefined}
            asked={asked}
          />
        )}
      </Panel>
    </div>
  );
}

interface ViewsProps {
  id: string;
  trace: Trace;
  path: readonly PathSegment[];
  workflow: string | undefined;
  /** When the run began, while it goes on. */
  startedAt: number | undefined;
  asked: RunSearch;
}

function Views({ id, trace, path, workflow, startedAt, asked }: ViewsProps) {
  const change = useChangeSearch();
  const go = useGo();
  const end = startedAt === undefined ? trace.end : Math.max(trace.end, now() - startedAt);
  const idle = useMemo(
    () => (end > trace.end ? [...trace.idle, { from: trace.end, to: end }] : trace.idle),
    [trace, end],
  );
  const cuts = useMemo(() => cuttable(end, idle), [end, idle]);
  const axis = useMemo(() => (asked.gaps ? Axis.cut(end, idle) : Axis.plain(end)), [asked.gaps, end, idle]);
  const [sight, setSight] = useSight(axis, asked.z);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [selected, select] = useSelected(trace, asked.span, (place) => setClosed((now) => opened(trace, now, place)));
  const rows = useMemo(() => rowsOf(trace, closed), [trace, closed]);
  const found = useMemo(() => find(trace, asked.find), [trace, asked.find]);
  const foundSet = useMemo(() => new Set(found), [found]);
  const failed = useMemo(() => failures(trace), [trace]);
  const piece = useRef(-1);

  const toggle = (place: number, open: boolean) =>
    setClosed((before) => {
      const after = new Set(before);
      if (open) after.delete(trace.id(place));
      else after.add(trace.id(place));
      return after;
    });
  const show = (from: number, to: number) => {
    // What is chosen must be in sight, also where one has zoomed in elsewhere.
    if (axis.place(to) < sight.from || axis.place(from) > sight.to) {
      const long = sight.to - sight.from;
      const middle = axis.place((from + to) / 2);
      setSight(within(axis, middle - long / 2, middle + long / 2));
    }
  };
  const choose = (place: number) => {
    select(place);
    if (place < 0) return;
    const from = trace.columns.start[place]!;
    show(from, from + trace.columns.duration[place]!);
  };
  const stepPath = (direction: 1 | -1) => {
    const known = path.flatMap((one, at) => (trace.placeOf(one.span_id) >= 0 ? [at] : []));
    const here = path[piece.current];
    // From where one is: the piece shown last, or the first of the chosen span.
    const from =
      here && trace.placeOf(here.span_id) === selected
        ? piece.current
        : selected < 0
          ? -1
          : path.findIndex((one) => trace.placeOf(one.span_id) === selected) - (direction > 0 ? 1 : 0);
    const to = next(known, from, direction);
    const segment = path[to];
    if (!segment) return announce('The critical path is not known');
    piece.current = to;
    select(trace.placeOf(segment.span_id));
    show(segment.start_ms, segment.end_ms);
    announce(`Path ${to + 1} of ${path.length}: ${segment.name}`);
  };
  const stepTo = (places: readonly number[], direction: 1 | -1, none: string) => {
    const to = next(places, selected, direction);
    if (to < 0) return announce(none);
    choose(to);
    announce(`${places.indexOf(to) + 1} of ${places.length}: ${trace.operation(to) || trace.name(to)}`);
  };
  const does = {
    path: () => change({ cp: asked.cp ? '0' : undefined }, { replace: true }),
    gaps: () => change({ gaps: asked.gaps ? undefined : '1', z: undefined }, { replace: true }),
    fit: () => setSight({ from: 0, to: axis.length }),
    stepPath,
    nextFailure: () => stepTo(failed, 1, 'Nothing failed in this run'),
    stepFound: (direction: 1 | -1) => stepTo(found, direction, 'Nothing is called that here'),
    closeAll: () => setClosed(closed.size > 0 ? new Set() : closable(trace)),
  };
  useKeys([
    { keys: 'c', does: 'Critical path', run: does.path },
    { keys: 'n', does: 'Next piece of the path', run: () => stepPath(1) },
    { keys: 'N', does: 'Piece of the path before', run: () => stepPath(-1) },
    { keys: 'e', does: 'Next error', run: does.nextFailure },
    { keys: 'z', does: 'Cut idle gaps', run: does.gaps },
    { keys: '0', does: 'Fit', run: does.fit },
    { keys: 'v', does: 'Compare', run: () => go('/compare', {}, { a: id }) },
    { keys: 'Escape', does: 'Nothing chosen', run: () => choose(-1) },
  ]);
  const shownPath = asked.cp ? path : NO_PATH;

  return (
    <Tabs
      label="Views of the run"
      tabs={NAMES}
      selected={asked.view}
      onSelect={(view) => change({ view: view === 'waterfall' ? undefined : view })}
    >
      <Toolbar
        asked={asked}
        does={does}
        cuts={cuts}
        found={found.indexOf(selected)}
        finds={found.length}
        failures={failed.length}
        zoomed={sight.to - sight.from < axis.length * 0.999}
        anyClosed={closed.size > 0}
      />
      <div className={selected >= 0 ? 'grid gap-3 xl:grid-cols-[minmax(0,1fr)_344px]' : ''}>
        <div className="min-w-0">
          {asked.view === 'waterfall' ? (
            <>
              <Minimap trace={trace} axis={axis} path={shownPath} sight={sight} onSight={setSight} />
              <Waterfall
                trace={trace}
                rows={rows}
                closed={closed}
                onToggle={toggle}
                axis={axis}
                sight={sight}
                onSight={setSight}
                selected={selected}
                onSelect={choose}
                path={shownPath}
                openFrom={startedAt === undefined ? undefined : trace.end}
                found={foundSet}
              />
            </>
          ) : null}
          {asked.view === 'path' ? (
            <PathList
              trace={trace}
              path={path}
              selected={selected}
              onSelect={(place, at) => {
                piece.current = at;
                choose(place);
              }}
            />
          ) : null}
          {asked.view === 'flame' ? (
            <FlameView trace={trace} path={shownPath} selected={selected} onSelect={choose} />
          ) : null}
          {asked.view === 'table' ? (
            <SpanTable
              trace={trace}
              places={asked.find ? found : everyPlace(trace)}
              selected={selected}
              onSelect={choose}
            />
          ) : null}
        </div>
        {selected >= 0 ? (
          <div className="min-w-0 p-3 xl:pl-0">
            <Detail runId={id} workflow={workflow} trace={trace} place={selected} path={path} />
          </div>
        ) : null}
      </div>
    </Tabs>
  );
}

const everyPlaceOf = new WeakMap<Trace, number[]>();

/** All places of a trace; the same array each time, so that a table does not sort again. */
function everyPlace(trace: Trace): number[] {
  let places = everyPlaceOf.get(trace);
  if (!places) {
    places = Array.from({ length: trace.size }, (_, i) => i);
    everyPlaceOf.set(trace, places);
  }
  return places;
}

/** Ids of all spans with others below, but for those at the top. */
function closable(trace: Trace): Set<string> {
  const ids = new Set<string>();
  for (let i = 0; i < trace.size; i++) {
    if (trace.below(i) > 0 && trace.columns.depth[i]! > 0) ids.add(trace.id(i));
  }
  return ids;
}

/** How long a movement rests before it goes into the URL. */
const SETTLED_MS = 250;

/** What is looked at: at once on screen, after a moment in the URL, in milliseconds of the run, so that cuts do not matter. */
function useSight(axis: Axis, asked: RunSearch['z']): [Sight, (sight: Sight) => void] {
  const change = useChangeSearch();
  const [moved, setMoved] = useState<RunSearch['z']>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another part in the URL is what counts then
  useEffect(() => setMoved(undefined), [asked?.from, asked?.to]);
  const stretch = moved ?? asked;
  const sight = useMemo(
    () =>
      stretch
        ? within(axis, axis.place(stretch.from), axis.place(Math.min(stretch.to, axis.end)))
        : { from: 0, to: axis.length },
    [axis, stretch],
  );
  const set = (to: Sight) => {
    const whole = to.from <= 0 && to.to >= axis.length;
    const ends = { from: axis.instant(to.from), to: axis.instant(to.to) };
    // Whole stays whole, also of a run that grows; a part in the URL stands until it is out of there.
    setMoved(!whole ? ends : asked ? { from: 0, to: axis.end } : undefined);
    clearTimeout(timer.current);
    timer.current = setTimeout(
      () => change({ z: whole ? undefined : `${digits(ends.from)},${digits(ends.to)}` }, { replace: true }),
      SETTLED_MS,
    );
  };
  return [sight, set];
}

function digits(ms: number): string {
  return String(Number(ms.toFixed(3)));
}

/** The chosen span: at once on screen, after a moment in the URL. */
function useSelected(
  trace: Trace,
  asked: string | undefined,
  reveal: (place: number) => void,
): [number, (place: number) => void] {
  const change = useChangeSearch();
  const [id, setId] = useState(asked);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(reveal);
  latest.current = reveal;
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => setId(asked), [asked]);
  const place = trace.placeOf(id);
  useEffect(() => {
    if (place >= 0) latest.current(place);
  }, [place]);
  const select = (to: number) => {
    const next = to < 0 ? undefined : trace.id(to);
    setId(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => change({ span: next }, { replace: true }), SETTLED_MS);
  };
  return [place, select];
}
