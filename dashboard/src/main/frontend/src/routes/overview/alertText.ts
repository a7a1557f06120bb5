import type { Schema } from '@/api/client';
import { exact, threeDigits } from '@/format/number';

/** What an alert is about: the agent or whatever its series is tagged with; empty for the machine itself. */
export function alertSubject({ tags }: Schema<'Alert'>): string {
  return tags.agent_id ?? tags.workflow ?? tags.queue ?? Object.values(tags).join(' · ');
}

/** "782 > 500": the value against the limit of the severity; what it says where there is no value, as of absent data. */
export function alertValues(alert: Schema<'Alert'>): string {
  if (alert.current_value === null) return alert.message;
  const isBelow = alert.current_value < alert.threshold && alert.message.includes('<');
  return `${threeDigits(alert.current_value)} ${isBelow ? '<' : '>'} ${exact(alert.threshold)}`;
}
