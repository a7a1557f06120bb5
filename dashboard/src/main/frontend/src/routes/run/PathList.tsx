import { useMemo } from 'react';
import { duration, share } from '@/format/number';
import { type Column, Table } from '@/ui/Table';
import { useNarrow } from '@/ui/useNarrow';
import { KindIcon, SPENT } from './looks';
import type { PathSegment } from './queries';
import type { Kind, Trace } from './trace';
import '../runs/strip.css';

interface Piece extends PathSegment {
  at: number;
}

/** What the duration of the run hangs on, piece by piece. */
export function PathList({
  trace,
  path,
  selected,
  onSelect,
}: {
  trace: Trace;
  path: readonly PathSegment[];
  selected: number;
  onSelect: (place: number, piece: number) => void;
}) {
  const pieces = useMemo(() => path.map((piece, at) => ({ ...piece, at })), [path]);
  const whole = path.reduce((sum, piece) => sum + piece.end_ms - piece.start_ms, 0);
  const narrow = useNarrow();
  const columns = useMemo(() => {
    const every = pathColumns(trace, whole);
    return narrow ? every.filter((column) => column.id === 'step' || column.id === 'share') : every;
  }, [trace, whole, narrow]);
  const chosen = pieces.find((piece) => piece.span_id && trace.placeOf(piece.span_id) === selected);
  return (
    <Table
      name="Critical path"
      columns={columns}
      rows={pieces}
      rowKey={(piece) => String(piece.at)}
      selected={chosen ? String(chosen.at) : undefined}
      onOpen={(piece) => onSelect(trace.placeOf(piece.span_id), piece.at)}
      maxHeight={640}
    />
  );
}

function pathColumns(trace: Trace, whole: number): Column<Piece>[] {
  const long = (piece: Piece) => piece.end_ms - piece.start_ms;
  return [
    {
      id: 'step',
      head: 'Step',
      grow: 4,
      width: 140,
      value: (piece) => piece.name ?? '',
      cell: (piece) => {
        const place = trace.placeOf(piece.span_id);
        return (
          <span className="flex min-w-0 items-center gap-1.5">
            {piece.kind ? <KindIcon kind={piece.kind as Kind} /> : null}
            <span className="truncate" title={piece.name ?? undefined}>
              {place >= 0 ? trace.operation(place) || piece.name : (piece.name ?? 'No span ran')}
            </span>
          </span>
        );
      },
    },
    {
      id: 'agent',
      head: 'Agent',
      grow: 2,
      value: (piece) => agentOf(trace, piece),
      cell: (piece) => <span className="text-muted">{agentOf(trace, piece) || '–'}</span>,
    },
    { id: 'type', head: 'Spent on', grow: 1.5, value: (piece) => piece.type, cell: (piece) => SPENT[piece.type] },
    {
      id: 'from',
      head: 'From',
      numeric: true,
      width: 72,
      value: (piece) => piece.start_ms,
      cell: (piece) => duration(piece.start_ms),
    },
    {
      id: 'long',
      head: 'Takes',
      numeric: true,
      width: 72,
      value: long,
      cell: (piece) => duration(long(piece)),
    },
    {
      id: 'share',
      head: 'Share of the run',
      numeric: true,
      grow: 2,
      width: 120,
      value: long,
      cell: (piece) => (
        <span className="flex items-center gap-2">
          <span className="strip flex-1" aria-hidden>
            <span
              className="strip-bar"
              style={{ width: `${whole > 0 ? (100 * long(piece)) / whole : 0}%`, background: 'var(--path)' }}
            />
          </span>
          <span className="w-14 shrink-0">{share(whole > 0 ? long(piece) / whole : null)}</span>
        </span>
      ),
    },
    {
      id: 'drag',
      head: 'Saves at most',
      numeric: true,
      width: 92,
      value: (piece) => piece.drag_ms,
      cell: (piece) => (piece.drag_ms > 0 ? duration(piece.drag_ms) : '–'),
    },
  ];
}

function agentOf(trace: Trace, piece: PathSegment): string {
  const place = trace.placeOf(piece.span_id);
  return place >= 0 ? trace.agentAbove(place) : (piece.agent ?? '');
}
