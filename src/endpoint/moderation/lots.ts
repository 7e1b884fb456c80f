import type { DrawableComment, DrawnComment } from '../storage/comment-storage.ts';

/** Fewer of a survey are not shown. */
export const LEAST_SHOWN = 10;
/** Of one item and one language: in a smaller lot a text that comes would be known for the last one. */
const LEAST_LOT = 5;

/** The states of what may be published. */
export const PUBLISHABLE: readonly string[] = ['publishable', 'masked'];

/**
 * The lots that may be drawn now, in an order of their own: none as long as all that would then be shown are too few. `draw` gives
 * a whole number below its bound, by chance.
 */
export function lotsOf(
  comments: readonly DrawableComment[],
  lastLot: number,
  draw: (bound: number) => number,
): readonly DrawnComment[] {
  const groups = new Map<string, DrawableComment[]>();
  for (const comment of comments) {
    if (comment.lot !== null) continue;
    const name = `${comment.language} ${comment.item}`;
    groups.set(name, [...(groups.get(name) ?? []), comment]);
  }
  const large = [...groups.values()].filter(({ length }) => length >= LEAST_LOT);
  const shown = comments.filter(({ lot }) => lot !== null).length + large.flat().length;
  if (shown < LEAST_SHOWN) return [];
  return shuffle(large, draw).flatMap((group, place) =>
    shuffle(group, draw).map(({ key, state }, at) => ({ key, state, lot: lastLot + place + 1, place: at })),
  );
}

function shuffle<T>(things: readonly T[], draw: (bound: number) => number): readonly T[] {
  const left = [...things];
  return things.flatMap(() => left.splice(draw(left.length), 1));
}
