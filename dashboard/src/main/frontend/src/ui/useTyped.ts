import { useEffect, useState } from 'react';

/** How long after the last key what is typed counts. */
const TYPING_MS = 250;

/** What is in a field while somebody types, and how to set it; `onChange` is told once nothing is typed for a moment. */
export function useTyped(value: string, onChange: (value: string) => void): [string, (typed: string) => void] {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return [typed, setTyped];
}
