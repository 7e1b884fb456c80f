/** The emblem of responses without a single named profile. */
export function HalfDisc() {
  return (
    <svg viewBox="0 0 64 64" fill="none" stroke="currentColor" aria-hidden="true">
      <circle cx="32" cy="32" r="25" />
      <path d="M32 7a25 25 0 0 0 0 50Z" fill="currentColor" />
    </svg>
  );
}
