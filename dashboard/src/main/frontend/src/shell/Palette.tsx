import { Command } from 'cmdk';
import { useEffect, useState } from 'react';
import { answer, api } from '@/api/client';
import { PAGES } from '@/pages';
import { prefer, theme } from '@/state/preferences';
import { LAST_NAMES, LASTS } from '@/time/range';
import { useSetRange } from '@/time/view';
import { Dialog } from '@/ui/Dialog';
import type { Key } from './keys';
import { useGo } from './useGo';

/** Everything by its name: pages, agents, ranges, keys. Loaded with the first Ctrl K. */
export default function Palette({ keys, onClose }: { keys: readonly Key[]; onClose: () => void }) {
  const go = useGo();
  const setRange = useSetRange();
  const [typed, setTyped] = useState('');
  const agents = useAgentsLike(typed);
  const then = (action: () => void) => () => {
    onClose();
    action();
  };
  return (
    <Dialog title="Go to" onClose={onClose} wide>
      <Command label="Go to" loop className="palette">
        <Command.Input
          value={typed}
          onValueChange={setTyped}
          placeholder="Page, agent or action"
          className="field mb-2 h-9 w-full"
        />
        <Command.List className="max-h-80 overflow-auto">
          <Command.Empty className="p-3 text-muted">Nothing of this name.</Command.Empty>
          <Command.Group heading="Pages">
            {PAGES.filter((page) => !page.path.includes('$')).map((page) => (
              <Command.Item key={page.path} value={page.title} onSelect={then(() => go(page.path))}>
                {page.title}
              </Command.Item>
            ))}
          </Command.Group>
          {agents.length > 0 ? (
            <Command.Group heading="Agents">
              {agents.map((agent) => (
                <Command.Item
                  key={agent}
                  value={`agent ${agent}`}
                  onSelect={then(() => go('/agents/$id', { id: agent }))}
                >
                  {agent}
                </Command.Item>
              ))}
            </Command.Group>
          ) : null}
          <Command.Group heading="Time">
            {LASTS.map((last) => (
              <Command.Item key={last} value={LAST_NAMES[last]} onSelect={then(() => setRange({ kind: 'last', last }))}>
                {LAST_NAMES[last]}
              </Command.Item>
            ))}
          </Command.Group>
          <Command.Group heading="Actions">
            <Command.Item
              value="theme light dark"
              onSelect={then(() => prefer({ theme: theme.get() === 'dark' ? 'light' : 'dark' }))}
            >
              Switch between light and dark
            </Command.Item>
            {keys
              .filter((key) => !key.keys.startsWith('g ') && key.keys !== 'Ctrl K')
              .map((key) => (
                <Command.Item key={key.keys} value={key.does} onSelect={then(key.run)}>
                  {key.does}
                </Command.Item>
              ))}
          </Command.Group>
        </Command.List>
      </Command>
    </Dialog>
  );
}

/** Up to eight agents whose id or type contains the text. */
function useAgentsLike(text: string): string[] {
  const [found, setFound] = useState<string[]>([]);
  useEffect(() => {
    if (text.trim().length < 2) {
      setFound([]);
      return;
    }
    const ending = new AbortController();
    const timer = setTimeout(() => {
      const query = { q: text.trim(), limit: 8 };
      answer(api.GET('/api/performance/agents', { params: { query }, signal: ending.signal }))
        .then(({ agents }) => setFound((agents ?? []).map((agent) => agent.agent_id)))
        .catch(() => setFound([])); // the palette works without agents
    }, 150);
    return () => {
      clearTimeout(timer);
      ending.abort();
    };
  }, [text]);
  return found;
}
