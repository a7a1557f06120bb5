import { idle } from './idle';
import { type SpanRow, Trace, TraceBuilder } from './trace';

/** A span for tests; what is not told is nothing special. */
export function span(id: string, depth: number, start: number, duration: number, more: Partial<SpanRow> = {}): SpanRow {
  return {
    span_id: id,
    parent_span_id: depth === 0 ? null : 'ffffffffffffffff',
    depth,
    kind: 'internal',
    name: id,
    operation: id,
    service: 'tests',
    agent_id: null,
    agent_type: null,
    start_ms: start,
    duration_ms: duration,
    self_ms: 0,
    queue_wait_ms: null,
    status: 'unset',
    error_class: null,
    status_message: null,
    model: null,
    provider: null,
    tokens: null,
    cost_usd: null,
    cost_source: null,
    on_path: false,
    ...more,
  };
}

export function traceOf(spans: readonly SpanRow[]): Trace {
  const builder = new TraceBuilder();
  builder.add(spans);
  const columns = builder.build();
  const end = spans.reduce((last, one) => Math.max(last, one.start_ms + one.duration_ms), 0);
  return new Trace(columns, idle(columns, end), spans.length);
}

/** A run of so many spans, always the same for a seed: agents in a row, tools below them, calls below those. */
export function largeRun(size: number, seed = 1): SpanRow[] {
  let state = seed;
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
  const id = (n: number) => n.toString(16).padStart(16, '0');
  const spans = [span(id(0), 0, 0, 60_000, { kind: 'workflow', operation: 'crawl' })];
  while (spans.length < size) {
    const at = random() * 59_000;
    const fits = size - spans.length;
    if (spans.length % 1_000 === 1) {
      spans.push(span(id(spans.length), 1, at, 1_000, { kind: 'agent', operation: 'crawler', agent_id: 'crawler-1' }));
    } else {
      spans.push(
        span(id(spans.length), 2, at, 500, {
          kind: 'tool',
          operation: 'fetch',
          self_ms: 50,
          status: random() < 0.01 ? 'error' : 'ok',
        }),
      );
      if (fits > 1)
        spans.push(
          span(id(spans.length), 3, at + 20, 200, { kind: 'http_client', operation: 'GET docs', self_ms: 200 }),
        );
      if (fits > 2)
        spans.push(
          span(id(spans.length), 3, at + 240, 240 * random(), { kind: 'model', operation: 'gpt', self_ms: 120 }),
        );
    }
  }
  return spans.slice(0, size);
}
