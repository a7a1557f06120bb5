import { TriangleAlert } from 'lucide-react';

/** What was wrong in a page's own parameters of the URL; what all pages share is told by the shell. */
export function OwnNotices({ notices }: { notices: readonly string[] }) {
  if (notices.length === 0) return null;
  return (
    <p role="status" className="flex items-center gap-2 rounded-md border border-warning bg-surface px-3 py-1.5">
      <TriangleAlert size={16} className="shrink-0 text-warning" aria-hidden />
      <span className="min-w-0 flex-1 break-words">{notices.join('. ')}.</span>
    </p>
  );
}
