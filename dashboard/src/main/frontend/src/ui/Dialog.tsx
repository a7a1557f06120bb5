import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { Button } from './Button';

/** A modal dialog, by the browser's own element: it traps the focus, closes on Esc and gives the focus back. */
export function Dialog({
  title,
  onClose,
  children,
  wide = false,
}: {
  title: string;
  /** Undefined if it must not be closed without an answer. */
  onClose: (() => void) | undefined;
  children: ReactNode;
  wide?: boolean;
}) {
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    // The first field is where one goes on, not the button that closes.
    dialog?.querySelector<HTMLElement>('input, select, textarea')?.focus();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      aria-labelledby={id}
      className={`dialog ${wide ? 'w-[720px]' : 'w-[440px]'}`}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      onMouseDown={(event) => {
        if (event.target === element.current) onClose?.();
      }}
    >
      <div className="p-4">
        <header className="mb-3 flex items-center">
          <h2 id={id} className="text-section">
            {title}
          </h2>
          {onClose ? (
            <Button look="plain" className="ml-auto" aria-label="Close" onClick={onClose}>
              <X size={16} aria-hidden />
            </Button>
          ) : null}
        </header>
        {children}
      </div>
    </dialog>
  );
}
