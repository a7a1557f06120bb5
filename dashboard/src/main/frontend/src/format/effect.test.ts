import { describe, expect, it } from 'vitest';
import { effectText, scopeText } from './effect';

const NOTHING = { workflow: null, agent_id: null, agent_type: null, metric: null, operation: null };

describe('advice in words', () => {
  it('always shows the range of a prediction', () =>
    expect(
      effectText({ measure: 'p95_ms', baseline: 24_226, predicted: 23_591, low: 21_852, high: 24_764, gain: 0.026 }),
    ).toBe('p95 24.2 s → 23.6 s (21.9 s to 24.8 s)'));

  it('names what it is about once', () => {
    expect(scopeText({ ...NOTHING, workflow: 'triage', operation: 'triage' })).toBe('triage');
    expect(scopeText({ ...NOTHING, workflow: 'invoice', operation: 'validator' })).toBe('invoice · validator');
    expect(scopeText(NOTHING)).toBe('the whole system');
  });
});
