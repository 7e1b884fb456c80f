import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface FoldedProps {
  readonly summary: string;
  readonly children: ComponentChildren;
}

/** A long table that opens when somebody wants it, and on paper. */
export function Folded({ summary, children }: FoldedProps) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const open = () => {
      if (details.current) details.current.open = true;
    };
    addEventListener('beforeprint', open);
    return () => removeEventListener('beforeprint', open);
  }, []);
  return (
    <details ref={details}>
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
