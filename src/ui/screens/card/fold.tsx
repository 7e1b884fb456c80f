import type { ComponentChildren } from 'preact';
import './fold.css';

interface FoldProps {
  readonly title: string;
  /** What is seen of it while it is closed. */
  readonly aside?: string;
  readonly open?: boolean;
  readonly children: ComponentChildren;
}

/** A line that opens: what one may want later takes no room before. */
export function Fold({ title, aside, open = false, children }: FoldProps) {
  return (
    <details class="fold" open={open}>
      <summary>
        <h3>{title}</h3>
        {aside === undefined ? null : <span>{aside}</span>}
      </summary>
      {children}
    </details>
  );
}
