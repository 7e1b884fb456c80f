import type { ComponentChildren } from 'preact';
import { Button } from '../../elements/button.tsx';
import styles from './day.module.css';

const SIGNS = {
  good: 'm7 16.5 6 6 12-13',
  caution: 'M16 6v12m0 6v2',
  alert: 'M16 6v12m0 6v2',
  plain: 'M9 16h14',
} as const;

/** `good` and `caution` are said by the words; the sign repeats them. */
export type RowState = keyof typeof SIGNS;

export function StateSign({ state }: { readonly state: RowState }) {
  return (
    <svg viewBox="0 0 32 32" fill="none" stroke="currentColor" stroke-width="3" aria-hidden="true">
      <path d={SIGNS[state]} />
    </svg>
  );
}

interface RowProps {
  readonly state: RowState;
  readonly title: string;
  readonly detail?: string | undefined;
  /** Names the row for tests. */
  readonly name: string;
  /** A button that does something about it. */
  readonly act?: readonly [label: string, act: () => unknown] | false | undefined;
  readonly isBusy?: boolean;
  readonly children?: ComponentChildren;
}

/** One thing about the tablet: what it is, what that means, and what can be done. */
export function DayRow({ state, title, detail, name, act, isBusy, children }: RowProps) {
  return (
    <li class={styles.row} data-day={name} data-state={state}>
      <StateSign state={state} />
      <div>
        <p class={styles.what}>{title}</p>
        {detail === undefined ? null : <p>{detail}</p>}
        {children}
      </div>
      {act && <Button label={act[0]} aria-disabled={isBusy} onClick={() => isBusy || void act[1]()} />}
    </li>
  );
}
