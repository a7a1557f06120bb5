/** Where cells stand: blocks of groups on shelves, as large as fits, pure. All lengths in CSS px. */

export interface Group {
  name: string;
  /** Places of its agents, in order. */
  places: readonly number[];
  sick: number;
}

export interface Block {
  group: Group;
  x: number;
  /** Top of its heading; cells begin `HEADING` below. */
  y: number;
  columns: number;
  rows: number;
  width: number;
  height: number;
}

export interface Layout {
  /** Width and height of a cell, the gap to the next one included. */
  cell: number;
  blocks: readonly Block[];
  width: number;
  height: number;
  /** Places of all agents that are shown, in the order of blocks: where the keyboard goes. */
  order: readonly number[];
  /** Of each agent its index in `order`, -1 if it is not shown. */
  indexOf: Int32Array;
  /** Of each index in `order` its block. */
  blockOf: Uint16Array;
  /** Index in `order` of the first cell of each block. */
  firstOf: readonly number[];
}

export const HEADING = 20;

const GAP_X = 14;
const GAP_Y = 10;
const SMALLEST = 6;
const LARGEST = 26;

/** Room for a name and a count over a small group. */
const NARROWEST = 112;

/** Blocks beyond these are taken together. */
export const MOST_GROUPS = 120;

/**
 * Groups of agents, those with the most sick ones first.
 *
 * @param nameOf the group of a place; undefined if it is not known
 */
export function groupsOf(
  places: readonly number[],
  nameOf: (place: number) => string | undefined,
  isSick: (place: number) => boolean,
  unknown: string,
): Group[] {
  const byName = new Map<string, { name: string; places: number[]; sick: number }>();
  for (const place of places) {
    const name = nameOf(place) ?? unknown;
    let group = byName.get(name);
    if (!group) {
      group = { name, places: [], sick: 0 };
      byName.set(name, group);
    }
    group.places.push(place);
    if (isSick(place)) group.sick++;
  }
  const groups = [...byName.values()].sort(
    (a, b) => b.sick - a.sick || b.places.length - a.places.length || (a.name < b.name ? -1 : 1),
  );
  if (groups.length <= MOST_GROUPS) return groups;
  const rest = groups.slice(MOST_GROUPS - 1);
  return [
    ...groups.slice(0, MOST_GROUPS - 1),
    {
      name: `${rest.length} more groups`,
      places: rest.flatMap((group) => group.places),
      sick: rest.reduce((sum, group) => sum + group.sick, 0),
    },
  ];
}

/** Puts groups on shelves with the largest cells that keep all of it within a height, if any do. */
export function layOut(groups: readonly Group[], width: number, height: number, agents: number): Layout {
  let blocks: Block[] = [];
  let cell = LARGEST;
  let total = 0;
  for (; cell >= SMALLEST; cell--) {
    [blocks, total] = shelves(groups, width, cell);
    if (total <= height || cell === SMALLEST) break;
  }
  const order = groups.flatMap((group) => group.places);
  const indexOf = new Int32Array(agents).fill(-1);
  const blockOf = new Uint16Array(order.length);
  const firstOf: number[] = [];
  let index = 0;
  blocks.forEach((block, at) => {
    firstOf.push(index);
    for (const place of block.group.places) {
      indexOf[place] = index;
      blockOf[index++] = at;
    }
  });
  return { cell, blocks, width, height: total, order, indexOf, blockOf, firstOf };
}

function shelves(groups: readonly Group[], width: number, cell: number): [Block[], number] {
  const most = Math.max(1, Math.floor(width / cell));
  const blocks: Block[] = [];
  let x = 0;
  let y = 0;
  let shelf = 0;
  for (const group of groups) {
    const n = group.places.length;
    // About three times as wide as high, so that few shelves hold many groups.
    const columns = Math.min(most, n, Math.max(Math.ceil(Math.sqrt(n * 3)), Math.ceil(NARROWEST / cell)));
    const rows = Math.ceil(n / columns);
    const wide = Math.min(width, Math.max(columns * cell, NARROWEST));
    const high = HEADING + rows * cell;
    if (x > 0 && x + wide > width) {
      x = 0;
      y += shelf + GAP_Y;
      shelf = 0;
    }
    blocks.push({ group, x, y, columns, rows, width: wide, height: high });
    x += wide + GAP_X;
    shelf = Math.max(shelf, high);
  }
  return [blocks, y + shelf];
}

/** Top left corner of the cell of an index. */
export function cornerOf(layout: Layout, index: number): { x: number; y: number } {
  const at = layout.blockOf[index]!;
  const block = layout.blocks[at]!;
  const within = index - layout.firstOf[at]!;
  return {
    x: block.x + (within % block.columns) * layout.cell,
    y: block.y + HEADING + Math.floor(within / block.columns) * layout.cell,
  };
}

/** Index of the cell at a point, -1 if there is none. Costs one look at each block. */
export function indexAt(layout: Layout, x: number, y: number): number {
  for (let at = 0; at < layout.blocks.length; at++) {
    const block = layout.blocks[at]!;
    const column = Math.floor((x - block.x) / layout.cell);
    const row = Math.floor((y - block.y - HEADING) / layout.cell);
    if (column < 0 || row < 0 || column >= block.columns || row >= block.rows) continue;
    const within = row * block.columns + column;
    if (within < block.group.places.length) return layout.firstOf[at]! + within;
  }
  return -1;
}

/** Indexes of the cells that a rectangle touches. */
export function indexesWithin(layout: Layout, x1: number, y1: number, x2: number, y2: number): number[] {
  const [left, right] = x1 < x2 ? [x1, x2] : [x2, x1];
  const [top, bottom] = y1 < y2 ? [y1, y2] : [y2, y1];
  const found: number[] = [];
  layout.blocks.forEach((block, at) => {
    const first = Math.max(0, Math.floor((left - block.x) / layout.cell));
    const last = Math.min(block.columns - 1, Math.floor((right - block.x) / layout.cell));
    const from = Math.max(0, Math.floor((top - block.y - HEADING) / layout.cell));
    const to = Math.min(block.rows - 1, Math.floor((bottom - block.y - HEADING) / layout.cell));
    for (let row = from; row <= to; row++) {
      for (let column = first; column <= last; column++) {
        const within = row * block.columns + column;
        if (within < block.group.places.length) found.push(layout.firstOf[at]! + within);
      }
    }
  });
  return found;
}

/** Where a key leads from a cell: arrows by what is next on screen, Page by groups, Home and End to the ends. */
export function indexAfter(layout: Layout, index: number, key: string): number | undefined {
  const last = layout.order.length - 1;
  if (last < 0) return undefined;
  const at = layout.blockOf[index] ?? 0;
  const block = layout.blocks[at]!;
  const within = index - layout.firstOf[at]!;
  const size = block.group.places.length;
  switch (key) {
    case 'ArrowLeft':
      return Math.max(0, index - 1);
    case 'ArrowRight':
      return Math.min(last, index + 1);
    case 'ArrowDown':
      return within + block.columns < size ? index + block.columns : (layout.firstOf[at + 1] ?? index);
    case 'ArrowUp':
      return within >= block.columns ? index - block.columns : Math.max(0, layout.firstOf[at]! - 1);
    case 'PageDown':
      return layout.firstOf[at + 1] ?? last;
    case 'PageUp':
      return within > 0 ? layout.firstOf[at]! : (layout.firstOf[at - 1] ?? 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
    default:
      return undefined;
  }
}
