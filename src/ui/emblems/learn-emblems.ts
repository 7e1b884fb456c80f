import type { EmblemDrawing } from '../../core/survey/presentation.ts';
import { drawingOf, learnDrawing } from './drawings.ts';

/** One lightness and one chroma: no profile is warmer, louder or better than another. */
export function colourOf({ hue }: Pick<EmblemDrawing, 'hue'>): string {
  return `oklch(62% 0.11 ${hue})`;
}

/** The same as a ground for dark text. */
export function toneOf({ hue }: Pick<EmblemDrawing, 'hue'>): string {
  return `oklch(90% 0.045 ${hue})`;
}

/** From now on `Emblem` draws them, and what carries `data-emblem="<profile>"` has the colour `--profile`. */
export function learnEmblems(emblems: Readonly<Record<string, EmblemDrawing>>): void {
  const drawings = Object.entries(emblems);
  for (const [profile, drawing] of drawings) learnDrawing(profile, drawing);
  // The policy refuses styles in attributes and in elements, and no sheet made here. The last one wins.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    drawings.map(([profile, one]) => `[data-emblem="${profile}"]{--profile:${colourOf(one)}}`).join('\n'),
  );
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

/** For a picture that is drawn although the survey's file did not come: one plain mark, of the same weight. */
export function learnPlain(profiles: readonly string[]): void {
  for (const profile of profiles)
    if (!drawingOf(profile)) learnDrawing(profile, { paths: ['M32 10 54 32 32 54 10 32Z'], hue: 0 });
}
