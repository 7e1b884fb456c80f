import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { Button } from '../../ui/elements/button.tsx';
import { useWords } from './desk-context.ts';

interface PaperProps {
  readonly kind: 'poster' | 'slide' | 'card' | 'field' | 'document';
  readonly title: string;
  /** Where the link below the title leads back to. */
  readonly back: string;
  readonly backLabel: string;
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
        <Button label={text.print} class="primary" onClick={() => print()} />
        <a class="button secondary" href={back}>
          {backLabel}
        </a>
      </div>
      {children}
    </div>
  );
}

interface PrintableProps {
  readonly label: string;
  readonly class: string;
  readonly children: ComponentChildren;
}

/** A part of a page with a button that prints it alone. */
export function Printable({ label, class: name, children }: PrintableProps) {
  const part = useRef<HTMLDivElement>(null);
  const printPart = () => {
    const folded = [...(part.current?.querySelectorAll<HTMLDetailsElement>('details:not([open])') ?? [])];
    // On paper nothing can be unfolded.
    for (const one of folded) one.open = true;
    part.current?.toggleAttribute('data-printing', true);
    const restore = () => {
      part.current?.toggleAttribute('data-printing', false);
      for (const one of folded) one.open = false;
    };
    addEventListener('afterprint', restore, { once: true });
    print();
  };
  return (
    <div ref={part} class={name}>
      <Button label={label} class="quiet flush" onClick={printPart} />
      {children}
    </div>
  );
}
