import type { ApiError } from '@/api/problem';

/** Numbers by name and field, as the server has them: limits by metric and severity, weights by type of agent. */
export type Numbers = Record<string, Record<string, number>>;

/** What was typed and is not saved: texts by name and field; null for a name that is to go. */
export type Draft = Record<string, Record<string, string> | null>;

/** What is wrong, by field: `queue.depth.high`, or by name alone. */
export type Problems = Record<string, string>;

export function key(name: string, field: string): string {
  return `${name}.${field}`;
}

/** The texts of a row: typed ones, else those of the server. Undefined if it is to go. */
export function textsOf(
  name: string,
  fields: readonly string[],
  server: Numbers,
  draft: Draft,
): Record<string, string> | undefined {
  const typed = draft[name];
  if (typed === null) return undefined;
  return Object.fromEntries(
    fields.map((field) => [
      field,
      typed?.[field] ?? (server[name]?.[field] === undefined ? '' : String(server[name][field])),
    ]),
  );
}

/** The draft after a field was typed into; a row that is as the server has it again is no draft. */
export function typed(
  draft: Draft,
  server: Numbers,
  fields: readonly string[],
  name: string,
  field: string,
  text: string,
): Draft {
  const row = { ...textsOf(name, fields, server, draft), [field]: text };
  const known = server[name];
  const same =
    known !== undefined && fields.every((one) => row[one] === (known[one] === undefined ? '' : String(known[one])));
  const { [name]: _, ...others } = draft;
  return same ? others : { ...others, [name]: row };
}

/** Without what was typed for a name. */
export function undone(draft: Draft, name: string): Draft {
  const { [name]: _, ...others } = draft;
  return others;
}

/** What is no number, by field. */
export function notNumbers(draft: Draft): Problems {
  const problems: Problems = {};
  for (const [name, row] of Object.entries(draft)) {
    for (const [field, text] of Object.entries(row ?? {})) {
      if (text.trim() !== '' && !Number.isFinite(Number(text))) {
        problems[key(name, field)] = `Expected a number, got “${text.slice(0, 20)}”`;
      }
    }
  }
  return problems;
}

/** The changes as the API takes them. */
export function bodyOf(draft: Draft): Record<string, Record<string, number> | null> {
  return Object.fromEntries(
    Object.entries(draft).map(([name, row]) => [
      name,
      row === null
        ? null
        : Object.fromEntries(
            Object.entries(row)
              .filter(([, text]) => text.trim() !== '')
              .map(([field, text]) => [field, Number(text)]),
          ),
    ]),
  );
}

/** What the server found wrong, at the fields of the draft; the rest under the empty name. */
export function refused(error: ApiError, draft: Draft, fields: readonly string[]): Problems {
  const problems: Problems = {};
  const places = Object.keys(draft).flatMap((name) => [name, ...fields.map((field) => key(name, field))]);
  for (const one of error.fields) {
    const place = places.includes(one.field) ? one.field : '';
    problems[place] =
      `${place === '' ? `${one.field}: ` : ''}Expected ${one.expected.replace(/^Expected /, '')}, got ${one.got}`;
  }
  if (error.fields.length === 0) problems[''] = error.message;
  return problems;
}

export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;

/** Whether a metric is bad below its limits; the server decides by the same words of its name. */
export function isBadBelow(metric: string): boolean {
  return metric.includes('success_rate') || metric.includes('performance_score');
}

/** Limits that are not further out the worse they are, and metrics left without any. */
export function limitProblems(draft: Draft): Problems {
  const problems = notNumbers(draft);
  if (Object.keys(problems).length > 0) return problems;
  for (const [metric, row] of Object.entries(draft)) {
    if (row === null) continue;
    const given = SEVERITIES.filter((severity) => (row[severity] ?? '').trim() !== '');
    if (given.length === 0) problems[metric] = 'Expected at least one limit; remove the metric to have none';
    for (let i = 1; i < given.length; i++) {
      const [milder, worse] = [given[i - 1]!, given[i]!];
      const step = Number(row[worse]) - Number(row[milder]);
      if (isBadBelow(metric) ? step >= 0 : step <= 0) {
        problems[key(metric, worse)] =
          `Expected ${isBadBelow(metric) ? 'less' : 'more'} than ${milder} (${row[milder]})`;
      }
    }
  }
  return problems;
}

export const SCORE_FIELDS = [
  'success_weight',
  'speed_weight',
  'resource_weight',
  'baseline_seconds',
  'baseline_memory_mb',
  'baseline_cpu_percent',
] as const;

/** Weights that do not add up to 1, and baselines that are not above 0. */
export function scoreProblems(draft: Draft): Problems {
  const problems = notNumbers(draft);
  for (const [type, row] of Object.entries(draft)) {
    if (row === null) continue;
    for (const field of SCORE_FIELDS) {
      const text = (row[field] ?? '').trim();
      if (text === '') problems[key(type, field)] = 'Expected a number';
      else if (field.startsWith('baseline') && !(Number(text) > 0)) {
        problems[key(type, field)] ??= 'Expected more than 0';
      }
    }
    const sum = SCORE_FIELDS.slice(0, 3).reduce((total, field) => total + Number(row[field]), 0);
    if (Number.isFinite(sum) && Math.abs(sum - 1) > 1e-6) {
      problems[type] = `Expected weights that add up to 1, they add up to ${Number(sum.toFixed(4))}`;
    }
  }
  return problems;
}
