import { describe, expect, it } from 'vitest';
import { ApiError } from '@/api/problem';
import { bodyOf, limitProblems, refused, SEVERITIES, scoreProblems, textsOf, typed, undone } from './draft';

const server = { 'queue.depth': { medium: 50, high: 200 } };

describe('a draft of limits', () => {
  it('holds what was typed over what the server has', () => {
    const draft = typed({}, server, SEVERITIES, 'queue.depth', 'high', '300');
    expect(textsOf('queue.depth', SEVERITIES, server, draft)).toEqual({
      low: '',
      medium: '50',
      high: '300',
      critical: '',
    });
    expect(bodyOf(draft)).toEqual({ 'queue.depth': { medium: 50, high: 300 } });
  });

  it('is none when all is as before', () => {
    const draft = typed({}, server, SEVERITIES, 'queue.depth', 'high', '300');
    expect(typed(draft, server, SEVERITIES, 'queue.depth', 'high', '200')).toEqual({});
    expect(undone(draft, 'queue.depth')).toEqual({});
  });

  it('keeps half a number as it was typed, and says that it is none', () => {
    const draft = typed({}, server, SEVERITIES, 'queue.depth', 'high', '3e');
    expect(limitProblems(draft)).toEqual({ 'queue.depth.high': 'Expected a number, got “3e”' });
  });

  it('wants limits further out the worse they are, on the side on which the metric is bad', () => {
    expect(limitProblems({ 'queue.depth': { medium: '50', high: '50' } })).toHaveProperty(['queue.depth.high']);
    expect(limitProblems({ 'agent.success_rate': { medium: '0.9', high: '0.8' } })).toEqual({});
    expect(limitProblems({ 'agent.success_rate': { medium: '0.8', high: '0.9' } })).toHaveProperty([
      'agent.success_rate.high',
    ]);
  });

  it('tells a removed metric from one without limits', () => {
    expect(limitProblems({ x: { low: '' } })).toHaveProperty(['x']);
    expect(limitProblems({ x: null })).toEqual({});
    expect(bodyOf({ x: null })).toEqual({ x: null });
  });

  it('shows what the server refuses at the field, also where names have dots', () => {
    const error = new ApiError(422, 'no', {
      fields: [
        { field: 'queue.depth.high', expected: 'a finite number', got: 'x' },
        { field: 'queue.depth', expected: 'limits that are higher', got: '{}' },
        { field: 'elsewhere', expected: 'y', got: 'z' },
      ],
    });
    expect(refused(error, { 'queue.depth': {} }, SEVERITIES)).toEqual({
      'queue.depth.high': 'Expected a finite number, got x',
      'queue.depth': 'Expected limits that are higher, got {}',
      '': 'elsewhere: Expected y, got z',
    });
    expect(refused(new ApiError(403, 'The token does not allow this.'), {}, SEVERITIES)).toEqual({
      '': 'The token does not allow this.',
    });
  });
});

describe('a draft of scores', () => {
  const right = {
    success_weight: '0.4',
    speed_weight: '0.3',
    resource_weight: '0.3',
    baseline_seconds: '10',
    baseline_memory_mb: '1000',
    baseline_cpu_percent: '100',
  };

  it('wants weights that add up to 1', () => {
    expect(scoreProblems({ coder: right })).toEqual({});
    expect(scoreProblems({ coder: { ...right, speed_weight: '0.4' } })).toEqual({
      coder: 'Expected weights that add up to 1, they add up to 1.1',
    });
  });

  it('wants baselines above 0', () =>
    expect(scoreProblems({ coder: { ...right, baseline_seconds: '0' } })).toEqual({
      'coder.baseline_seconds': 'Expected more than 0',
    }));
});
