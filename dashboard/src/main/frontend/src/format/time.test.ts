import { describe, expect, it } from 'vitest';
import { ago, axisTime, instant, iso, isZone, zoneText } from './time';

const NOW = Date.UTC(2026, 10, 22, 13, 2, 31);

describe('times', () => {
  it('shortens what is near', () => {
    expect(instant(NOW - 60_000, NOW, 'local')).toBe('14:01:31');
    expect(instant(Date.UTC(2026, 10, 3, 13, 2), NOW, 'local')).toBe('3 Nov 14:02');
    expect(instant(Date.UTC(2025, 10, 3, 13, 2), NOW, 'local')).toBe('2025-11-03');
    expect(instant(null, NOW, 'local')).toBe('–');
  });

  it('changes labels with the zone, not instants', () => {
    expect(instant(NOW, NOW, 'utc')).toBe('13:02:31');
    expect(instant(NOW, NOW, 'America/New_York')).toBe('08:02:31');
  });

  it('copies with the offset of that day', () => {
    expect(iso(NOW, 'local')).toBe('2026-11-22T14:02:31+01:00');
    expect(iso(Date.UTC(2026, 6, 1, 12), 'local')).toBe('2026-07-01T14:00:00+02:00');
    expect(iso(NOW, 'utc')).toBe('2026-11-22T13:02:31Z');
    expect(zoneText(NOW, 'America/New_York')).toBe('America/New_York (UTC−05:00)');
  });

  it('labels axes by their span', () => {
    expect(axisTime(NOW, 60_000, 'local')).toBe('14:02:31');
    expect(axisTime(NOW, 3_600_000, 'local')).toBe('14:02');
    expect(axisTime(NOW, 7 * 86_400_000, 'local')).toBe('22 Nov');
  });

  it('knows what a zone is', () => {
    expect(isZone('Europe/Berlin')).toBe(true);
    expect(isZone('Mars/Base')).toBe(false);
  });

  it('says how long ago', () => {
    expect(ago(NOW - 4_000, NOW)).toBe('4 s ago');
    expect(ago(NOW + 4_000, NOW)).toBe('0 s ago');
    expect(ago(NOW - 300_000, NOW)).toBe('5 min ago');
  });
});
