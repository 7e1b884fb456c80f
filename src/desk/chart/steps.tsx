const HEIGHT = 160;
/** The room for half of the line at its top. */
const TOP = 4;

/** A count that only falls, from step to step; it begins near the lowest, which the words beside it say. */
export function Steps({ values, from }: { readonly values: readonly number[]; readonly from: number }) {
  const most = Math.max(from + 1, ...values);
  const heightOf = (value: number) => TOP + ((HEIGHT - TOP) * (most - value)) / (most - from);
  const path = values.map((value, at) => (at === 0 ? `M0 ${heightOf(value)}` : `H${at}V${heightOf(value)}`)).join('');
  return (
    <svg
      class="plot"
      viewBox={`0 0 ${Math.max(1, values.length - 1)} ${HEIGHT}`}
      height={HEIGHT}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {/* Unfilled: an area would be read as if the scale began at nothing. */}
      <path d={path} fill="none" stroke="currentColor" stroke-width="2" vector-effect="non-scaling-stroke" />
    </svg>
  );
}
