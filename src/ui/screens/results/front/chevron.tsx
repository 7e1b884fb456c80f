/** At the end of a row that leads on. */
export function Chevron() {
  return (
    <svg viewBox="0 0 10 16" width="10" height="16" aria-hidden="true">
      <path
        d="m2 2 6 6-6 6"
        fill="none"
        stroke="currentColor"
        stroke-width="2.2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
