import type { Schema } from '@/api/client';
import { duration, fixed } from '@/format/number';
import type { Level } from '@/ui/Status';
import type { VitalId } from './questions';

export type Vital = NonNullable<Schema<'Vital'>>;

/** What a vital is called and where web.dev draws its lines: up to `good`, beyond `poor`. Milliseconds; of CLS a number. */
export const BOUNDS: Record<VitalId, { name: string; good: number; poor: number }> = {
  lcp: { name: 'Largest contentful paint', good: 2_500, poor: 4_000 },
  inp: { name: 'Interaction to next paint', good: 200, poor: 500 },
  cls: { name: 'Cumulative layout shift', good: 0.1, poor: 0.25 },
  fcp: { name: 'First contentful paint', good: 1_800, poor: 3_000 },
  ttfb: { name: 'Time to first byte', good: 800, poor: 1_800 },
};

export const RATINGS: Record<Vital['rating'], { words: string; level: Level }> = {
  good: { words: 'good', level: 'ok' },
  needs_improvement: { words: 'needs work', level: 'warning' },
  poor: { words: 'poor', level: 'critical' },
};

/** A value of a vital in its unit. */
export function vitalText(id: VitalId, value: number): string {
  return id === 'cls' ? fixed(value, 3) : duration(value);
}
