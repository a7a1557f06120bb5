import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { type ApiError, asApiError } from '@/api/problem';
import { announce } from '@/ui/announce';
import type { Advice } from './gain';

/** What people do with advice. */
export type Step = 'accept' | 'dismiss' | 'apply';

export const STEP_NAMES: Record<Step, string> = {
  accept: 'Accept',
  dismiss: 'Dismiss',
  apply: 'Mark as applied',
};

/** Why a step cannot be taken from a state; undefined if it can. */
export function refusal(step: Step, state: Advice['state']): string | undefined {
  switch (state) {
    case 'open':
      return undefined;
    case 'accepted':
      return step === 'accept' ? 'Somebody is at it already.' : undefined;
    case 'dismissed':
      return 'It was dismissed; it opens again if its evidence goes and returns.';
    case 'applied':
      return 'It was applied; its effect is being measured.';
    case 'measured':
      return 'It was applied and measured.';
    case 'closed':
      return 'Its evidence is gone.';
  }
}

async function take(step: Step, id: string, reason: string): Promise<Advice> {
  const params = { path: { id } };
  const body = reason.trim() === '' ? {} : { reason: reason.trim() };
  switch (step) {
    case 'accept':
      return (await answer(api.POST('/api/performance/recommendations/{id}/accept', { params, body }))).recommendation;
    case 'dismiss':
      return (await answer(api.POST('/api/performance/recommendations/{id}/dismiss', { params, body }))).recommendation;
    case 'apply':
      return (
        await answer(
          api.POST('/api/performance/recommendations/{id}/apply', { params, body: { mode: 'by_hand', ...body } }),
        )
      ).recommendation;
  }
}

/** Takes a step; all lists are asked again after it, also when it failed: somebody else may have been faster. */
export function useStep(id: string, onDone: () => void) {
  const client = useQueryClient();
  return useMutation<Advice, ApiError, { step: Step; reason: string }>({
    mutationFn: async ({ step, reason }) => {
      try {
        return await take(step, id, reason);
      } catch (failure) {
        throw asApiError(failure);
      }
    },
    onSuccess: (advice) => {
      announce(`The advice is now ${advice.state}`);
      onDone();
    },
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['recommendations'] });
      await client.invalidateQueries({ queryKey: ['ledger'] });
    },
  });
}
