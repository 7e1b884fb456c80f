import type { DrawableComment, DrawnComment } from '../storage/comment-storage.ts';

/** Fewer of a survey are not shown. */
export const LEAST_SHOWN = 10;
/** The fewest texts of one item and language in a lot: in a smaller one, a new text would be known for the last that came. */
const LEAST_LOT = 5;

export const PUBLISHABLE = 'publishable';

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
    const group = groups.get(name);
    if (group) group.push(comment);
    else groups.set(name, [comment]);
  }
  const large = [...groups.values()].filter(({ length }) => length >= LEAST_LOT);
  const shown = comments.filter(({ lot }) => lot !== null).length + large.flat().length;
  if (shown < LEAST_SHOWN) return [];
  return shuffle(large, draw).flatMap((group, place) =>
    shuffle(group, draw).map(({ key, state }, at) => ({ key, state, lot: lastLot + place + 1, place: at })),
  );
}

/** Fisher and Yates: a survey may have a hundred thousand comments. */
export function shuffle<T>(things: readonly T[], draw: (bound: number) => number): readonly T[] {
  const shuffled = [...things];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = draw(last + 1);
    [shuffled[last], shuffled[other]] = [shuffled[other] as T, shuffled[last] as T];
  }
  return shuffled;
}
