import {
  Binary,
  Bot,
  Box,
  Database,
  Globe,
  type LucideIcon,
  Mail,
  MonitorSmartphone,
  Search,
  Server,
  Sparkles,
  SquareCheck,
  Workflow,
  Wrench,
} from 'lucide-react';
import type { Kind } from './trace';

interface Look {
  Icon: LucideIcon;
  word: string;
  /** A variable of tokens.css. */
  colour: string;
}

/** How kinds of spans look: an icon, a word and a colour. */
export const LOOKS: Record<Kind, Look> = {
  workflow: { Icon: Workflow, word: 'Workflow', colour: '--control' },
  agent: { Icon: Bot, word: 'Agent', colour: '--series-1' },
  task: { Icon: SquareCheck, word: 'Task', colour: '--series-1' },
  tool: { Icon: Wrench, word: 'Tool', colour: '--series-8' },
  model: { Icon: Sparkles, word: 'Model call', colour: '--series-2' },
  embedding: { Icon: Binary, word: 'Embedding', colour: '--series-6' },
  retrieval: { Icon: Search, word: 'Retrieval', colour: '--series-6' },
  database: { Icon: Database, word: 'Database', colour: '--series-3' },
  http_server: { Icon: Server, word: 'HTTP server', colour: '--series-5' },
  http_client: { Icon: Globe, word: 'HTTP call', colour: '--series-5' },
  messaging: { Icon: Mail, word: 'Message', colour: '--series-4' },
  frontend: { Icon: MonitorSmartphone, word: 'Browser', colour: '--series-7' },
  internal: { Icon: Box, word: 'Inside', colour: '--control' },
};

export function KindIcon({ kind, size = 14 }: { kind: Kind; size?: number }) {
  const { Icon, colour } = LOOKS[kind];
  return <Icon size={size} aria-hidden className="shrink-0" style={{ color: `var(${colour})` }} />;
}

/** Words for what the time on the critical path is spent on. */
export const SPENT = {
  self: 'Work',
  wait: 'In a queue',
  gap: 'Between calls',
  outside: 'No span ran',
} as const;
