import type { Schema } from '@/api/client';

/** What a page of the API holds of a span; attributes, links and events are asked for one span at a time. */
export type SpanRow = Omit<Schema<'Span'>, 'attributes' | 'links' | 'events'>;

export const KINDS = [
  'workflow',
  'agent',
  'task',
  'tool',
  'model',
  'embedding',
  'retrieval',
  'database',
  'http_server',
  'http_client',
  'messaging',
  'frontend',
  'internal',
] as const;
export type Kind = (typeof KINDS)[number];

const ON_PATH = 1;
const ERROR = 2;

/** The columns of a trace, as they cross from the worker: plain arrays, numbers packed, texts once each. */
export interface Columns {
  /** Spans; the arrays may be longer. */
  size: number;
  ids: string[];
  /** Every text once; the first is none. */
  texts: string[];
  start: Float64Array;
  duration: Float64Array;
  self: Float64Array;
  /** NaN where unknown, as all numbers here. */
  wait: Float64Array;
  cost: Float64Array;
  tokensIn: Float64Array;
  tokensOut: Float64Array;
  depth: Uint32Array;
  kind: Uint8Array;
  flags: Uint8Array;
  /** Places in `texts`. */
  name: Uint32Array;
  operation: Uint32Array;
  service: Uint32Array;
  agent: Uint32Array;
  agentType: Uint32Array;
  error: Uint32Array;
  model: Uint32Array;
  /** Place of the parent, −1 for a root. Parents stand before their children. */
  parent: Int32Array;
  /** Place after the last span below. */
  after: Int32Array;
  /** Parents that the server does not have: the span is shown as a root. */
  orphans: number;
}

const NUMBERS = ['start', 'duration', 'self', 'wait', 'cost', 'tokensIn', 'tokensOut'] as const;
const TEXTS = ['name', 'operation', 'service', 'agent', 'agentType', 'error', 'model'] as const;

function emptyColumns(capacity: number): Columns {
  return {
    size: 0,
    ids: [],
    texts: [''],
    start: new Float64Array(capacity),
    duration: new Float64Array(capacity),
    self: new Float64Array(capacity),
    wait: new Float64Array(capacity),
    cost: new Float64Array(capacity),
    tokensIn: new Float64Array(capacity),
    tokensOut: new Float64Array(capacity),
    depth: new Uint32Array(capacity),
    kind: new Uint8Array(capacity),
    flags: new Uint8Array(capacity),
    name: new Uint32Array(capacity),
    operation: new Uint32Array(capacity),
    service: new Uint32Array(capacity),
    agent: new Uint32Array(capacity),
    agentType: new Uint32Array(capacity),
    error: new Uint32Array(capacity),
    model: new Uint32Array(capacity),
    parent: new Int32Array(capacity),
    after: new Int32Array(0), // known when all are there
    orphans: 0,
  };
}

/** Takes pages of spans in the order of the waterfall. */
export class TraceBuilder {
  private columns = emptyColumns(1_024);
  private capacity = 1_024;
  private readonly known = new Map<string, number>([['', 0]]);
  /** Places of the spans above the one that comes next, by depth. */
  private readonly above: number[] = [];

  get size(): number {
    return this.columns.size;
  }

  add(spans: readonly SpanRow[]) {
    this.reserve(this.columns.size + spans.length);
    for (const span of spans) this.addOne(span);
  }

  /** What came so far. The arrays are cut to size and no longer shared. */
  build(): Columns {
    const from = this.columns;
    const { size } = from;
    const built: Columns = {
      ...from,
      ids: from.ids.slice(),
      texts: from.texts.slice(),
      depth: from.depth.slice(0, size),
      kind: from.kind.slice(0, size),
      flags: from.flags.slice(0, size),
      parent: from.parent.slice(0, size),
      after: new Int32Array(size),
    };
    for (let i = size - 1; i >= 0; i--) {
      built.after[i] = Math.max(built.after[i]!, i + 1);
      const parent = built.parent[i]!;
      if (parent >= 0) built.after[parent] = Math.max(built.after[parent]!, built.after[i]!);
    }
    for (const column of NUMBERS) built[column] = from[column].slice(0, size);
    for (const column of TEXTS) built[column] = from[column].slice(0, size);
    return built;
  }

