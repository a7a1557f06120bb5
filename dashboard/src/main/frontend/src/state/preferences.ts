import * as v from 'valibot';
import { cell } from './cell';

/**
 * What a browser remembers of its user, and nothing else: how things look. What is looked at (range, filters) is in the URL
 * alone, so that a link shows others the same and no forgotten choice asks the server for seven days again and again.
 */
const Preferences = v.object({
  theme: v.fallback(v.picklist(['system', 'light', 'dark']), 'system'),
  density: v.fallback(v.picklist(['compact', 'normal']), 'compact'),
  zone: v.fallback(v.string(), 'local'),
  shortcuts: v.fallback(v.boolean(), true),
  railOpen: v.fallback(v.boolean(), true),
});

export type Preferences = v.InferOutput<typeof Preferences>;

const KEY = 'pitwall.preferences';

function read(): Preferences {
  try {
    return v.parse(Preferences, JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    return v.parse(Preferences, {}); // somebody else's value, or a browser that keeps nothing
  }
}

export const preferences = cell(read());

export function prefer(change: Partial<Preferences>) {
  preferences.set({ ...preferences.get(), ...change });
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences.get()));
  } catch {
    // A browser that keeps nothing: it holds until the page is left.
  }
}

const systemDark = matchMedia('(prefers-color-scheme: dark)');

/** The theme that is shown. */
export const theme = cell<'light' | 'dark'>('light');

function showTheme() {
  const wanted = preferences.get().theme;
  const shown = wanted === 'system' ? (systemDark.matches ? 'dark' : 'light') : wanted;
  document.documentElement.dataset.theme = shown;
  theme.set(shown);
}

systemDark.addEventListener('change', showTheme);
preferences.subscribe(showTheme);
showTheme();
