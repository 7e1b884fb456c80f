import { useLayoutEffect, useState } from 'preact/hooks';
import { awaitDrawings, drawingOf } from './drawings.ts';

/**
 * The emblem of a profile. Shape alone tells profiles apart: the colour is a second hint. Its screen calls `usePresentation`; until
 * the survey's file is there, it holds the place.
 */
export function Emblem({ profile }: { readonly profile: string }) {
  const [, learn] = useState(0);
  const drawing = drawingOf(profile);
  // In the task that draws it: a drawing may come before the frame, after which other effects run.
  useLayoutEffect(() => (drawing ? undefined : awaitDrawings(() => learn((times) => times + 1))), [drawing]);
  return (
    <svg
      viewBox="0 0 64 64"
      fill="none"
      stroke="currentColor"
      stroke-width="3"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {drawing?.paths.map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
