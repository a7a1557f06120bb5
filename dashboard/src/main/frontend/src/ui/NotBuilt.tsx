import { Hammer } from 'lucide-react';

/** A page that this version does not have yet: says so, and where the numbers are meanwhile. */
export function NotBuilt({ question, endpoints }: { question: string; endpoints: readonly string[] }) {
  return (
    <section className="panel max-w-2xl p-4" data-state="not-built">
      <h2 className="flex items-center gap-2 text-section">
        <Hammer size={18} aria-hidden className="text-muted" /> This page is not built yet
      </h2>
      <p className="mt-2">It will answer: {question}</p>
      <p className="mt-2 text-muted">Until then the API has the numbers:</p>
      <ul className="mt-1 flex flex-col gap-1">
        {endpoints.map((endpoint) => (
          <li key={endpoint}>
            <code>{endpoint}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}
