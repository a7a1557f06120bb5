import { count } from '@/format/number';
import { cornerOf, HEADING, type Layout } from './layout';
import { SICK, UNKNOWN } from './measures';

/** Colours of the grid, read once for each theme. */
export interface Palette {
  steps: string[];
  control: string;
  surface: string;
  text: string;
  muted: string;
  accent: string;
  critical: string;
  badge: string;
}

export function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const critical = read('critical');
  return {
    steps: [read('heat-1'), read('heat-2'), read('heat-3'), read('heat-4'), critical, read('surface')],
    control: read('control'),
    surface: read('surface'),
    text: read('text'),
    muted: read('muted'),
    accent: read('accent'),
    critical,
    badge: read('badge'),
  };
}

/** Cells under this many px have no mark: it would not be seen. */
const MARKED = 9;

/** Draws everything but cursor and selection. One pass for each colour: changing it costs more than a cell. */
export function drawGrid(ctx: CanvasRenderingContext2D, layout: Layout, steps: Uint8Array, palette: Palette) {
  ctx.clearRect(0, 0, layout.width, layout.height);
  drawHeadings(ctx, layout, palette);
  const { cell } = layout;
  const byStep: number[][] = Array.from({ length: UNKNOWN + 1 }, () => []);
  const size = cell - 1;
  // The outline of cells: what shows between them.
  ctx.fillStyle = palette.control;
  for (const block of layout.blocks) {
    const n = block.group.places.length;
    const full = Math.floor(n / block.columns);
    const top = block.y + HEADING;
    if (full > 0) ctx.fillRect(block.x - 1, top - 1, block.columns * cell + 1, full * cell + 1);
    const rest = n - full * block.columns;
    if (rest > 0) ctx.fillRect(block.x - 1, top + full * cell - 1, rest * cell + 1, cell + 1);
    block.group.places.forEach((place, within) => {
      byStep[steps[place]!]!.push(
        block.x + (within % block.columns) * cell,
        top + Math.floor(within / block.columns) * cell,
      );
    });
  }
  byStep.forEach((corners, step) => {
    ctx.fillStyle = palette.steps[step]!;
    for (let i = 0; i < corners.length; i += 2) ctx.fillRect(corners[i]!, corners[i + 1]!, size, size);
  });
  if (cell >= MARKED) markSick(ctx, byStep[SICK]!, size, palette);
}

/** A stroke across: sick ones can be told without colours. */
function markSick(ctx: CanvasRenderingContext2D, corners: readonly number[], size: number, palette: Palette) {
  ctx.strokeStyle = palette.badge;
  ctx.lineWidth = 1.5;
  ctx.beginPath();
  for (let i = 0; i < corners.length; i += 2) {
    const x = corners[i]!;
    const y = corners[i + 1]!;
    ctx.moveTo(x + 2, y + size - 2);
    ctx.lineTo(x + size - 2, y + 2);
  }
  ctx.stroke();
}

function drawHeadings(ctx: CanvasRenderingContext2D, layout: Layout, palette: Palette) {
  ctx.textBaseline = 'alphabetic';
  for (const block of layout.blocks) {
    const base = block.y + HEADING - 6;
    const sick = block.group.sick > 0 ? ` · ${count(block.group.sick)} sick` : '';
    const numbers = `${count(block.group.places.length)}${sick}`;
    ctx.font = '400 12px system-ui, "Segoe UI", Roboto, sans-serif';
    const room = ctx.measureText(numbers).width + 8;
    ctx.font = '600 12px system-ui, "Segoe UI", Roboto, sans-serif';
    const name = fitted(ctx, block.group.name, Math.max(24, block.width - room));
    ctx.fillStyle = palette.text;
    ctx.fillText(name, block.x, base);
    const after = ctx.measureText(name).width + 8;
    ctx.font = '400 12px system-ui, "Segoe UI", Roboto, sans-serif';
    ctx.fillStyle = block.group.sick > 0 ? palette.critical : palette.muted;
    ctx.fillText(numbers, block.x + after, base);
  }
}

/** A text cut to a width, with an ellipsis. */
function fitted(ctx: CanvasRenderingContext2D, text: string, width: number): string {
  if (ctx.measureText(text).width <= width) return text;
  const signs = [...text.slice(0, 200)];
  while (signs.length > 1 && ctx.measureText(`${signs.join('')}…`).width > width) {
    signs.splice(Math.min(signs.length - 1, Math.floor(signs.length * 0.9)));
  }
  return `${signs.join('')}…`;
}

/** Draws what changes under the pointer: selection, cursor, and the rectangle that is being dragged. */
export function drawOverlay(
  ctx: CanvasRenderingContext2D,
  layout: Layout,
  shown: {
    selected: Iterable<number>;
    cursor: number | undefined;
    focused: boolean;
    drag: { x1: number; y1: number; x2: number; y2: number } | undefined;
  },
  palette: Palette,
) {
  ctx.clearRect(0, 0, layout.width, layout.height);
  const { cell } = layout;
  ctx.strokeStyle = palette.text;
  ctx.lineWidth = 2;
  for (const place of shown.selected) {
    const index = layout.indexOf[place] ?? -1;
    if (index < 0) continue;
    const { x, y } = cornerOf(layout, index);
    ctx.strokeRect(x, y, cell - 1, cell - 1);
  }
  if (shown.cursor !== undefined && shown.cursor < layout.order.length) {
    const { x, y } = cornerOf(layout, shown.cursor);
    ctx.strokeStyle = palette.surface;
    ctx.lineWidth = 4;
    ctx.strokeRect(x - 2, y - 2, cell + 3, cell + 3);
    ctx.strokeStyle = palette.accent;
    ctx.lineWidth = shown.focused ? 2.5 : 2;
    ctx.strokeRect(x - 2, y - 2, cell + 3, cell + 3);
  }
  const { drag } = shown;
  if (drag) {
    ctx.strokeStyle = palette.accent;
    ctx.lineWidth = 1;
    ctx.setLineDash([4, 3]);
    ctx.strokeRect(drag.x1, drag.y1, drag.x2 - drag.x1, drag.y2 - drag.y1);
    ctx.setLineDash([]);
    ctx.globalAlpha = 0.12;
    ctx.fillStyle = palette.accent;
    ctx.fillRect(drag.x1, drag.y1, drag.x2 - drag.x1, drag.y2 - drag.y1);
    ctx.globalAlpha = 1;
  }
}
