import { describe, expect, it } from 'vitest';
import { bytes, count, duration, inUnit, money, percent, share, signed, threeDigits } from './number';

describe('numbers', () => {
  it.each([
    [0, '0'],
    [9_999, '9,999'],
    [10_000, '10.0 k'],
    [12_449, '12.4 k'],
    [999_960, '1.0 M'],
    [3_100_000, '3.1 M'],
    [null, '–'],
    [Number.NaN, '–'],
  ])('writes the count %s as %s', (value, text) => expect(count(value)).toBe(text));

  it.each([
    [0, '0 %'],
    [0.01, '< 0.1 %'],
    [6.14, '6.1 %'],
    [62.4, '62 %'],
    [99.4, '99.4 %'],
    [99.97, '99.97 %'],
    [99.999, '> 99.99 %'],
    [100, '100 %'],
    [undefined, '–'],
  ])('writes %s percent as %s', (value, text) => expect(percent(value)).toBe(text));

  it('never rounds a share up to all', () => expect(share(0.99996)).toBe('> 99.99 %'));

  it.each([
    [0, '0 ms'],
    [0.84, '840 µs'],
    [42, '42.0 ms'],
    [999.7, '1.00 s'],
    [8_400, '8.40 s'],
    [59_960, '1 m 00 s'],
    [192_000, '3 m 12 s'],
    [3_599_700, '1 h 00 m'],
    [7_500_000, '2 h 05 m'],
    [273_600_000, '3 d 04 h'],
    [-192_000, '−3 m 12 s'],
    [null, '–'],
  ])('writes %s ms as %s', (value, text) => expect(duration(value)).toBe(text));

  it.each([
    [512, '512 B'],
    [1_280, '1.25 KiB'],
    [188_743_680, '180 MiB'],
  ])('writes %s bytes as %s', (value, text) => expect(bytes(value)).toBe(text));

  it.each([
    [0, '$0'],
    [0.0021, '$0.0021'],
    [1.25, '$1.25'],
    [1_204, '$1,204'],
    [-1.25, '−$1.25'],
  ])('writes %s dollars as %s', (value, text) => expect(money(value)).toBe(text));

  it('gives changes a sign', () => {
    expect(signed(34)).toBe('+34.0');
    expect(signed(-0.5)).toBe('−0.500');
    expect(signed(0)).toBe('±0');
    expect(signed(null)).toBe('–');
  });

  it('keeps three digits', () => {
    expect(threeDigits(0.01234)).toBe('0.0123');
    expect(threeDigits(1234.5)).toBe('1,235');
  });

  it('knows the units of the API and leaves others as they are', () => {
    expect(inUnit(62, '%')).toBe('62 %');
    expect(inUnit(8.4, 's')).toBe('8.40 s');
    expect(inUnit(3, '{message}')).toBe('3 message');
    expect(inUnit(null, '{message}')).toBe('–');
  });
});
