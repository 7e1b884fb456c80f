import type { ComponentChildren } from 'preact';

interface FoldProps {
  readonly title: string;
  /** Text next to the title, visible both open and closed. */
  readonly aside?: string;
  /** Whether it is open at first; afterwards the browser keeps the state. */
  readonly open?: boolean;
  readonly children: ComponentChildren;
}

/** A title that opens to show the children, which are mounted from the start. */
export function Fold({ title, aside, open = false, children }: FoldProps) {
  return (
    <details class="fold screen-only" open={open}>
      <summary>
        <h3>{title}</h3>
        {aside === undefined ? null : <span>{aside}</span>}
      </summary>
      {children}
    </details>
  );
}
