import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { announce } from '@/ui/announce';
import { Button } from '@/ui/Button';

/** Lines to be copied into a terminal or a file. */
export function Copyable({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () =>
    navigator.clipboard?.writeText(text).then(
      () => {
        setCopied(true);
        announce('Copied');
      },
      () => announce('The browser does not allow copying; select the text instead'),
    );
  return (
    <div className="flex items-start gap-2 rounded-md border border-divider bg-raised p-2">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre className="min-w-0 flex-1 overflow-x-auto leading-5" tabIndex={0}>
        {text}
      </pre>
      {'clipboard' in navigator ? (
        <Button look="plain" aria-label="Copy these lines" onClick={() => void copy()}>
          {copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
        </Button>
      ) : null}
    </div>
  );
}
