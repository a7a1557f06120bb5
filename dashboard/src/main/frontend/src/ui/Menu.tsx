import { ChevronDown } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useId, useRef } from 'react';

/** Something that opens below a button and closes by Esc or a click beside it, by the browser's own popover. */
export function Menu({
  label,
  children,
  trigger,
  hotkey,
  opener,
}: {
  /** Name of the button for who cannot see it; begins with what `trigger` shows. */
  label: string;
  /** What the button shows. */
  trigger: ReactNode;
  children: (close: () => void) => ReactNode;
  /** The key that opens it, for its tooltip. */
  hotkey?: string;
  /** To open it from elsewhere: `opener.current?.click()`. */
  opener?: RefObject<HTMLButtonElement | null>;
}) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (opener) opener.current = button.current;
  });
  const place = (event: { newState: string }) => {
    if (event.newState !== 'open' || !button.current || !box.current) return;
    const at = button.current.getBoundingClientRect();
    box.current.style.top = `${at.bottom + 4}px`;
    box.current.style.right = `${Math.max(8, innerWidth - at.right)}px`;
    box.current.querySelector<HTMLElement>('[data-chosen=true], button, input, a')?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="button button-normal"
        popoverTarget={id}
        aria-label={label}
        title={hotkey ? `${label} (${hotkey})` : label}
      >
        {trigger}
        <ChevronDown size={14} aria-hidden className="text-muted" />
      </button>
      <div ref={box} id={id} popover="auto" className="menu" onToggle={place}>
        {children(() => {
          box.current?.hidePopover();
          button.current?.focus();
        })}
      </div>
    </>
  );
}

/** One line of a menu. */
export function MenuItem({
  chosen,
  onChoose,
  children,
}: {
  chosen?: boolean;
  onChoose: () => void;
  children: ReactNode;
}) {
  return (
    <button
      type="button"
      className="menu-item"
      aria-pressed={chosen ?? undefined}
      data-chosen={chosen}
      onClick={onChoose}
      onKeyDown={(event) => {
        const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
        if (step === 0) return;
        event.preventDefault();
        const items = [...(event.currentTarget.parentElement?.querySelectorAll<HTMLElement>('.menu-item') ?? [])];
        items[(items.indexOf(event.currentTarget) + step + items.length) % items.length]?.focus();
      }}
    >
      {children}
    </button>
  );
}
