/** A line without axes beside a number. Values are spread evenly; null is a gap. Says nothing the number does not. */
export function Sparkline({
  values,
  low,
  high,
  className = '',
}: {
  values: readonly (number | null)[];
  /** Ends of the scale; those of the values unless said otherwise. */
  low?: number;
  high?: number;
  className?: string;
}) {
  const known = values.filter((value) => value !== null);
  const bottom = low ?? Math.min(...known);
  const spread = (high ?? Math.max(...known)) - bottom || 1;
  const y = (value: number) => 23 - (22 * Math.min(Math.max(value - bottom, 0), spread)) / spread;
  let line = '';
  let area = '';
  let start = -1;
  values.forEach((value, i) => {
    if (value === null) return;
    const begins = i === 0 || values[i - 1] === null;
    if (begins) start = i;
    const point = `${i} ${y(value).toFixed(1)}`;
    line += begins ? `M${point}` : `L${point}`;
    area += begins ? `M${i} 24L${point}` : `L${point}`;
    if (i === values.length - 1 || values[i + 1] === null) {
      area += `L${i} 24L${start} 24Z`;
      if (begins) line += 'h0.01'; // a single value is a dot
    }
  });
  return (
    <svg
      viewBox={`0 0 ${Math.max(1, values.length - 1)} 24`}
      preserveAspectRatio="none"
      className={`block h-6 w-full overflow-visible ${className}`}
      aria-hidden="true"
    >
      <path d={area} fill="currentColor" opacity="0.12" />
      <path
        d={line}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
