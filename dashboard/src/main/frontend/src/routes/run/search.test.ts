// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { readRunSearch } from './search';

describe('how a run is looked at', () => {
  it('is the waterfall with its path, whole and uncut', () => {
    expect(readRunSearch({})).toEqual({
      view: 'waterfall',
      span: undefined,
      cp: true,
      gaps: false,
      z: undefined,
      find: '',
      notices: [],
    });
  });

  it('comes from the URL', () => {
    expect(
      readRunSearch({ view: 'flame', span: 'DE46DEFB04CD54E5', cp: '0', gaps: '1', z: '12.5,300', find: 'gpt' }),
    ).toMatchObject({
      view: 'flame',
      span: 'de46defb04cd54e5',
      cp: false,
      gaps: true,
      z: { from: 12.5, to: 300 },
      find: 'gpt',
      notices: [],
    });
  });

  it.each([
    [{ view: 'pie' }, 'view: expected waterfall'],
    [{ span: '12' }, 'span: expected a span id'],
    [{ cp: 'yes' }, 'cp: expected 0 or 1'],
    [{ z: '9,3' }, 'z: expected two offsets'],
    [{ z: '1e9,NaN' }, 'z: expected two offsets'],
    [{ find: 'x'.repeat(201) }, 'find: expected at most 200'],
  ])('leaves out %j with a notice', (search, notice) => {
    expect(readRunSearch(search as Record<string, string>).notices.join()).toContain(notice);
  });
});
