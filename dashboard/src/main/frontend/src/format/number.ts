/**
 * How numbers are written, everywhere in the dashboard. What is not known is always "–", never 0. All functions are pure and
 * write the locale of the browser (tests: en-GB).
 */

/** What stands for a number that is not known. */
export const NONE = '–';

type Maybe = number | null | undefined;

const formats = new Map<string, Intl.NumberFormat>();

function format(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  let made = formats.get(key);
  if (!made) {
    made = new Intl.NumberFormat(undefined, options);
    formats.set(key, made);
  }
  return made;
}

function known(value: Maybe): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** A number with so many digits behind the point, no more and no less. */
export function fixed(value: Maybe, digits: number): string {
  return known(value) ? format({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value) : NONE;
}

/** Three significant digits: 0.0123, 1.23, 12.3, 123. */
export function threeDigits(value: Maybe): string {
  if (!known(value)) return NONE;
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 999.5) return format({ maximumFractionDigits: 0 }).format(value);
  return format({ minimumSignificantDigits: 3, maximumSignificantDigits: 3 }).format(value);
}

/** A count: exact to 9,999, then 12.4 k, 3.1 M. Show `exact` in the tooltip. */
export function count(value: Maybe): string {
  if (!known(value)) return NONE;
  const size = Math.abs(value);
  if (size < 9_999.5) return format({ maximumFractionDigits: Number.isInteger(value) ? 0 : 1 }).format(value);
  if (size < 999_950) return `${fixed(value / 1e3, 1)} k`;
  if (size < 999_950_000) return `${fixed(value / 1e6, 1)} M`;
  return `${fixed(value / 1e9, 1)} G`;
}

/**
 * The whole number, for tooltips and copying.
 *
 * @public a building block of pages
 */
export function exact(value: Maybe): string {
  return known(value) ? format({ maximumFractionDigits: 6 }).format(value) : NONE;
}

/**
 * A value in percent: one decimal under 10 and over 99. Never "100 %" or "0 %" unless that is exact: 99.97 % and < 0.1 %.
 *
 * @param value 0 to 100 as a rule
 */
export function percent(value: Maybe): string {
  if (!known(value)) return NONE;
  const size = Math.abs(value);
  if (size === 0 || size === 100) return `${format({ maximumFractionDigits: 0 }).format(value)} %`;
  if (size < 0.05) return `${value < 0 ? '−' : ''}< ${fixed(0.1, 1)} %`;
  if (size > 99.9 && size < 100) {
    return size >= 99.995 ? `> ${fixed(99.99, 2)} %` : `${fixed(value, 2)} %`;
  }
  const digits = size < 9.95 || (size > 99 && size < 100) ? 1 : 0;
  return `${fixed(value, digits)} %`;
}

/** A share of 0 to 1 in percent. */
export function share(value: Maybe): string {
  return percent(known(value) ? value * 100 : null);
}

/** The unit in which durations about this long are read best: one for a whole axis or column. */
export function durationUnit(ms: number): { unit: 'µs' | 'ms' | 's' | 'min' | 'h'; ms: number } {
  const size = Math.abs(ms);
  if (size < 1) return { unit: 'µs', ms: 0.001 };
  if (size < 1_000) return { unit: 'ms', ms: 1 };
  if (size < 120_000) return { unit: 's', ms: 1_000 };
  if (size < 7_200_000) return { unit: 'min', ms: 60_000 };
  return { unit: 'h', ms: 3_600_000 };
}

/** A duration: 840 µs, 42.0 ms, 8.40 s, then two units: 3 m 12 s, 2 h 05 m, 3 d 04 h. */
export function duration(ms: Maybe): string {
  if (!known(ms)) return NONE;
  if (ms < 0) return `−${duration(-ms)}`;
  if (ms === 0) return '0 ms';
  if (ms < 0.9995) return `${threeDigits(ms * 1_000)} µs`;
  if (ms < 999.5) return `${threeDigits(ms)} ms`;
  if (ms < 59_950) return `${threeDigits(ms / 1_000)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} m ${two(seconds % 60)} s`;
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1_440) return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} m`;
  const hours = Math.round(ms / 3_600_000);
  return `${Math.floor(hours / 24)} d ${two(hours % 24)} h`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** An amount of memory, binary: 512 B, 1.25 KiB, 180 MiB. */
export function bytes(value: Maybe): string {
  if (!known(value)) return NONE;
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  let size = value;
  let unit = 0;
  while (Math.abs(size) >= 1023.5 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${unit === 0 ? fixed(size, 0) : threeDigits(size)} ${units[unit]}`;
}

/** Money in US dollars, with two to four significant digits: $0.0021, $1.25, $1,204. */
export function money(usd: Maybe): string {
  if (!known(usd)) return NONE;
  const size = Math.abs(usd);
  const sign = usd < 0 ? '−' : '';
  if (size === 0) return '$0';
  if (size >= 100) return `${sign}$${format({ maximumFractionDigits: 0 }).format(size)}`;
  if (size >= 1) return `${sign}$${fixed(size, 2)}`;
  return `${sign}$${format({ minimumSignificantDigits: 2, maximumSignificantDigits: 2 }).format(size)}`;
}

/** A change with its sign: "+34", "−0.5". The caller adds unit and base ("pt vs first quarter"). */
export function signed(value: Maybe, write: (size: number) => string = threeDigits): string {
  if (!known(value)) return NONE;
  if (value === 0) return `±${write(0)}`;
  return `${value > 0 ? '+' : '−'}${write(Math.abs(value))}`;
}

/** Units that series come in, as the API names them. */
export type Unit = '%' | 'ratio' | 'ms' | 's' | 'By' | 'USD' | '' | (string & {});

/** A value in its unit. Units it does not know stand behind the number as they are. */
export function inUnit(value: Maybe, unit: Unit): string {
  switch (unit) {
    case '%':
      return percent(value);
    case 'ratio':
    case '1':
      return share(value);
    case 'ms':
      return duration(value);
    case 's':
    case 'seconds':
      return duration(known(value) ? value * 1_000 : null);
    case 'By':
    case 'bytes':
      return bytes(value);
    case 'USD':
    case 'usd':
      return money(value);
    case '':
    case 'count':
      return count(value);
    default:
      return known(value) ? `${count(value)} ${unit.replace(/^\{(.*)\}$/, '$1')}` : NONE;
  }
}
