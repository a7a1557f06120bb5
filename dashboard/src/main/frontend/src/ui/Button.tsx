import type { ButtonHTMLAttributes } from 'react';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** `plain` has no border: for rows of icons. `primary` is the one thing to do. */
  look?: 'normal' | 'plain' | 'primary';
}

/** A button of at least 24 px. One with an icon only needs `aria-label`; `title` repeats it with its key. */
export function Button({ look = 'normal', className = '', type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={`button button-${look} ${className}`} {...rest} />;
}
