/** Widest change drawn: beyond it things stand at the edge. */
const MOST = 0.5;

/**
 * A predicted change against the measured one with its interval, on a line from −50 % to +50 % with today in the middle. Says
 * nothing the numbers beside it do not.
 */
export function Whiskers({
  predicted,
  predictedLow,
  predictedHigh,
  measured,
  low,
  high,
}: {
  predicted: number | null;
  predictedLow?: number;
  predictedHigh?: number;
  measured: number | null;
  low: number | null;
  high: number | null;
}) {
  const x = (change: number) => 100 + Math.max(-1, Math.min(1, change / MOST)) * 94;
  return (
    <svg viewBox="0 0 200 20" className="block h-5 w-full max-w-60" aria-hidden="true">
      <line x1="6" x2="194" y1="10" y2="10" className="stroke-divider" />
      <line x1="100" x2="100" y1="2" y2="18" className="stroke-control" />
      {predictedLow === undefined || predictedHigh === undefined ? null : (
        <line x1={x(predictedLow)} x2={x(predictedHigh)} y1="6" y2="6" className="stroke-accent" strokeWidth="2" />
      )}
      {low === null || high === null ? null : (
        <line x1={x(low)} x2={x(high)} y1="13" y2="13" className="stroke-text" strokeWidth="2" />
      )}
      {predicted === null ? null : (
        <path d={`M${x(predicted)} 1l5 5-5 5-5-5z`} className="fill-surface stroke-accent" strokeWidth="1.5" />
      )}
      {measured === null ? null : <circle cx={x(measured)} cy="13" r="4.5" className="fill-text" />}
    </svg>
  );
}
