import type { ComponentChildren } from 'preact';
import { hrefTo } from '../../../address/routes.ts';
import styles from './front.module.css';

interface LinkRowProps {
  /** The address of a page of the results. */
  readonly address: string;
  readonly number?: number | string;
  readonly name: string;
  /** A line under the name. */
  readonly about?: string | undefined;
  readonly beside?: ComponentChildren;
  /** The id of the part that it leads to. */
  readonly part?: string;
}

export function LinkRow({ address, number, name, about, beside, part }: LinkRowProps) {
  return (
    <li data-part={part}>
      <a href={hrefTo({ screen: 'results', block: address })}>
        {number !== undefined && <span class={styles.number}>{number}</span>}
        <span>
          <b>{name}</b>
          {about !== undefined && <span class={styles.meta}>{about}</span>}
        </span>
        {beside !== undefined && <span class={styles.beside}>{beside}</span>}
        <Chevron />
      </a>
    </li>
  );
}

/** Marks a row that leads on, at its end. */
export function Chevron() {
  return (
    <svg class={styles.chevron} viewBox="0 0 10 16" width="10" height="16" aria-hidden="true">
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
