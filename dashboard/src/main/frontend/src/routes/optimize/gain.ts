import type { Schema } from '@/api/client';
import { plainWords, scopeText } from '@/format/effect';
import { count, duration, inUnit, money, share, signed, threeDigits } from '@/format/number';

/** What a recommendation would gain and came to, in numbers and words. Pure. */
export type Advice = Schema<'Recommendation'>;
export type Effect = NonNullable<Schema<'Prediction'>>['effects'][number];
export type Measure = Effect['measure'];
export type Outcome = NonNullable<Schema<'Outcome'>>;

export const MEASURES: Record<Measure, string> = {
  p95_ms: 'p95',
  p50_ms: 'median',
  cost_usd_per_day: 'cost a day',
  success_rate: 'success',
};

/** What it is called: "Slow query: SELECT orders". */
export function titleOf({ issue, scope }: Pick<Advice, 'issue' | 'scope'>): string {
  const words = plainWords(issue);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}: ${scopeText(scope)}`;
}

/** Which effect a list shows if there are several. */
const FIRST: readonly Measure[] = ['p95_ms', 'p50_ms', 'cost_usd_per_day', 'success_rate'];

/** The effect that stands for a recommendation; undefined if nothing could be predicted. */
export function mainEffect(advice: Pick<Advice, 'prediction'>): Effect | undefined {
  const effects = advice.prediction?.effects ?? [];
  return FIRST.map((measure) => effects.find((effect) => effect.measure === measure)).find((one) => one !== undefined);
}

/** The change of an effect: −0.11 for 11 % less; of success the difference. */
export function effectChange(effect: Effect): number {
  return effect.measure === 'success_rate'
    ? effect.predicted - effect.baseline
    : effect.baseline === 0
      ? 0
      : effect.predicted / effect.baseline - 1;
}

/** A change with its sign: "−11 %", of success "+2.0 pt". */
export function changeText(measure: Measure, change: number | null | undefined): string {
  if (change === null || change === undefined) return '–';
  if (measure === 'success_rate') return `${signed(change * 100, (size) => threeDigits(size))} pt`;
  return change !== 0 && Math.abs(change) < 0.0005 ? 'about 0 %' : signed(change, share);
}

/** The ends of a predicted effect as changes, lower first. */
export function effectInterval(effect: Effect): [number, number] {
  const of = (value: number) => effectChange({ ...effect, predicted: value });
  return [of(effect.low), of(effect.high)];
}

/** A value of a setting: a number in its unit, a word as it is, "not known". */
export function settingText(value: unknown, unit: string): string {
  if (value === null || value === undefined) return 'not known';
  if (typeof value === 'number') return inUnit(value, unit);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What every inspection has; the rest are numbers of its own. */
const COMMON = ['rule', 'n', 'minimum_n', 'confidence', 'severity', 'examples'];

/** The numbers of an inspection by name, in words and units as far as names tell them. */
export function evidenceRows(evidence: Record<string, unknown>): { name: string; text: string }[] {
  return Object.entries(evidence)
    .filter(([name]) => !COMMON.includes(name))
    .map(([name, value]) => ({ name: wordsOf(name), text: written(name, value) }));
}

function wordsOf(name: string): string {
  return name.replace(/_(ms|usd|mb|seconds)(?=_|$)/, '').replaceAll('_', ' ');
}

function written(name: string, value: unknown): string {
  if (typeof value === 'number') {
    if (/_ms(_|$)/.test(name)) return duration(value);
    if (/_seconds(_|$)/.test(name)) return duration(value * 1_000);
    if (/_usd(_|$)/.test(name)) return money(value);
    if (/_mb(_|$)/.test(name)) return `${threeDigits(value)} MB`;
    if (/(^|_)(share|rate|ratio)(_|$)/.test(name)) return share(value);
    return Number.isInteger(value) ? count(value) : threeDigits(value);
  }
  if (value === null || value === undefined) return '–';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

/** What a ledger says as a whole. */
export interface LedgerSummary {
  applied: number;
  better: number;
  noDifference: number;
  worse: number;
  measuring: number;
  /** Half of the predictions were off by less: difference of predicted and measured change, 0 to 1; undefined if none ended. */
  medianError: number | undefined;
}

export function summary(entries: Schema<'LedgerAnswer'>['entries']): LedgerSummary {
  const of = (verdict: Outcome['verdict']) => entries.filter((entry) => entry.outcome?.verdict === verdict).length;
  const errors = entries
    .flatMap(({ outcome, predicted_change }) =>
      outcome && outcome.verdict !== 'measuring' && outcome.change !== null && predicted_change !== null
        ? [Math.abs(outcome.change - predicted_change)]
        : [],
    )
    .sort((a, b) => a - b);
  const middle = Math.floor(errors.length / 2);
  return {
    applied: entries.length,
    better: of('better'),
    noDifference: of('no_difference'),
    worse: of('worse'),
    measuring: of('measuring'),
    medianError:
      errors.length === 0
        ? undefined
        : errors.length % 2 === 1
          ? errors[middle]
          : (errors[middle - 1]! + errors[middle]!) / 2,
  };
}
