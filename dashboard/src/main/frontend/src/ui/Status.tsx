import { ArrowDown, Check, CircleAlert, CircleHelp, OctagonX } from 'lucide-react';
import type { Schema } from '@/api/client';

export type Level = 'ok' | 'warning' | 'critical' | 'unknown' | 'low';

const LOOKS = {
  ok: { Icon: Check, colour: 'text-ok' },
  warning: { Icon: CircleAlert, colour: 'text-warning' },
  critical: { Icon: OctagonX, colour: 'text-critical' },
  unknown: { Icon: CircleHelp, colour: 'text-muted' },
  low: { Icon: ArrowDown, colour: 'text-muted' },
} as const;

/** A state as icon, word and colour: never by colour alone. */
export function Status({ level, children }: { level: Level; children: string }) {
  const { Icon, colour } = LOOKS[level];
  return (
    <span className={`inline-flex items-center gap-1 font-medium whitespace-nowrap ${colour}`}>
      <Icon size={14} aria-hidden className="shrink-0" />
      {children}
    </span>
  );
}

const SEVERITY_LEVELS: Record<Schema<'Severity'>, Level> = {
  low: 'low',
  medium: 'warning',
  high: 'critical',
  critical: 'critical',
};

/** How bad an alert is. */
export function Severity({ severity }: { severity: Schema<'Severity'> }) {
  return <Status level={SEVERITY_LEVELS[severity] ?? 'unknown'}>{severity}</Status>;
}

const PRIORITY_LEVELS: Record<Schema<'Priority'>, Level> = { low: 'low', medium: 'warning', high: 'critical' };

/** How much a recommendation matters. */
export function Priority({ priority }: { priority: Schema<'Priority'> }) {
  return <Status level={PRIORITY_LEVELS[priority] ?? 'unknown'}>{priority}</Status>;
}
