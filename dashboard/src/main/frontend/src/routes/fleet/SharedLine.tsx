import { Check, OctagonX } from 'lucide-react';
import { count, share, threeDigits } from '@/format/number';
import type { Shared, SharedAnswer } from './traits';

/** What the sick ones share, in one sentence; each part selects the agents it is about. */
export function SharedLine({
  answer,
  sickMeans,
  known,
  onSelect,
}: {
  answer: SharedAnswer;
  /** "score under 70 %" */
  sickMeans: string;
  /** Whether more than the type is known of agents. */
  known: boolean;
  onSelect: (places: readonly number[]) => void;
}) {
  const { sick, all, shared, unexplained } = answer;
  if (sick === 0) {
    return (
      <p className="flex items-center gap-2">
        <Check size={16} className="shrink-0 text-ok" aria-hidden />
        {all === 1 ? 'The agent is' : `None of ${count(all)} agents is`} {all === 1 ? 'not sick' : 'sick'}: none has{' '}
        {sickMeans}.
      </p>
    );
  }
  return (
    <div className="flex items-start gap-2">
      <OctagonX size={16} className="mt-0.5 shrink-0 text-critical" aria-hidden />
      <div className="min-w-0 flex-1">
        <p>
          <strong>
            {count(sick)} of {count(all)} agents {sick === 1 ? 'is' : 'are'} sick
          </strong>{' '}
          ({share(sick / all)}): {sickMeans}. {summary(answer, known)}
        </p>
        {shared.length > 0 ? (
          <ul className="mt-1.5 flex flex-wrap gap-2" aria-label="What they share">
            {shared.map((one) => (
              <li key={`${one.traits[0]?.kind} ${one.traits[0]?.value}`} className="min-w-0">
                <button type="button" className="trait" onClick={() => onSelect(one.places)} title={title(one)}>
                  <span className="min-w-0 truncate">{traitText(one)}</span>
                  <span className="shrink-0 text-muted">
                    {one.sick === one.all ? `all ${count(one.all)}` : `${count(one.sick)} of ${count(one.all)}`} sick
                  </span>
                  <span className="shrink-0 font-medium text-critical">{threeDigits(one.lift)}×</span>
                </button>
              </li>
            ))}
            {unexplained > 0 ? (
              <li className="self-center text-caption text-muted">
                {count(unexplained)} more {unexplained === 1 ? 'shares' : 'share'} nothing known
              </li>
            ) : null}
          </ul>
        ) : null}
      </div>
    </div>
  );
}

function summary({ sick, all, shared }: SharedAnswer, known: boolean): string {
  if (sick === all) return 'All are, so nothing sets them apart.';
  const of = known ? 'type, workflow, service, model and tools' : 'type; workflows, models and tools are not known yet';
  if (shared.length === 0) return `They share nothing that others do not have as well (looked at: ${of}).`;
  return shared.length === 1 ? 'What they share:' : 'They are not all alike:';
}

/** "type researcher = workflow deep-research": traits that the same agents have stand together. */
function traitText({ traits }: Shared): string {
  const shown = traits.slice(0, 3).map(({ kind, value }) => `${kind} ${value}`);
  return shown.join(' = ') + (traits.length > 3 ? ` and ${traits.length - 3} more` : '');
}

function title(one: Shared): string {
  const traits = one.traits.map(({ kind, value }) => `${kind} ${value}`).join(', ');
  const same = one.traits.length > 1 ? '. The same agents have all of these: which one is to blame cannot be told' : '';
  return `${traits}: sick ${threeDigits(one.lift)} times as often as the agents it was compared with${same}. Click to select them`;
}
