import { share, signed } from '@/format/number';
import { type Bottleneck, subjectId } from './questions';

const SHOWN = 6;

/** What slow runs have that median ones do not, most of it first. */
export function slowest(rows: readonly Bottleneck[]): Bottleneck[] {
  return rows
    .filter((one) => one.difference_share > 0.005)
    .sort((a, b) => b.difference_share - a.difference_share)
    .slice(0, SHOWN);
}

/** What differs in the slow cohort: one sentence and the numbers behind it. */
export function SlowRuns({ rows }: { rows: readonly Bottleneck[] }) {
  const shown = slowest(rows);
  const [first] = shown;
  if (!first) return <p className="text-muted">The slowest runs hang on the same things as the others.</p>;
  return (
    <>
      <p>
        <strong className="font-semibold break-all">{first.name}</strong> makes up {share(first.difference_share)} of
        the time by which the slowest runs are longer.
      </p>
      <ul className="mt-2 flex flex-col gap-1.5 text-table">
        {shown.map((one) => (
          <li
            key={subjectId(one)}
            className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_9.5rem] max-sm:grid-cols-[minmax(0,1fr)_9.5rem] items-center gap-3"
          >
            <span className="truncate" title={one.name}>
              {one.name} <span className="text-caption text-muted">{one.sort}</span>
            </span>
            <span className="h-2 overflow-hidden rounded-full bg-raised max-sm:hidden" aria-hidden="true">
              <span
                className="block h-full bg-warning"
                style={{ width: `${Math.min(1, one.difference_share) * 100}%` }}
              />
            </span>
            <span className="text-right whitespace-nowrap">
              {share(one.difference_share)}{' '}
              <span className="text-caption text-muted">
                {signed(100 * (one.path_share_slow - one.path_share_p50), (size) => size.toFixed(0))} pt of path
              </span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
