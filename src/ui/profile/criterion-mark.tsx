import styles from './criterion-mark.module.css';

/** A full disc, an open ring of the same outline, or a dashed one for what is open. A tick or a minus would read as a good or a bad mark. */
export function CriterionMark({ matches }: { readonly matches: boolean | undefined }) {
  return (
    <svg
      class={styles.mark}
      viewBox="0 0 32 32"
      fill="none"
      stroke="currentColor"
      stroke-width="2.5"
      aria-hidden="true"
      data-mark={matches ?? 'open'}
    >
      <circle
        cx="16"
        cy="16"
        r={matches ? 10 : 9}
        fill={matches ? 'currentColor' : 'none'}
        stroke-dasharray={matches === undefined ? '5.6 3.8' : undefined}
      />
    </svg>
  );
}
