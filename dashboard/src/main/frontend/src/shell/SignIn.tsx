import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { signIn } from '@/api/token';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';

/** Asks for a token after the server answered 401. The page behind stays as it is. */
export function SignIn() {
  const [typed, setTyped] = useState('');
  const client = useQueryClient();
  return (
    <Dialog title="Sign in" onClose={undefined}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          signIn(typed.trim());
          void client.refetchQueries({ type: 'active' });
        }}
      >
        <p className="text-muted">
          This server answers to tokens only. Enter one with the scope <code>read</code>; to change things it needs{' '}
          <code>admin</code>. It is kept until this tab is closed.
        </p>
        <label className="flex flex-col gap-1">
          Token
          <input
            className="field h-9"
            type="password"
            autoComplete="current-password"
            required
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <Button type="submit" look="primary" disabled={typed.trim() === ''}>
          Sign in
        </Button>
      </form>
    </Dialog>
  );
}
