import type { PastStudy } from '../../core/results/past-study.ts';
import { PART, type Part } from './outline.ts';
import type { Origins } from './site-files.ts';

interface Pages {
  readonly from: number;
  readonly to: number;
}

/** The pages of a past study that a part follows: of each of its items the page that its wording names, else the one with most of its figures. */
export function studyPages(part: Part, past: PastStudy, origins: Origins): Pages | undefined {
  const pages =
    part.id === PART.typology
      ? [past.typology?.preamble.page, ...past.profiles.map(({ page }) => page)].flatMap(numbersIn)
      : part.blocks.flatMap(({ address }) => {
          const named = numbersIn(origins[address]?.page);
          return named.length > 0 ? named : mostFrequent(past.figures.filter(({ item }) => item === address));
        });
  return pages.length === 0 ? undefined : { from: Math.min(...pages), to: Math.max(...pages) };
}

function mostFrequent(figures: PastStudy['figures']): readonly number[] {
  const times = new Map<number, number>();
  for (const { page } of figures)
    for (const one of numbersIn(page).slice(0, 1)) times.set(one, (times.get(one) ?? 0) + 1);
  const [first] = [...times].sort(([, a], [, b]) => b - a);
  return first ? [first[0]] : [];
}

/** « 11-22 », « 12, 50 ». */
function numbersIn(page: string | undefined): readonly number[] {
  return (page?.match(/\d+/g) ?? []).map(Number);
}
