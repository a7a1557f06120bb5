/** One value of `/metrics`. */
export interface Sample {
  name: string;
  labels: Record<string, string>;
  value: number;
}

/** Reads the text format of Prometheus. Lines that are none are passed over. */
export function samples(text: string): Sample[] {
  const found: Sample[] = [];
  for (const line of text.split('\n')) {
    const match = /^([A-Za-z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)/.exec(line);
    if (!match) continue;
    const value = match[3] === '+Inf' ? Number.POSITIVE_INFINITY : Number(match[3]);
    if (Number.isNaN(value)) continue;
    const labels: Record<string, string> = {};
    for (const [, name, text] of (match[2] ?? '').matchAll(/([A-Za-z_]\w*)="((?:[^"\\]|\\.)*)"/g)) {
      labels[name!] = text!.replace(/\\(.)/g, (_, c: string) => (c === 'n' ? '\n' : c));
    }
    found.push({ name: match[1]!, labels, value });
  }
  return found;
}

/** The sum of the samples of a name; undefined if there is none. */
export function total(all: readonly Sample[], name: string): number | undefined {
  const some = all.filter((sample) => sample.name === name);
  return some.length === 0 ? undefined : some.reduce((sum, sample) => sum + sample.value, 0);
}

/** Counters of what went wrong or was left out, greatest first, only those above 0. */
export function faults(all: readonly Sample[]): { name: string; value: number }[] {
  const names = [...new Set(all.map((sample) => sample.name))].filter((name) =>
    /(failures|failed|drops|dropped|refused|overflowed|skipped|passed_over)/.test(name),
  );
  return names
    .map((name) => ({ name, value: total(all, name) ?? 0 }))
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value);
}
