import type { Call } from './calls';

/** A box of the flame view. Left and width are shares of the whole, 0 to 1. */
export interface Box {
  call: Call;
  left: number;
  width: number;
  depth: number;
  /** Its own time and that of everything below it. */
  ms: number;
}

export interface Flame {
  boxes: Box[];
  /** The own time of all spans; what runs side by side counts each. */
  ms: number;
  /** Calls too small to be drawn. */
  hidden: number;
  depth: number;
}

/** What is narrower than this share is not drawn: on 1,000 px it would be less than one. */
const NARROWEST = 0.001;

/** Boxes at most: each is an element of the page. */
const MOST = 600;

/**
 * Where the work of a run is, by the way it was called. The width of a box is its own time and that of what it called, so
 * children never stick out, also where they ran side by side or after their parent had ended.
 */
export function flame(tops: readonly Call[], root?: Call): Flame {
  const work = new Map<Call, number>();
  const ordered: Call[] = [];
  const stack: Call[] = root ? [root] : [...tops];
  for (let call = stack.pop(); call; call = stack.pop()) {
    ordered.push(call);
    stack.push(...call.children);
  }
  for (const call of ordered.toReversed()) {
    work.set(
      call,
      call.children.reduce((sum, child) => sum + work.get(child)!, call.selfMs),
    );
  }
  const first = root ? [root] : tops;
  const ms = first.reduce((sum, call) => sum + work.get(call)!, 0);
  let boxes: Box[] = [];
  let row: { calls: readonly Call[]; left: number }[] = [{ calls: first, left: 0 }];
  const base = root?.depth ?? 0;
  while (row.length > 0 && ms > 0) {
    const below: typeof row = [];
    for (const { calls, left } of row) {
      let at = left;
      for (const call of [...calls].sort((a, b) => work.get(b)! - work.get(a)!)) {
        const own = work.get(call)!;
        const width = own / ms;
        if (width >= NARROWEST) {
          boxes.push({ call, left: at, width, depth: call.depth - base, ms: own });
          below.push({ calls: call.children, left: at });
        }
        at += width;
      }
    }
    row = below;
  }
  if (boxes.length > MOST) {
    const least = boxes.map((box) => box.width).sort((a, b) => b - a)[MOST]!;
    boxes = boxes.filter((box) => box.width > least);
  }
  return {
    boxes,
    ms,
    hidden: ordered.length - boxes.length,
    depth: boxes.reduce((most, box) => Math.max(most, box.depth + 1), 0),
  };
}
