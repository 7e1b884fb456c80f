import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';

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
      {children}
      <button type="button" class="quiet" onClick={printPart}>
        {label}
      </button>
    </div>
  );
}
