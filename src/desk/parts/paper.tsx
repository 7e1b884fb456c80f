import type { ComponentChildren } from 'preact';
import { useWords } from './desk-context.ts';

interface PaperProps {
  readonly kind: 'poster' | 'card' | 'field';
  readonly title: string;
  /** Where the link below the title leads back to. */
  readonly back: string;
  readonly backLabel: string;
  /** What is to be known or chosen before it is printed. */
  readonly before?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A page that is made for paper. What is above its sheets is on the screen alone. */
export function Paper({ kind, title, back, backLabel, before, children }: PaperProps) {
  const { inviting: text } = useWords().desk;
  return (
    <div class="paper" data-paper={kind}>
      <h1 tabIndex={-1} class="screen-only">
        {title}
      </h1>
      {before}
      <div class="row screen-only">
        <button type="button" class="primary" onClick={() => print()}>
          {text.print}
        </button>
        <a class="button secondary" href={back}>
          {backLabel}
        </a>
      </div>
      {children}
    </div>
  );
}
