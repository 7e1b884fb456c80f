import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface FoldedProps {
  readonly summary: ComponentChildren;
  /** Under the summary, before it is opened. */
  readonly answer?: string | undefined;
  /** From the first on. */
  readonly isOpen?: boolean;
  readonly children: ComponentChildren;
}

/** Opens when somebody wants it, and on paper. */
export function Folded({ summary, answer, isOpen, children }: FoldedProps) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const open = () => {
      if (details.current) details.current.open = true;
    };
    addEventListener('beforeprint', open);
    return () => removeEventListener('beforeprint', open);
  }, []);
  return (
    <details ref={details} class="fold" open={isOpen}>
      <summary>
        {summary}
        {answer && <span> {answer}</span>}
      </summary>
      {children}
    </details>
  );
}
