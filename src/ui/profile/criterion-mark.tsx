import styles from './criterion-mark.module.css';

/** A full disc and an open ring have the same size and the same outline: neither is a reproach. A dotted one: unknown. */
export function CriterionMark({ matches }: { readonly matches: boolean | undefined }) {
  return (
    <svg
      class={styles.mark}
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      stroke-width="2.5"
      aria-hidden="true"
      data-mark={matches ?? 'unknown'}
    >
      <circle
        cx="16"
        cy="16"
        r="13"
        fill={matches ? 'currentColor' : 'none'}
        stroke-dasharray={matches === undefined ? '3 4' : undefined}
      />
      {matches ? <path class={styles.tick} d="m10 16.5 4.5 4.5L22.5 12" /> : null}
      {matches === false ? <path d="M10.5 16h11" /> : null}
    </svg>
  );
}
