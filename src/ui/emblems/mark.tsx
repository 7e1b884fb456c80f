/** The sign of the application: five marks of equal weight around a centre, like the legend of a map. */
export function Mark() {
  return (
    <svg viewBox="0 0 32 32" fill="none" stroke="currentColor" stroke-width="2.5" aria-hidden="true">
      <circle cx="16" cy="16" r="13.5" />
      <circle cx="16" cy="8.5" r="1.5" />
      <circle cx="23.1" cy="13.7" r="1.5" />
      <circle cx="20.4" cy="22.1" r="1.5" />
      <circle cx="11.6" cy="22.1" r="1.5" />
      <circle cx="8.9" cy="13.7" r="1.5" />
    </svg>
  );
}
