import type { Cell } from './exact-tables.ts';

/*
 * How a count is moved before it is shown. Which of the possible movements falls on a cell is drawn from its respondents,
 * the stratum, the ordinal of the draw and a secret: `chance` below is made of these, so that within one draw the same set
 * shows the same number wherever it stands, and that the next draw tells nothing of the one before.
 */

/** For the sum of keys of a set, a number from 0 to 1, 1 excluded; always the same within one draw. */
export type Chance = (keys: number) => number;

/** The movement, with its weight; the weights of one count add up to 1. */
export type Movements = readonly (readonly [by: number, weight: number])[];

/** While a survey is open: counts are moved, then rounded to this. */
export const STEP = 5;

/** Not uniform, which would be biased once rounded to 5: by these weights the mean of what is shown is the count. */
export const PREVIEW_MOVEMENTS: Movements = [
  [-3, 1 / 15],
  [-2, 2 / 15],
  [-1, 3 / 15],
  [0, 3 / 15],
  [1, 3 / 15],
  [2, 2 / 15],
  [3, 1 / 15],
];

/**
 * For the final results, by count; the last serves every greater one. Mean 0, 3 at most, never a result of 1 or 2: of all
 * distributions that satisfy these, the one of maximum entropy, whose weights are those of exp(λ·by).
 */
export const FINAL_MOVEMENTS: readonly Movements[] = [
  [
    [-1, 0.7048744354980624],
    [2, 0.1805022580077505],
    [3, 0.1146233064941872],
  ],
  [
    [-2, 0.4777951511716465],
    [1, 0.2203766958345573],
    [2, 0.1702708524726521],
    [3, 0.1315573005211441],
  ],
  [
    [-3, 0.3083087863701149],
    [0, 0.2081955880355833],
    [1, 0.1826557697752942],
    [2, 0.1602489781219721],
    [3, 0.1405908776970355],
  ],
  [
    [-1, 0.4593575834355924],
    [0, 0.2607944621478111],
    [1, 0.1480627596877422],
    [2, 0.0840607604387127],
    [3, 0.0477244342901416],
  ],
  [
    [-2, 0.2467823792336772],
    [-1, 0.2072400869111006],
    [0, 0.1740337124404367],
    [1, 0.1461480426747411],
    [2, 0.1227305335164196],
    [3, 0.1030652452236248],
  ],
  [
    [-3, 1 / 7],
    [-2, 1 / 7],
    [-1, 1 / 7],
    [0, 1 / 7],
    [1, 1 / 7],
    [2, 1 / 7],
    [3, 1 / 7],
  ],
];

/** How a draw shows a set. */
export type Show = (cell: Cell) => number;

/** Multiples of 5, off by 5 at most; an empty set is 0, and so may be one of 5 at most. */
export function showInPreview(chance: Chance): Show {
  return ({ count, keys }) => {
    if (count === 0) return 0;
    const moved = count + movement(PREVIEW_MOVEMENTS, chance(keys));
    return Math.max(0, Math.round(moved / STEP) * STEP);
  };
}

/** Off by 3 at most; 0 or 3 and more. */
export function showInResults(chance: Chance): Show {
  return ({ count, keys }) => {
    const movements = FINAL_MOVEMENTS[Math.min(count, FINAL_MOVEMENTS.length) - 1];
    return movements ? count + movement(movements, chance(keys)) : 0;
  };
}

function movement(movements: Movements, chance: number): number {
  let rest = chance;
  for (const [by, weight] of movements) {
    rest -= weight;
    if (rest < 0) return by;
  }
  // The weights add up to 1 but for the last bits of a double.
  return movements.at(-1)?.[0] ?? 0;
}
