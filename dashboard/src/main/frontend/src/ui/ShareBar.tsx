import { share } from '@/format/number';

/** A share of 0 to 1 as a number and a bar behind which nothing is hidden: the number says all. */
export function ShareBar({ value, colour = 'bg-accent' }: { value: number | null | undefined; colour?: string }) {
  const width = Math.max(0, Math.min(1, value ?? 0)) * 100;
  return (
    <span className="flex items-center gap-2">
      <span className="w-12 shrink-0 text-right">{share(value)}</span>
      <span className="h-2 min-w-6 flex-1 overflow-hidden rounded-full bg-raised" aria-hidden="true">
        <span className={`block h-full ${colour}`} style={{ width: `${width}%` }} />
      </span>
    </span>
  );
}
