import { ExternalLink } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { home, type Schema } from '@/api/client';
import { useRecommendations } from '@/api/queries';
import { count, duration, money, NONE, share } from '@/format/number';
import { PageLink } from '@/ui/PageLink';
import { Panel } from '@/ui/Panel';
import { panelState } from '@/ui/panelState';
import { Priority, Status } from '@/ui/Status';
import { KindIcon, LOOKS } from './looks';
import { type PathSegment, useSpan } from './queries';
import type { Trace } from './trace';

/** Attributes shown at most, and characters of each: what is longer is in the JSON. */
const MOST_ATTRIBUTES = 100;
const LONGEST = 2_000;

/** All that is known of one span. */
export function Detail({
  runId,
  workflow,
  trace,
  place,
  path,
}: {
  runId: string;
  workflow: string | undefined;
  trace: Trace;
  place: number;
  path: readonly PathSegment[];
}) {
  const span = useSpan(runId, trace.id(place));
  const { columns } = trace;
  const name = trace.operation(place) || trace.name(place);
  const state = panelState(span);
  return (
    <Panel
      title={
        <span className="flex min-w-0 items-center gap-1.5">
          <KindIcon kind={trace.kind(place)} />
          <span className="truncate" title={trace.name(place)}>
            {name}
          </span>
        </span>
      }
      state={state}
      height={320}
      actions={
        <a
          className="inline-flex items-center gap-1 text-caption"
          href={new URL(`api/performance/runs/${runId}/spans/${trace.id(place)}`, home).href}
          target="_blank"
          rel="noreferrer"
        >
          JSON <ExternalLink size={12} aria-hidden />
          <span className="sr-only">of this span, in a new tab</span>
        </a>
      }
    >
      {(whole) => (
        <div className="flex flex-col gap-3">
          <p className="flex flex-wrap items-baseline gap-x-3">
            <span className="text-title font-semibold">{duration(columns.duration[place])}</span>
            <Alike trace={trace} place={place} />
            {trace.failed(place) ? <Status level="critical">failed</Status> : null}
          </p>
          <Failure span={whole} />
          <Facts rows={facts(trace, place, path, whole)} />
          <Advice workflow={workflow} runId={runId} trace={trace} place={place} />
          <Attributes span={whole} />
        </div>
      )}
    </Panel>
  );
}

/** What went wrong, in the words of who sent it. */
function Failure({ span }: { span: Schema<'Span'> }) {
  const words = [...new Set([span.error_class, span.status_message])].filter((text) => text !== null && text !== '');
  if (span.status !== 'error' || words.length === 0) return null;
  return <p className="break-words text-critical">{words.join(': ')}</p>;
}

/** How it compares to the spans of this run that do the same. */
function Alike({ trace, place }: { trace: Trace; place: number }) {
  const rank = useMemo(() => {
    const { operation, kind, duration: long } = trace.columns;
    let alike = 0;
    let shorter = 0;
    let equal = 0;
    for (let i = 0; i < trace.size; i++) {
      if (operation[i] !== operation[place] || kind[i] !== kind[place]) continue;
      alike++;
      if (long[i]! < long[place]!) shorter++;
      else if (long[i] === long[place]) equal++;
    }
    return { alike, shorter, middle: shorter + (equal - 1) / 2 };
  }, [trace, place]);
  if (rank.alike < 2) return <span className="text-muted">the only one of its kind here</span>;
  if (rank.alike < 20) {
    return (
      <span className="text-muted">
        {rank.shorter === rank.alike - 1 ? 'longest' : `${count(rank.alike - rank.shorter)}. longest`} of{' '}
        {count(rank.alike)} alike here
      </span>
    );
  }
  return (
    <span className="text-muted">
      P{Math.floor((100 * rank.middle) / rank.alike)} of {count(rank.alike)} alike here
    </span>
  );
}

function facts(trace: Trace, place: number, path: readonly PathSegment[], span: Schema<'Span'>): [string, ReactNode][] {
  const { columns } = trace;
  const long = columns.duration[place]!;
  const pieces = path.filter((piece) => piece.span_id === trace.id(place));
  const own = pieces.reduce((sum, piece) => sum + piece.end_ms - piece.start_ms, 0);
  const through = path.reduce((sum, piece) => {
    const at = trace.placeOf(piece.span_id);
    return at >= place && at < columns.after[place]! ? sum + piece.end_ms - piece.start_ms : sum;
  }, 0);
  const agent = trace.agentAbove(place);
  const rows: [string, ReactNode][] = [
    ['Begins at', duration(columns.start[place])],
    ['Self time', `${duration(columns.self[place])} (${share(long > 0 ? columns.self[place]! / long : null)})`],
    [
      'On the critical path',
      through > 0
        ? `${duration(through)} with all below it, ${duration(own)} itself`
        : 'no: the run would be as long without it',
    ],
  ];
  if (pieces[0] && pieces[0].drag_ms > 0) rows.push(['Saves at most', duration(pieces[0].drag_ms)]);
  rows.push(['Waited in a queue', Number.isNaN(columns.wait[place]) ? NONE : duration(columns.wait[place])]);
  if (span.tokens) {
    rows.push([
      'Tokens',
      `${count(span.tokens.input)} → ${count(span.tokens.output)}${span.tokens.cached_input > 0 ? `, ${count(span.tokens.cached_input)} of them cached` : ''}${span.tokens.reasoning > 0 ? `, ${count(span.tokens.reasoning)} reasoning` : ''}`,
    ]);
  }
  if (span.cost_usd !== null) {
    rows.push([
      'Cost',
      `${money(span.cost_usd)}, ${span.cost_source === 'reported' ? 'as reported' : 'by the price list'}`,
    ]);
  }
  if (span.model) rows.push(['Model', `${span.model}${span.provider ? ` of ${span.provider}` : ''}`]);
  rows.push(['Kind', LOOKS[trace.kind(place)].word]);
  if (agent) {
    rows.push([
      trace.agent(place) ? 'Agent' : 'Agent above',
      <PageLink key="agent" to="/agents/$id" params={{ id: agent }} className="break-all">
        {agent}
      </PageLink>,
    ]);
  }
  rows.push(['Service', span.service]);
  rows.push(['Span', <code key="id">{span.span_id}</code>]);
  if (trace.below(place) > 0) rows.push(['Spans below', count(trace.below(place))]);
  if (span.parent_span_id && columns.parent[place]! < 0) {
    rows.push([
      'Parent',
      <span key="parent">
        <code>{span.parent_span_id}</code> has not come
      </span>,
    ]);
  }
  return rows;
}

