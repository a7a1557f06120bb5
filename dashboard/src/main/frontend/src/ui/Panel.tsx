import { Check, CircleHelp, RotateCw, TriangleAlert } from 'lucide-react';
import { Component, type ReactNode, useEffect, useId, useState } from 'react';
import { clockTime } from '@/format/time';
import { useView } from '@/time/view';
import { Button } from './Button';
import type { Empty, PanelState } from './panelState';

interface PanelProps<T> {
  title: ReactNode;
  state: PanelState<T>;
  /** Draws the data. What it throws is shown in the panel, its neighbours are not touched. */
  children: (data: T) => ReactNode;
  /** Right in the header: links, toggles. */
  actions?: ReactNode;
  /** Height of the content in px while nothing is known, so that nothing jumps when it comes. */
  height?: number;
  className?: string;
  /** Without padding round the content, for tables. */
  flush?: boolean;
  /** Above the content in every state: fields that the question is made with. */
  lead?: ReactNode;
}

/** A box that answers one question, in one of its six states. */
export function Panel<T>({
  title,
  state,
  children,
  actions,
  height = 96,
  className = '',
  flush = false,
  lead,
}: PanelProps<T>) {
  const id = useId();
  return (
    <section aria-labelledby={id} data-state={stateName(state)} className={`panel ${className}`}>
      <header className="panel-head">
        <h2 id={id} className="min-w-0 truncate">
          {title}
        </h2>
        <div className="ml-auto flex items-center gap-2">
          {state.kind === 'data' && state.partial ? (
            <span className="text-caption text-muted">{state.partial}</span>
          ) : null}
          {actions}
        </div>
        {(state.kind === 'data' || state.kind === 'empty') && state.refreshing ? <div className="panel-bar" /> : null}
      </header>
      {lead ? <div className="border-b border-divider p-3">{lead}</div> : null}
      <div className={flush ? '' : 'p-3'}>
        <Boundary of={'data' in state ? state.data : state.kind}>
          <Content state={state} height={height}>
            {children}
          </Content>
        </Boundary>
      </div>
    </section>
  );
}

/** One of the six words; tests and styles look for it. */
function stateName<T>(state: PanelState<T>): string {
  switch (state.kind) {
    case 'loading':
      return 'loading';
    case 'empty':
      return state.refreshing ? 'refreshing' : `empty-${state.empty.kind}`;
    case 'data':
      return state.refreshing ? 'refreshing' : state.partial ? 'partial' : 'ready';
    case 'error':
      return 'error';
  }
}

function Content<T>({
  state,
  height,
  children,
}: {
  state: PanelState<T>;
  height: number;
  children: (data: T) => ReactNode;
}) {
  switch (state.kind) {
    case 'loading':
      return <Skeleton height={height} />;
    case 'empty':
      return <Nothing empty={state.empty} height={height} />;
    case 'data':
      return <div className={state.refreshing ? 'opacity-60' : ''}>{children(state.data)}</div>;
    case 'error':
      return <Failed state={state}>{children}</Failed>;
  }
}

/** Grey of the final size, but only where waiting is felt: a flash of grey looks slower than nothing. */
function Skeleton({ height }: { height: number }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div style={{ height }} aria-busy="true">
      {late ? (
        <div className="skeleton size-full">
          <span className="sr-only">Loading</span>
        </div>
      ) : null}
    </div>
  );
}

function Nothing({ empty, height }: { empty: Empty; height: number }) {
  return (
    <div className="flex flex-col items-start justify-center gap-2 px-1 text-muted" style={{ minHeight: height }}>
      <p className="flex items-center gap-2">
        {empty.kind === 'good' ? (
          <Check size={16} className="shrink-0 text-ok" aria-hidden />
        ) : (
          <CircleHelp size={16} className="shrink-0 text-warning" aria-hidden />
        )}
        {empty.text}
      </p>
      {empty.kind === 'unknown' && empty.command ? <code className="code-line">{empty.command}</code> : null}
    </div>
  );
}

function Failed<T>({
  state,
  children,
}: {
  state: Extract<PanelState<T>, { kind: 'error' }>;
  children: (data: T) => ReactNode;
}) {
  const { error, data, dataAt, retry } = state;
  const { zone } = useView();
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 p-1" role="status">
        <TriangleAlert size={16} className="shrink-0 text-critical" aria-hidden />
        <p className="min-w-0 flex-1 basis-60 break-words">
          {error.message}
          {data === undefined ? null : (
            <span className="text-muted"> Shown is what was known at {clockTime(dataAt, zone)}.</span>
          )}
          {error.id && !error.message.includes(error.id) ? (
            <span className="text-muted">
              {' '}
              Request <code>{error.id}</code>
            </span>
          ) : null}
        </p>
        <Button onClick={retry}>
          <RotateCw size={14} aria-hidden /> Retry
        </Button>
      </div>
      {data === undefined ? null : <div className="opacity-60">{children(data)}</div>}
    </>
  );
}

interface BoundaryProps {
  children: ReactNode;
  /** What is drawn: when it is another, drawing is tried again. */
  of?: unknown;
  /** In a box of its own, round what has none. */
  framed?: boolean;
}

/** Keeps what goes wrong while drawing one part away from the others. */
export class Boundary extends Component<BoundaryProps, { failure: Error | undefined }> {
  override state: { failure: Error | undefined } = { failure: undefined };

  static getDerivedStateFromError(failure: Error) {
    return { failure };
  }

  override componentDidUpdate(before: BoundaryProps) {
    if (this.state.failure && before.of !== this.props.of) this.setState({ failure: undefined });
  }

  override render() {
    if (this.state.failure === undefined) return this.props.children;
    return (
      <div className={`flex flex-wrap items-center gap-3 ${this.props.framed ? 'panel p-3' : 'p-1'}`} role="status">
        <TriangleAlert size={16} className="shrink-0 text-critical" aria-hidden />
        <p className="min-w-0 flex-1 basis-60 break-words">
          This cannot be drawn: {this.state.failure.message}. The answer of the server may be of another version.
        </p>
        <Button onClick={() => this.setState({ failure: undefined })}>
          <RotateCw size={14} aria-hidden /> Retry
        </Button>
      </div>
    );
  }
}
