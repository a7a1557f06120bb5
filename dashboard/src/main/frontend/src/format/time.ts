/**
 * How instants are written. They are epoch milliseconds, UTC; a zone only changes labels, never instants. What day it is now is
 * always told by the caller, from the clock of the server.
 */

/** `local`, `utc` or an IANA name. */
export type Zone = string;

const formats = new Map<string, Intl.DateTimeFormat>();

/** The zone as `Intl` wants it; undefined is the browser's own. */
function named(zone: Zone): string | undefined {
  return zone === 'local' ? undefined : zone === 'utc' ? 'UTC' : zone;
}

function format(zone: Zone, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: named(zone), hourCycle: 'h23' });
    formats.set(key, made);
  }
  return made;
}

/** Whether this is a zone that the browser knows. */
export function isZone(zone: string): boolean {
  try {
    format(zone, {});
    return true;
  } catch {
    return false;
  }
}

/** 2026-11-03, in the zone. */
function day(ms: number, zone: Zone): string {
  const parts = format(zone, { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(ms);
  const part = (type: string) => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}`;
}

/** 14:02:31 */
export function clockTime(ms: number, zone: Zone): string {
  return format(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(ms);
}

/** 14:02 */
export function clockMinutes(ms: number, zone: Zone): string {
  return format(zone, { hour: '2-digit', minute: '2-digit' }).format(ms);
}

/** Today 14:02:31, this year 3 Nov 14:02, else 2025-11-03. */
export function instant(ms: number | null | undefined, now: number, zone: Zone): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return '–';
  const that = day(ms, zone);
  const today = day(now, zone);
  if (that === today) return clockTime(ms, zone);
  if (that.slice(0, 4) === today.slice(0, 4)) {
    return `${format(zone, { day: 'numeric', month: 'short' }).format(ms)} ${clockMinutes(ms, zone)}`;
  }
  return that;
}

/** A label of an axis over so long a span: 14:02:30, 14:02, 3 Nov. */
export function axisTime(ms: number, spanMs: number, zone: Zone): string {
  if (spanMs <= 5 * 60_000) return clockTime(ms, zone);
  const atMidnight = clockMinutes(ms, zone) === '00:00';
  if (spanMs > 20 * 3_600_000 && (atMidnight || spanMs > 4 * 86_400_000)) {
    return format(zone, { day: 'numeric', month: 'short' }).format(ms);
  }
  return clockMinutes(ms, zone);
}

/** How long ago, under a day: "12 s ago", "4 min ago", "3 h ago". Beyond that the caller shows the instant. */
export function ago(ms: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - ms) / 1_000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ago`;
  return `${Math.floor(seconds / 3_600)} h ago`;
}

/** The offset of the zone at that instant in minutes. */
function offsetMinutes(ms: number, zone: Zone): number {
  const parts = format(zone, {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).formatToParts(ms);
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value);
  const there = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return Math.round((there - Math.floor(ms / 1_000) * 1_000) / 60_000);
}

function offsetText(ms: number, zone: Zone): string {
  const minutes = offsetMinutes(ms, zone);
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${minutes < 0 ? '−' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** What an axis says about its zone: "local (UTC+01:00)". */
export function zoneText(ms: number, zone: Zone): string {
  return zone === 'utc' ? 'UTC' : `${zone} (UTC${offsetText(ms, zone)})`;
}

/** ISO 8601 with offset, for copying and tooltips: 2026-11-03T14:02:31+01:00. */
export function iso(ms: number, zone: Zone): string {
  return `${day(ms, zone)}T${clockTime(ms, zone)}${zone === 'utc' ? 'Z' : offsetText(ms, zone).replace('−', '-')}`;
}
