import type { ComponentChildren } from 'preact';
import styles from './day.module.css';

/** `good` and `caution` are said by the words; the sign repeats them. */
export type RowState = 'good' | 'caution' | 'plain';

interface RowProps {
  readonly state: RowState;
  readonly title: string;
  readonly detail?: string | undefined;
  /** What the row is about, for who drives the page. */
  readonly name: string;
  /** A button that does something about it. */
  readonly action?: ComponentChildren;
  readonly children?: ComponentChildren;
}

const SIGNS = { good: 'm7 16.5 6 6 12-13', caution: 'M16 6v12m0 6v2', plain: 'M9 16h14' } as const;

/** One thing about the tablet: what it is, what that means, and what can be done. */
export function DayRow({ state, title, detail, name, action, children }: RowProps) {
  return (
    <li class={styles.row} data-day={name} data-state={state}>
      <svg viewBox="0 0 32 32" fill="none" stroke="currentColor" stroke-width="3" aria-hidden="true">
        <path d={SIGNS[state]} />
      </svg>
      <div>
        <p class={styles.what}>{title}</p>
        {detail === undefined ? null : <p>{detail}</p>}
        {children}
      </div>
      {action}
    </li>
  );
}
