import { ChevronRight, CircleAlert, CircleCheck, CircleHelp, OctagonX } from 'lucide-react';
import { Button } from '@/ui/Button';
import { known, type OverviewState } from './state';

const LOOKS = {
  healthy: { Icon: CircleCheck, colour: 'text-ok', border: 'border-l-ok' },
  degraded: { Icon: CircleAlert, colour: 'text-warning', border: 'border-l-warning' },
  critical: { Icon: OctagonX, colour: 'text-critical', border: 'border-l-critical' },
  unknown: { Icon: CircleHelp, colour: 'text-muted', border: 'border-l-control' },
} as const;

/** One sentence: how are we? With its reasons behind "Why". */
export function Verdict({ state }: { state: OverviewState }) {
  const overview = known(state);
  const failed = state.kind === 'error' ? state : undefined;
  const { Icon, colour, border } = LOOKS[overview?.verdict ?? 'unknown'] ?? LOOKS.unknown;
  const sentence = overview?.sentence ?? (failed ? `Unknown: ${failed.error.message}` : 'Looking…');
  return (
    <section
      aria-label="Verdict"
      data-verdict={overview?.verdict}
      className={`panel flex flex-wrap items-start gap-x-3 gap-y-1 border-l-4 px-3 py-2 ${border}`}
    >
      <Icon size={20} aria-hidden className={`mt-0.5 shrink-0 ${colour}`} />
      {overview && overview.reasons.length > 0 ? (
        <details className="group min-w-0 flex-1">
          <summary className="flex cursor-pointer list-none items-start gap-2">
            <span className="min-w-0 flex-1 text-section font-medium break-words">{sentence}</span>
            <span className="flex h-6 shrink-0 items-center gap-0.5 rounded-md px-1 text-accent">
              Why <ChevronRight size={14} aria-hidden className="transition-transform group-open:rotate-90" />
            </span>
          </summary>
          <ul className="mt-2 flex list-disc flex-col gap-1 pl-4 text-muted">
            {overview.reasons.map((reason) => (
              <li key={reason} className="break-words">
                {reason}
              </li>
            ))}
          </ul>
        </details>
      ) : (
        <p className="min-w-0 flex-1 text-section font-medium break-words">{sentence}</p>
      )}
      {failed ? <Button onClick={failed.retry}>Retry</Button> : null}
    </section>
  );
}
