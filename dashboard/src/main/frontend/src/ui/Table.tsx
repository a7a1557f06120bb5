import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useCell } from '@/state/cell';
import { preferences } from '@/state/preferences';

export interface Column<Row> {
  id: string;
  head: string;
  cell: (row: Row) => ReactNode;
  /** What to sort by; a column without it cannot be sorted. Unknown values (null) always come last. */
  value?: (row: Row) => number | string | null | undefined;
  /** Numbers stand right. */
  numeric?: boolean;
  /** Share of the width, 1 unless said otherwise. */
  grow?: number;
  /** Least width in px. */
  width?: number;
}

export interface Sort {
  column: string;
  descending: boolean;
}

interface TableProps<Row> {
  /** What the table is of, for who cannot see it. */
  name: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Enter or click on a row. */
  onOpen?: (row: Row) => void;
  selected?: string | undefined;
  /** How to sort; keep it in the URL with `onSort`, or leave both out and the table sorts by itself. */
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  /** Whether the rows come in order already (the server sorts): heads only tell `onSort`. */
  sorted?: boolean;
  /** Height in px at most; more rows scroll. */
  maxHeight?: number;
}

/** Between columns and at both ends, px; as in parts.css. */
const GAP = 12;

/**
 * A table of up to 10,000 and more rows of which only those in view are mounted. Arrows, Page, Home and End move along rows
 * (so do `j` and `k`), Enter opens one. Every column head with a value sorts.
 */
export function Table<Row>(props: TableProps<Row>) {
  const { name, columns, rows, rowKey, onOpen, selected, sorted = false, maxHeight = 480 } = props;
  const { density } = useCell(preferences);
  const rowHeight = density === 'compact' ? 28 : 36;
  const [own, setOwn] = useState<Sort | undefined>(undefined);
  const sort = props.sort ?? own;
  const [at, setAt] = useState(0);
  const [moved, setMoved] = useState(false);
  const box = useRef<HTMLDivElement>(null);

  const shown = useMemo(() => (sorted ? rows : inOrder(rows, columns, sort)), [rows, columns, sort, sorted]);
  const current = Math.min(at, Math.max(0, shown.length - 1));
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another height of rows has to be measured again
  useEffect(() => virtual.measure(), [rowHeight]);
  // Head and rows are as wide as each other, also where they do not fit.
  const least = columns.reduce((sum, column) => sum + (column.width ?? 56) + GAP, GAP);
  const template = columns.map((column) => `minmax(${column.width ?? 56}px, ${column.grow ?? 1}fr)`).join(' ');

  const move = (event: KeyboardEvent) => {
    if ((event.target as HTMLElement).closest('[role=columnheader], a, button, input') && event.key === 'Enter') return;
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / rowHeight) - 2);
    const steps: Record<string, number> = {
      ArrowDown: current + 1,
      j: current + 1,
      ArrowUp: current - 1,
      k: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: shown.length - 1,
    };
    const to = steps[event.key];
    if (event.key === 'Enter' && onOpen && shown[current]) {
      onOpen(shown[current]);
    } else if (to !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      const next = Math.max(0, Math.min(shown.length - 1, to));
      setAt(next);
      setMoved(true);
      virtual.scrollToIndex(next);
    }
  };
  const focused = moved ? `${name}-row-${current}`.replaceAll(/\s/g, '-') : undefined;
  const ask = (column: Column<Row>) => {
    const next = {
      column: column.id,
      descending: sort?.column === column.id ? !sort.descending : (column.numeric ?? false),
    };
    setOwn(next);
    props.onSort?.(next);
  };

  return (
    <div
      ref={box}
      role="grid"
      aria-label={name}
      aria-rowcount={shown.length + 1}
      aria-activedescendant={focused}
      tabIndex={0}
      className="rows"
      style={{ maxHeight }}
      onKeyDown={move}
    >
      <div
        role="row"
        aria-rowindex={1}
        tabIndex={-1}
        className="rows-head"
        style={{ gridTemplateColumns: template, minWidth: least }}
      >
        {columns.map((column) => {
          const by = sort?.column === column.id ? sort : undefined;
          return (
            <div
              key={column.id}
              role="columnheader"
              tabIndex={-1}
              aria-sort={by ? (by.descending ? 'descending' : 'ascending') : undefined}
              className={column.numeric ? 'text-right' : ''}
            >
              {column.value ? (
                <button type="button" className="rows-sort" onClick={() => ask(column)}>
                  {column.head}
                  {by ? by.descending ? <ArrowDown size={12} aria-hidden /> : <ArrowUp size={12} aria-hidden /> : null}
                </button>
              ) : (
                column.head
              )}
            </div>
          );
        })}
      </div>
      <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize(), minWidth: least }}>
        {virtual.getVirtualItems().map((item) => {
          const row = shown[item.index]!;
          const key = rowKey(row);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: Enter is heard by the grid
            <div
              key={key}
              role="row"
              tabIndex={-1}
              id={`${name}-row-${item.index}`.replaceAll(/\s/g, '-')}
              aria-rowindex={item.index + 2}
              aria-selected={key === selected}
              data-current={moved && item.index === current}
              data-open={onOpen !== undefined}
              className="rows-row"
              style={{ gridTemplateColumns: template, height: rowHeight, transform: `translateY(${item.start}px)` }}
              onClick={() => {
                setAt(item.index);
                onOpen?.(row);
              }}
            >
              {columns.map((column) => (
                <div
                  key={column.id}
                  role="gridcell"
                  tabIndex={-1}
                  className={`truncate ${column.numeric ? 'text-right' : ''}`}
                >
                  {column.cell(row)}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Sorted without touching what was given; equal values keep their order. */
export function inOrder<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sort | undefined,
): readonly Row[] {
  const value = columns.find((column) => column.id === sort?.column)?.value;
  if (!sort || !value) return rows;
  const direction = sort.descending ? -1 : 1;
  const keyed = rows.map((row) => ({ row, key: value(row) }));
  keyed.sort((a, b) => {
    const aUnknown = a.key === null || a.key === undefined || Number.isNaN(a.key);
    const bUnknown = b.key === null || b.key === undefined || Number.isNaN(b.key);
    if (aUnknown || bUnknown) return Number(aUnknown) - Number(bUnknown);
    if (typeof a.key === 'string' || typeof b.key === 'string')
      return String(a.key).localeCompare(String(b.key)) * direction;
    return (a.key! - b.key!) * direction;
  });
  return keyed.map(({ row }) => row);
}
