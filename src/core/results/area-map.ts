import * as v from 'valibot';
import type { Fault } from '../survey/fault.ts';
import { optionId } from '../survey/survey-parts.ts';

/*
 * `maps/<list>.json`: the shapes of the areas of a list of the same name, so that a survey that asks for one of them has a map of
 * where its responses come from. A list without one has a list alone.
 */

const words = v.pipe(v.string(), v.minLength(1));
const size = v.pipe(v.number(), v.finite(), v.minValue(1));
/** SVG path data, inserted into the page unchanged. Only path letters and numbers are allowed. */
const path = v.pipe(v.string(), v.regex(/^[Mm][MmLlHhVvCcSsQqTtAaZz0-9\s,.-]+$/));

const frame = v.strictObject({
  width: size,
  height: size,
  /** By code: `d` of its path within the frame. */
  areas: v.record(optionId, path),
});

export const areaMapSchema = v.strictObject({
  /** Where the shapes come from, for the people who maintain them. */
  source: words,
  /** Told under the map. */
  credit: words,
  /** Whole, where it must go with each copy. */
  licence: v.optional(words),
  /** The parts under which the areas are listed next to the map, in this order. */
  groups: v.array(v.strictObject({ name: words, areas: v.pipe(v.array(optionId), v.minLength(1)) })),
  /** The first is large; the others, of one area each or more, stand in a row under it. */
  frames: v.pipe(v.array(frame), v.minLength(1)),
});

export type AreaMap = v.InferOutput<typeof areaMapSchema>;

/** Finds areas that the list of the same name does not have, or that are drawn twice. */
export function areaMapFaults(map: AreaMap, list: readonly string[]): readonly Fault[] {
  const check = (path: string, ids: readonly string[]) => [
    ...ids.filter((id) => !list.includes(id)).map((id) => ({ path, reason: `no area "${id}" in the list` })),
    ...ids.filter((id, place) => ids.indexOf(id) !== place).map((id) => ({ path, reason: `"${id}" is drawn twice` })),
  ];
  const grouped = map.groups.flatMap(({ areas }) => areas);
  const drawn = map.frames.flatMap(({ areas }) => Object.keys(areas));
  return [...check('groups', grouped), ...check('frames', drawn)];
}
