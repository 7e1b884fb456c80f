import type { EmblemDrawing, EmblemMark } from '../../core/survey/presentation.ts';
import SHAPES from './emblem-shapes.json' with { type: 'json' };

/** Emblems are on one grid of 64, with a line of 3 and about the same amount of ink, so that none looks heavier than another. */
export function drawEmblems(marks: Readonly<Record<string, EmblemMark>>): Readonly<Record<string, EmblemDrawing>> {
  return Object.fromEntries(
    Object.entries(marks).map(([profile, { emblem, hue }]) => [
      profile,
      { paths: typeof emblem === 'string' ? SHAPES[emblem] : emblem, hue },
    ]),
  );
}
