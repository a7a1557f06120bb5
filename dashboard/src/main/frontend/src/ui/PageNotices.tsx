import { TriangleAlert } from 'lucide-react';

/** What was wrong in the page's own parameters of the URL. */
export function PageNotices({ notices }: { notices: readonly string[] }) {
  if (notices.length === 0) return null;
  return (
    <p
      role="status"
      className="mb-3 flex items-center gap-2 rounded-md border border-warning bg-surface px-3 py-1.5 break-words"
    >
      <TriangleAlert size={16} className="shrink-0 text-warning" aria-hidden />
      {notices.join('. ')}.
    </p>
  );
}
