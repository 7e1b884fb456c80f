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
    part.current?.toggleAttribute('data-printing', true);
    addEventListener('afterprint', () => part.current?.toggleAttribute('data-printing', false), { once: true });
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