  private addOne(span: SpanRow) {
    const c = this.columns;
    const i = c.size++;
    c.ids.push(span.span_id);
    c.start[i] = span.start_ms;
    c.duration[i] = span.duration_ms;
    c.self[i] = span.self_ms;
    c.wait[i] = span.queue_wait_ms ?? Number.NaN;
    c.cost[i] = span.cost_usd ?? Number.NaN;
    c.tokensIn[i] = span.tokens?.input ?? Number.NaN;
    c.tokensOut[i] = span.tokens?.output ?? Number.NaN;
    c.kind[i] = Math.max(0, KINDS.indexOf(span.kind));
    c.flags[i] = (span.on_path ? ON_PATH : 0) | (span.status === 'error' ? ERROR : 0);
    c.name[i] = this.text(span.name);
    c.operation[i] = this.text(span.operation);
    c.service[i] = this.text(span.service);
    c.agent[i] = this.text(span.agent_id);
    c.agentType[i] = this.text(span.agent_type);
    c.error[i] = this.text(span.error_class ?? span.status_message);
    c.model[i] = this.text(span.model);
    // A depth that skips one, as in a cut answer, is taken as one below the last.
    const depth = Math.min(span.depth, this.above.length);
    this.above.length = depth;
    c.depth[i] = depth;
    c.parent[i] = depth === 0 ? -1 : this.above[depth - 1]!;
    if (depth === 0 && span.parent_span_id !== null) c.orphans++;
    this.above.push(i);
  }

  private text(value: string | null | undefined): number {
    if (!value) return 0;
    let at = this.known.get(value);
    if (at === undefined) {
      at = this.columns.texts.length;
      this.columns.texts.push(value);
      this.known.set(value, at);
    }
    return at;
  }

  private reserve(wanted: number) {
    if (wanted <= this.capacity) return;
    this.capacity = Math.max(wanted, this.capacity * 2);
    const from = this.columns;
    const to: Columns = { ...emptyColumns(this.capacity), size: from.size, ids: from.ids, texts: from.texts };
    to.orphans = from.orphans;
    for (const column of NUMBERS) to[column].set(from[column]);
    for (const column of TEXTS) to[column].set(from[column]);
    to.depth.set(from.depth);
    to.kind.set(from.kind);
    to.flags.set(from.flags);
    to.parent.set(from.parent);
    this.columns = to;
  }
}

/** A stretch of a run, in milliseconds from its start. */
export interface Stretch {
  from: number;
  to: number;
}

/** The spans of a run in the order of a waterfall. Never changed once made; places are 0 to `size` − 1. */
export class Trace {
  readonly columns: Columns;
  /** The stretches in which no span worked, in order; see `idle`. */
  readonly idle: readonly Stretch[];
  /** Spans of the run on the server; more than `size` while pages are on their way. */
  readonly total: number;
  /** End of the last span in milliseconds from the start of the run. */
  readonly end: number;
  private places: Map<string, number> | undefined;

  constructor(columns: Columns, idle: readonly Stretch[], total: number) {
    this.columns = columns;
    this.idle = idle;
    this.total = total;
    let end = 0;
    for (let i = 0; i < columns.size; i++) end = Math.max(end, columns.start[i]! + columns.duration[i]!);
    this.end = end;
  }

  get size(): number {
    return this.columns.size;
  }

  /** Place of a span by its id, or −1. */
  placeOf(id: string | null | undefined): number {
    if (!id) return -1;
    this.places ??= new Map(this.columns.ids.map((known, i) => [known, i]));
    return this.places.get(id) ?? -1;
  }

  id(i: number): string {
    return this.columns.ids[i]!;
  }

  name(i: number): string {
    return this.columns.texts[this.columns.name[i]!]!;
  }

  operation(i: number): string {
    return this.columns.texts[this.columns.operation[i]!]!;
  }

  service(i: number): string {
    return this.columns.texts[this.columns.service[i]!]!;
  }

  agent(i: number): string {
    return this.columns.texts[this.columns.agent[i]!]!;
  }

  agentType(i: number): string {
    return this.columns.texts[this.columns.agentType[i]!]!;
  }

  /** What went wrong: its class, or the message where there is none. */
  error(i: number): string {
    return this.columns.texts[this.columns.error[i]!]!;
  }

  model(i: number): string {
    return this.columns.texts[this.columns.model[i]!]!;
  }

  kind(i: number): Kind {
    return KINDS[this.columns.kind[i]!]!;
  }

  failed(i: number): boolean {
    return (this.columns.flags[i]! & ERROR) !== 0;
  }

  onPath(i: number): boolean {
    return (this.columns.flags[i]! & ON_PATH) !== 0;
  }

  /** Spans below it, at any depth. */
  below(i: number): number {
    return this.columns.after[i]! - i - 1;
  }

  /** The agent of a span, else that of the nearest span above with one. */
  agentAbove(i: number): string {
    for (let at = i; at >= 0; at = this.columns.parent[at]!) {
      const agent = this.agent(at);
      if (agent) return agent;
    }
    return '';
  }
}
