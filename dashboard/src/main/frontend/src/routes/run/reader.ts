import { idle } from './idle';
import { type Columns, type SpanRow, type Stretch, TraceBuilder } from './trace';

/** A page of spans that was read. */
export interface PageRead {
  kind: 'page';
  size: number;
  total: number;
  next: string | null;
}

export interface TraceMade {
  kind: 'trace';
  columns: Columns;
  idle: Stretch[];
  total: number;
}

export interface ReadFailed {
  kind: 'failed';
  message: string;
}

/** What the worker is told: the bytes of a page, or to make what came so far into a trace. */
export type Told = { kind: 'page'; bytes: ArrayBuffer } | { kind: 'make' };

/** Reads pages of spans. Runs in a worker: the page stays quick while 100,000 spans are read. */
export class PageReader {
  private readonly builder = new TraceBuilder();
  private total = 0;

  take(told: Told): PageRead | TraceMade | ReadFailed {
    try {
      return told.kind === 'page' ? this.page(told.bytes) : this.make();
    } catch (failure) {
      return { kind: 'failed', message: failure instanceof Error ? failure.message : String(failure) };
    }
  }

  private page(bytes: ArrayBuffer): PageRead {
    const page = JSON.parse(new TextDecoder().decode(bytes)) as {
      spans: SpanRow[];
      total: number;
      next_cursor: string | null;
    };
    if (!Array.isArray(page.spans)) throw new Error('The answer has no spans; it may be of another version.');
    this.builder.add(page.spans);
    this.total = page.total;
    return { kind: 'page', size: this.builder.size, total: page.total, next: page.next_cursor };
  }

  private make(): TraceMade {
    const columns = this.builder.build();
    let end = 0;
    for (let i = 0; i < columns.size; i++) end = Math.max(end, columns.start[i]! + columns.duration[i]!);
    return { kind: 'trace', columns, idle: idle(columns, end), total: Math.max(this.total, columns.size) };
  }
}

/** What of a trace can be handed over without copying. */
export function handedOver(made: TraceMade): ArrayBuffer[] {
  return Object.values(made.columns)
    .filter((column) => ArrayBuffer.isView(column))
    .map((column) => column.buffer as ArrayBuffer);
}
