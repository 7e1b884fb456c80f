/** The discs of the application's icon, clockwise from the top: across, down and colour. */
const DISCS = [
  [16, 7, 'a0832a'],
  [24, 13, 'bf6c58'],
  [21, 23, '0f9b89'],
  [11, 23, '6185c8'],
  [8, 13, 'ab6da6'],
] as const;

/** The sign of the application: five discs of equal weight, as in its icon. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true">
      {DISCS.map(([x, y, colour]) => (
        <circle key={x} cx={x} cy={y} r="5" fill={`#${colour}`} />
      ))}
    </svg>
  );
}
