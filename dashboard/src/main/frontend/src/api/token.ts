import { cell } from '@/state/cell';

const KEY = 'pitwall.token';

function stored(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** The token of this tab, forgotten when it is closed. */
export const token = cell<string | null>(stored());

/** Whether the server has refused what this tab may do: no token, or an unknown one. */
export const signInAsked = cell(false);

export function signIn(value: string) {
  try {
    sessionStorage.setItem(KEY, value);
  } catch {
    // A browser that keeps nothing: the token holds until the page is left.
  }
  token.set(value);
  signInAsked.set(false);
}

/** Forgets the token of this tab. */
export function signOut() {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
  token.set(null);
}
