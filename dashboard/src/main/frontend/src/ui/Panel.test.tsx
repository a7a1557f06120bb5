import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '@/api/problem';
import { Panel } from './Panel';
import type { PanelState } from './panelState';

vi.mock('@/time/view', () => ({ useView: () => ({ zone: 'utc' }) }));

function show(state: PanelState<string>, draw = (data: string) => <p>{data}</p>) {
  const { container } = render(
    <Panel title="Things" state={state}>
      {draw}
    </Panel>,
  );
  return container.querySelector('section')!;
}

afterEach(cleanup);

const failure = new ApiError(500, 'It broke', { id: 'f-12' });

describe('a panel', () => {
  it('is named by its title in every state', () => {
    show({ kind: 'loading' });
    expect(screen.getByRole('region', { name: 'Things' }).dataset.state).toBe('loading');
  });

  it('keeps old data while something else is asked for', () => {
    const panel = show({ kind: 'data', data: 'old', refreshing: true, partial: undefined });
    expect(panel.dataset.state).toBe('refreshing');
    expect(panel.textContent).toContain('old');
  });

  it('says what it leaves out', () => {
    const panel = show({ kind: 'data', data: 'some', refreshing: false, partial: 'showing 200 of 4,312' });
    expect(panel.dataset.state).toBe('partial');
    expect(panel.textContent).toContain('showing 200 of 4,312');
  });

  it('tells nothing that is good from nothing that is strange', () => {
    expect(show({ kind: 'empty', empty: { kind: 'good', text: 'No alerts' }, refreshing: false }).dataset.state).toBe(
      'empty-good',
    );
    const strange = show({
      kind: 'empty',
      empty: { kind: 'unknown', text: 'No data', command: './pitwall demo' },
      refreshing: false,
    });
    expect(strange.dataset.state).toBe('empty-unknown');
    expect(strange.textContent).toContain('./pitwall demo');
  });

  it('shows a failure with its id, old data with its age, and tries again', () => {
    const retry = vi.fn();
    const panel = show({
      kind: 'error',
      error: failure,
      retry,
      data: 'old',
      dataAt: Date.UTC(2026, 0, 1, 12),
      partial: undefined,
    });
    expect(panel.textContent).toContain('It broke');
    expect(panel.textContent).toContain('f-12');
    expect(panel.textContent).toContain('12:00:00');
    expect(panel.textContent).toContain('old');
    fireEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(retry).toHaveBeenCalledOnce();
  });

  it('contains what goes wrong while drawing', () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const panel = show({ kind: 'data', data: 'x', refreshing: false, partial: undefined }, () => <Broken />);
    expect(panel.textContent).toContain('expected a list');
    quiet.mockRestore();
  });
});

function Broken(): never {
  throw new Error('expected a list');
}
