import { drawingOf } from './drawings.ts';

/**
 * The emblem of a profile. Shape alone tells profiles apart: the colour is a second hint. Its screen calls `usePresentation`; until
 * the survey's file is there, it holds the place.
 */
export function Emblem({ profile }: { readonly profile: string }) {
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
      {drawingOf(profile)?.paths.map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  );
}
