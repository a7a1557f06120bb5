import { type Level, Status } from '@/ui/Status';
import type { Outcome } from './gain';

const LEVELS: Record<Outcome['verdict'], Level> = {
  better: 'ok',
  worse: 'critical',
  no_difference: 'low',
  measuring: 'unknown',
};

/** What carrying advice out came to. */
export function Verdict({ verdict }: { verdict: Outcome['verdict'] }) {
  return <Status level={LEVELS[verdict] ?? 'unknown'}>{verdict.replaceAll('_', ' ')}</Status>;
}
