import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Search } from '@/time/view';
import { keptSearch } from '@/ui/PageLink';

/** Opens a page by its path in `pages.ts`, taking range and scope along, like `PageLink`. */
export function useGo() {
  const navigate = useNavigate();
  return useCallback(
    (to: string, params: Record<string, string> = {}, search: Search = {}) =>
      void navigate({ to, params, search: (before: Search) => ({ ...keptSearch(before), ...search }) } as never),
    [navigate],
  );
}