function Facts({ rows }: { rows: [string, ReactNode][] }) {
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-3 gap-y-1 text-table">
      {rows.map(([term, value]) => (
        <div key={term} className="contents">
          <dt className="text-muted">{term}</dt>
          <dd className="break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Open advice that is about this span: about what it does, in this workflow or any; or that names this run as an example. */
function Advice({
  workflow,
  runId,
  trace,
  place,
}: {
  workflow: string | undefined;
  runId: string;
  trace: Trace;
  place: number;
}) {
  const { data } = useRecommendations();
  const about = (data?.recommendations ?? []).filter(({ scope, evidence }) => {
    if (scope.workflow !== null && scope.workflow !== workflow) return false;
    if (scope.operation !== null) return isAbout(trace, place, scope.operation);
    if (scope.agent_id !== null) return scope.agent_id === trace.agent(place);
    if (scope.agent_type !== null) return scope.agent_type === trace.agentType(place) && trace.kind(place) === 'agent';
    return evidence.examples.includes(runId) && trace.columns.depth[place] === 0;
  });
  if (about.length === 0) return null;
  return (
    <section aria-label="Advice" className="flex flex-col gap-2 rounded-md border border-divider p-2">
      {about.slice(0, 3).map((advice) => (
        <div key={advice.id} className="flex flex-col gap-0.5">
          <span className="flex flex-wrap items-center gap-2">
            <Priority priority={advice.priority} />
            <PageLink to="/optimize/$id" params={{ id: advice.id }}>
              {advice.issue.replaceAll('_', ' ')}
            </PageLink>
          </span>
          <span className="break-words text-caption text-muted">{advice.recommendations[0]}</span>
        </div>
      ))}
      {about.length > 3 ? (
        <PageLink to="/optimize" className="text-caption">
          {count(about.length - 3)} more
        </PageLink>
      ) : null}
    </section>
  );
}

function isAbout(trace: Trace, place: number, operation: string): boolean {
  return (
    operation === trace.operation(place) ||
    operation === trace.name(place) ||
    operation === trace.model(place) ||
    (trace.kind(place) === 'agent' && operation === trace.agentType(place))
  );
}

function Attributes({ span }: { span: Schema<'Span'> }) {
  const attributes = Object.entries(span.attributes ?? {}).sort(([a], [b]) => a.localeCompare(b));
  return (
    <>
      <section aria-label="Attributes">
        <h3 className="mb-1 text-caption text-muted">Attributes</h3>
        {attributes.length === 0 ? <p className="text-muted">None were sent.</p> : null}
        <dl className="flex flex-col gap-1">
          {attributes.slice(0, MOST_ATTRIBUTES).map(([key, value]) => (
            <div key={key}>
              <dt className="text-caption break-all text-muted">{key}</dt>
              <dd className="font-mono text-caption break-words whitespace-pre-wrap">{written(value)}</dd>
            </div>
          ))}
        </dl>
        {attributes.length > MOST_ATTRIBUTES ? (
          <p className="text-caption text-muted">
            {count(MOST_ATTRIBUTES)} of {count(attributes.length)} are shown; all are in the JSON.
          </p>
        ) : null}
      </section>
      {(span.events?.length ?? 0) > 0 ? (
        <section aria-label="Events">
          <h3 className="mb-1 text-caption text-muted">Events</h3>
          <ul className="flex flex-col gap-1">
            {span.events!.slice(0, MOST_ATTRIBUTES).map((event) => (
              <li key={`${event.at_ms} ${event.name}`} className="break-words">
                <span className="text-muted">{duration(event.at_ms)}</span> {event.name}
                {Object.entries(event.attributes).map(([key, value]) => (
                  <div key={key} className="pl-3 font-mono text-caption break-words text-muted">
                    {key}: {written(value)}
                  </div>
                ))}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {(span.links?.length ?? 0) > 0 ? (
        <section aria-label="Links">
          <h3 className="mb-1 text-caption text-muted">Linked to</h3>
          <ul>
            {span.links!.slice(0, MOST_ATTRIBUTES).map((link) => (
              <li key={`${link.trace_id} ${link.span_id}`}>
                <PageLink to="/runs/$id" params={{ id: link.trace_id }} search={{ span: link.span_id }}>
                  <code className="break-all">{link.span_id}</code> in run{' '}
                  <code className="break-all">{link.trace_id}</code>
                </PageLink>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function written(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${count(text.length)} characters)` : text;
}
