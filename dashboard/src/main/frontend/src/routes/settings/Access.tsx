import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { signIn, signOut, token } from '@/api/token';
import { useCell } from '@/state/cell';
import { Button } from '@/ui/Button';
import { Status } from '@/ui/Status';

/** What this tab may do, and who may do what. */
export function Access() {
  const held = useCell(token);
  const client = useQueryClient();
  const [typed, setTyped] = useState('');
  return (
    <section className="panel max-w-2xl" aria-labelledby="access-title">
      <header className="panel-head">
        <h2 id="access-title">Access</h2>
      </header>
      <div className="flex flex-col gap-3 p-3">
        {held ? (
          <p className="flex flex-wrap items-center gap-3">
            <Status level="ok">This tab holds a token</Status>
            <span className="text-muted">It is forgotten when the tab is closed.</span>
            <Button
              onClick={() => {
                signOut();
                void client.refetchQueries({ type: 'active' });
              }}
            >
              Sign out
            </Button>
          </p>
        ) : (
          <p>
            <Status level="unknown">This tab holds no token</Status>{' '}
            <span className="text-muted">
              Pages that answer show that the server lets this browser read without one; without any tokens configured
              it listens on its own machine only, and everybody there may do everything.
            </span>
          </p>
        )}
        <form
          className="flex flex-wrap items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            signIn(typed.trim());
            setTyped('');
            void client.refetchQueries({ type: 'active' });
          }}
        >
          <label className="flex min-w-0 flex-1 basis-60 flex-col gap-1">
            {held ? 'Another token' : 'Token'}
            <input
              className="field h-9"
              type="password"
              autoComplete="current-password"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </label>
          <Button type="submit" className="h-9" disabled={typed.trim() === ''}>
            Use it in this tab
          </Button>
        </form>
        <p className="text-muted">
          Scopes: <code>read</code> sees, <code>ingest</code> sends telemetry, <code>admin</code> may do everything,
          also change thresholds and advice. The server does not tell which scopes a token has, nor which tokens there
          are: they are listed under <code>auth.tokens</code> in its configuration.
        </p>
      </div>
    </section>
  );
}
