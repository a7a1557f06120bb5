import type { Kind, Trace } from './trace';

/** All spans of a run that were called the same way: same names all the way up. */
export interface Call {
  /** The last step of the way: what it does. Two runs' calls are the same when all their steps are. */
  step: string;
  label: string;
  kind: Kind;
  depth: number;
  /** The one above, undefined at the top. */
  parent: Call | undefined;
  children: Call[];
  count: number;
  failed: number;
  /** Sum of durations. What runs side by side counts each. */
  totalMs: number;
  /** Sum of the time in which nothing below ran. */
  selfMs: number;
  /** Time on the critical path; 0 where the path is not known. */
  pathMs: number;
  waitMs: number;
  costUsd: number;
  tokens: number;
  /** The longest of its spans: the one to open. */
  example: number;
  exampleMs: number;
}

/** A piece of the critical path, as far as calls need it. */
export interface PathPiece {
  span_id: string | null;
  start_ms: number;
  end_ms: number;
}

/** How many different ways are kept apart; more than that are ids in names, and stand under "others". */
const MOST = 5_000;

/**
 * Spans put together by the way they were called. What tells a span from others is what it does, not who did it: two runs that
 * took other agents of a type still match.
 *
 * @return the ones at the top; all of them, parents first, with `all`
 */
export function callTree(trace: Trace, path: readonly PathPiece[] = []): Call[] {
  const onPath = new Float64Array(trace.size);
  for (const piece of path) {
    const place = trace.placeOf(piece.span_id);
    if (place >= 0) onPath[place] = onPath[place]! + piece.end_ms - piece.start_ms;
  }
  const tops = new Map<string, Call>();
  const below = new Map<Call, Map<string, Call>>();
  const callOf: Call[] = new Array(trace.size);
  const { columns } = trace;
  let ways = 0;
  for (let i = 0; i < trace.size; i++) {
    const above = columns.parent[i]! < 0 ? undefined : callOf[columns.parent[i]!];
    const siblings = above ? below.get(above)! : tops;
    const kind = trace.kind(i);
    let step = `${kind}\u0001${trace.operation(i) || trace.name(i)}`;
    let call = siblings.get(step);
    if (!call && ways >= MOST) {
      step = 'internal\u0001others';
      call = siblings.get(step);
    }
    if (!call) {
      const [, label = ''] = step.split('\u0001');
      call = {
        step,
        label,
        kind,
        depth: above ? above.depth + 1 : 0,
        parent: above,
        children: [],
        count: 0,
        failed: 0,
        totalMs: 0,
        selfMs: 0,
        pathMs: 0,
        waitMs: 0,
        costUsd: 0,
        tokens: 0,
        example: i,
        exampleMs: -1,
      };
      siblings.set(step, call);
      below.set(call, new Map());
      above?.children.push(call);
      ways++;
    }
    callOf[i] = call;
    call.count++;
    if (trace.failed(i)) call.failed++;
    call.totalMs += columns.duration[i]!;
    call.selfMs += columns.self[i]!;
    call.pathMs += onPath[i]!;
    call.waitMs += known(columns.wait[i]!);
    call.costUsd += known(columns.cost[i]!);
    call.tokens += known(columns.tokensIn[i]!) + known(columns.tokensOut[i]!);
    if (columns.duration[i]! > call.exampleMs) {
      call.example = i;
      call.exampleMs = columns.duration[i]!;
    }
  }
  return [...tops.values()];
}

function known(value: number): number {
  return Number.isNaN(value) ? 0 : value;
}

/** A tree in one list, each before what is below it. */
export function all(tops: readonly Call[]): Call[] {
  const found: Call[] = [];
  const stack = [...tops].reverse();
  for (let call = stack.pop(); call; call = stack.pop()) {
    found.push(call);
    for (let i = call.children.length - 1; i >= 0; i--) stack.push(call.children[i]!);
  }
  return found;
}

/** The way to a call in words: "invoice-flow › extractor › gpt-5-mini". */
export function way(call: Call): string {
  const steps: string[] = [];
  for (let at: Call | undefined = call; at; at = at.parent) steps.unshift(at.label);
  return steps.join(' › ');
}
