import type { EmblemDrawing, EmblemMark, EmblemShape } from '../../core/survey/presentation.ts';

/** All on one grid of 64, with a line of 3 and about the same amount of ink, so that none looks heavier than another. */
const SHAPES: Readonly<Record<EmblemShape, readonly string[]>> = {
  core: ['M32 8a24 24 0 1 0 0 48 24 24 0 0 0 0-48Z', 'M32 24a8 8 0 1 0 0 16 8 8 0 0 0 0-16Z'],
  bridge: ['M6 46h52M16 14v42M48 14v42', 'M6 36c5-4 8-9 10-18 4 14 10 20 16 20s12-6 16-20c2 9 5 14 10 18'],
  house: ['M8 30 32 10l24 20', 'M14 26v28h36V26M26 54V40h12v14'],
  leaf: ['M14 50C8 28 24 12 54 10c0 30-16 46-40 40Z', 'M8 56 38 26'],
  boat: ['M8 42h48l-8 14H16Z', 'M32 42V8l18 26H32M32 16 18 34h14'],
  book: ['M32 16c-6-5-14-6-24-6v38c10 0 18 1 24 6 6-5 14-6 24-6V10c-10 0-18 1-24 6Z', 'M32 16v38'],
  weave: ['M20 8v48M32 8v48M44 8v48', 'M8 20h48M8 32h48M8 44h48'],
  sun: [
    'M32 21a11 11 0 1 0 0 22 11 11 0 0 0 0-22Z',
    'M32 6v7M32 51v7M6 32h7M51 32h7M13.6 13.6l5 5M45.4 45.4l5 5M13.6 50.4l5-5M45.4 18.6l5-5',
  ],
  flag: ['M16 58V8', 'M16 12c12-6 20 6 34 0v26c-14 6-22-6-34 0'],
  diamond: ['M32 10 54 32 32 54 10 32Z'],
};

export function drawEmblems(marks: Readonly<Record<string, EmblemMark>>): Readonly<Record<string, EmblemDrawing>> {
  return Object.fromEntries(
    Object.entries(marks).map(([profile, { emblem, hue }]) => [
      profile,
      { paths: typeof emblem === 'string' ? SHAPES[emblem] : emblem, hue },
    ]),
  );
}
