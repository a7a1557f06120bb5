import { describe, expect, it } from 'vitest';
import { faults, samples, total } from './exposition';

const TEXT = `# HELP a_total What
# TYPE a_total counter
a_total{path="/x \\"y\\"",le="+Inf"} 3
a_total{path="/z"} 4.5
store_failed_commits_total 2
hook_drops_total 0
wrong line here
b +Inf
`;

describe('what /metrics says', () => {
  it('is read with its labels', () =>
    expect(samples(TEXT)[0]).toEqual({ name: 'a_total', labels: { path: '/x "y"', le: '+Inf' }, value: 3 }));

  it('is summed over labels, and unknown where nothing is said', () => {
    expect(total(samples(TEXT), 'a_total')).toBe(7.5);
    expect(total(samples(TEXT), 'nothing')).toBeUndefined();
  });

  it('has faults where counters of them are above 0', () =>
    expect(faults(samples(TEXT))).toEqual([{ name: 'store_failed_commits_total', value: 2 }]));
});
