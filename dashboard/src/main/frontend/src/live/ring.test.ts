import { describe, expect, it } from 'vitest';
import { Ring } from './ring';

describe('a ring', () => {
  it('keeps the last values in order, and gaps', () => {
    const ring = new Ring(3);
    for (let i = 0; i < 5; i++) ring.push(i, i === 3 ? null : i * 10);
    expect(ring.read()).toEqual({ t: [2, 3, 4], value: [20, null, 40] });
    expect(ring.size).toBe(3);
  });
});
