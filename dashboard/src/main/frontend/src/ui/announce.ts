import { cell } from '@/state/cell';

/** What is said next to who cannot see the page; the shell holds the live region. */
export const announcement = cell('');

/** Says something politely, once. */
export function announce(text: string) {
  announcement.set(announcement.get() === text ? `${text}\u00a0` : text);
}
