import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface FoldedProps {
  readonly summary: string;
  /** Under the summary, before it is opened. */
  readonly answer?: string | undefined;
  readonly children: ComponentChildren;
}

/** Opens when somebody wants it, and on paper. */
export function Folded({ summary, answer, children }: FoldedProps) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const open = () => {
      if (details.current) details.current.open = true;
    };
    addEventListener('beforeprint', open);
    return () => removeEventListener('beforeprint', open);
  }, []);
  return (
    <details ref={details} class="fold">
      <summary>
        {summary}
        {answer && <span> {answer}</span>}
      </summary>
      {children}
    </details>
  );
}
