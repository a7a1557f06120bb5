import { TriangleAlert, X } from 'lucide-react';
import { useState } from 'react';
import { useView } from '@/time/view';
import { Button } from '@/ui/Button';

/** What was wrong in the URL, said once. */
export function Notices() {
  const { notices } = useView();
  const text = notices.join('. ');
  const [closed, setClosed] = useState('');
  if (text === '' || text === closed) return null;
  return (
    <div
      role="status"
      className="mx-4 mt-3 flex items-center gap-2 rounded-md border border-warning bg-surface px-3 py-1.5"
    >
      <TriangleAlert size={16} className="shrink-0 text-warning" aria-hidden />
      <p className="min-w-0 flex-1 break-words">{text}.</p>
      <Button look="plain" aria-label="Close this notice" onClick={() => setClosed(text)}>
        <X size={14} aria-hidden />
      </Button>
    </div>
  );
}
