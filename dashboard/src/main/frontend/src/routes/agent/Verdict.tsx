import { count, duration, fixed, share } from '@/format/number';
import { ago, instant } from '@/format/time';
import { now } from '@/time/clock';
import { useView } from '@/time/view';
import { PageLink } from '@/ui/PageLink';
import { type Level, Status } from '@/ui/Status';
import { type AgentPerformance, againstItsPast, type Change } from './score';

/** Slower than its peers or its past? The answer in one line. */
export function Verdict({ agent, alerts }: { agent: AgentPerformance; alerts: number }) {
  const { zone } = useView();
  const at = now();
  const seen = agent.last_activity ? Date.parse(agent.last_activity) : undefined;
  const change = againstItsPast(agent);
  const level = levelOf(agent, change, alerts);
  return (
    <section className="panel flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2" aria-label="Verdict" data-verdict>
      <Status level={level}>{WORDS[level]}</Status>
      <p className="min-w-0 flex-1 basis-80">
        {pastText(agent, change)} {peersText(agent)}
        {alerts > 0 ? ` ${count(alerts)} active ${alerts === 1 ? 'alert' : 'alerts'}.` : ''}
      </p>
      <p className="flex flex-wrap gap-x-3 text-table text-muted">
        <PageLink to="/fleet" search={{ team: agent.agent_type, sel: encodeURIComponent(agent.agent_id) }}>
          {agent.agent_type}
        </PageLink>
        <span>{count(agent.task_count)} tasks</span>
        <span>
          {seen === undefined
            ? 'never at work'
            : `seen ${at - seen < 86_400_000 ? ago(seen, at) : instant(seen, at, zone)}`}
        </span>
      </p>
    </section>
  );
}

const WORDS: Record<Level, string> = {
  ok: 'well',
  warning: 'watch',
  critical: 'sick',
  unknown: 'idle',
  low: 'low',
};

/** Sick is a score under 0.7, where the server's inspections begin to complain. */
function levelOf(agent: AgentPerformance, change: Change, alerts: number): Level {
  if (agent.task_count === 0) return 'unknown';
  if (agent.performance_score < 0.7) return 'critical';
  return change.kind === 'slower' || alerts > 0 ? 'warning' : 'ok';
}

function pastText(agent: AgentPerformance, { kind, by }: Change): string {
  const p95 = agent.windows['1h'].p95;
  const past = agent.windows['24h'].p95;
  const values = `p95 ${duration(p95 === null ? null : p95 * 1_000)} in the last hour, ${duration(past === null ? null : past * 1_000)} in 24 h`;
  const size = `${fixed(Math.abs(by) * 100, 0)} %`;
  switch (kind) {
    case 'slower':
      return `Slower than its past by ${size}: ${values}.`;
    case 'faster':
      return `Faster than its past by ${size}: ${values}.`;
    case 'same':
      return `As fast as it was: ${values}.`;
    case 'unknown':
      return 'Too few tasks to compare it with its past.';
  }
}

function peersText(agent: AgentPerformance): string {
  const { percentile } = agent.peers;
  if (percentile === null) return 'It has no peers.';
  return percentile === 0
    ? `Of all agents of type ${agent.agent_type} none has a lower score.`
    : `Its score is better than that of ${share(percentile)} of its peers.`;
}
