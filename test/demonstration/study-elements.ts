import { readFileSync } from 'node:fs';
import { EVERYONE } from '../../src/core/results/everyone.ts';
import { countedAnswers } from '../../src/core/typology/counted-answers.ts';
import { type Figure, type FigureInput, figureOf } from '../../src/ui/results/figure.ts';
import { outlineOf } from '../../src/ui/results/outline.ts';
import { displayedIn } from '../../src/ui/results/shown-numbers.ts';
import { frenchResults as words } from '../ui/shown-words.ts';

/* The 79 pages of results of the 2017 study, 5 to 83, and what a demonstration shows of each. */

export interface Wave extends Pick<FigureInput, 'survey' | 'results' | 'file' | 'past' | 'earlier'> {
  readonly verbatims: number;
  readonly interviews: number;
  readonly lessons: boolean;
}

interface StudyPages {
  /** The items whose figures the study prints, by page, as results.md lists them. */
  readonly items: Readonly<Record<number, readonly string[]>>;
  /** Matrices whose rows have a page each, from the first; or that share some pages. */
  readonly matrices: readonly (readonly [matrix: string, from: number, to: number])[];
  /** The crossings of the study, by page, which are published at the closing. */
  readonly crossed: Readonly<Record<number, readonly [rows: string, columns: string]>>;
  /** Lines 1710 to 1712: the axes, posts and means whose lists the study prints by criterion. */
  readonly counted: Readonly<Record<string, string>>;
}

const {
  items: ITEMS,
  matrices: MATRICES,
  crossed: CROSSED,
  counted: COUNTED,
}: StudyPages = JSON.parse(readFileSync('test/fixtures/study-2017-pages.json', 'utf8'));

/** The types of the study: a later revision asks others too. */
const TYPES = ['commune', 'departement', 'region', 'intercommunalite'];

/** Words beside the figures of 2017 that say why there is no such figure of today, or how it compares. */
const NOTED: Readonly<Record<number, RegExp>> = {
  7: /Multipliée par leur part de tous/,
  25: /trois questions ne sont jamais croisées/,
  57: /CIL, disparu en 2018/,
};

/** The means that line 1712 of the study lists: site, newsletter, social networks, hackathon, call for projects, participatory budget. */
const MEANS = 6;

export const FIRST_PAGE = 5;
export const LAST_PAGE = 83;

/** The pages of which everything is shown. */
export function shownPages({ survey, results, file, past, verbatims, interviews, lessons }: Wave): readonly number[] {
  // A group of whom too few were asked says so: its item is there, and null.
  const isShown = (item: string) =>
    Boolean(results.strata[EVERYONE]?.items[item]) &&
    (item === survey.stratum || TYPES.every((group) => results.strata[group]?.items[item] !== undefined));
  const rows = (matrix: string) => survey.question.get(matrix)?.items ?? [];
  const outline = outlineOf(survey, file).flatMap(({ blocks }) => blocks);
  const isCrossed = (page: number) => {
    const [rows, columns] = CROSSED[page] ?? [];
    if (rows === undefined) return true;
    const block = outline.find(
      (one) => one.kind === 'crossing' && one.rows.item === rows && one.columns.item === columns,
    );
    if (block?.kind !== 'crossing') return false;
    return (
      results.phase === 'preview' ||
      Boolean(results.strata[block.crossing.within ?? EVERYONE]?.crossings[block.crossing.id])
    );
  };
  // A wave did not ask otherwise than the next one.
  const isNoted = (page: number) =>
    past?.wave ||
    (NOTED[page]?.test(JSON.stringify(past?.figures.map(({ measure, note }) => [measure, note]))) ?? true);
  /** Every row or option that the criterion reads is in its list, by its name; the study's other lists have as many. */
  const hasList = (criterion: string) => {
    const { facts = [] } = survey.typology?.criteria.find(({ id }) => id === criterion) ?? {};
    const listed = countedAnswers(facts, survey).flatMap(({ answers }) => answers);
    const question = survey.question.get(COUNTED[criterion] ?? '');
    if (question?.kind !== 'matrix') return new Set(listed.flatMap(({ options }) => options)).size === MEANS;
    return question.rows.every(({ label }) => listed.some(({ items }) => items.includes(label)));
  };
  const isWhole = (page: number): boolean => {
    const items = ITEMS[page];
    if (!isCrossed(page) || !isNoted(page)) return false;
    if (items) return items.every(isShown);
    const [matrix = '', from = 0, to = 0] = MATRICES.find(([, first, last]) => first <= page && page <= last) ?? [];
    if (matrix) {
      const all = rows(matrix);
      // A page for each row, or all rows on each page.
      const own = all.length === to - from + 1 ? all.slice(page - from, page - from + 1) : all;
      return own.length > 0 && own.every(isShown);
    }
    if (page <= 64) return survey.typology?.profiles.length === 5 && Object.keys(COUNTED).every(hasList);
    if (page <= 67) return Boolean(results.strata[EVERYONE]?.profiles) && TYPES.every((group) => results.strata[group]);
    if (page <= 82) return verbatims >= 10 && interviews > 0;
    return lessons;
  };
  return Array.from({ length: LAST_PAGE - FIRST_PAGE + 1 }, (_, at) => FIRST_PAGE + at).filter(isWhole);
}

/** The figures of all questions, rows, crossings and profiles, as the pages show them. */
export function figuresOf(shown: Wave): readonly Figure[] {
  const blocks = outlineOf(shown.survey, shown.file).flatMap((part) => part.blocks);
  return blocks.flatMap((block) => figureOf(block, { ...shown, texts: undefined, verbatims: undefined, words }) ?? []);
}

/** How often a sign and its reason stand in the figures, in place of a row or of a number. */
export function countSigns(shown: Wave): number {
  const all = figuresOf(shown).flatMap(({ rows, levels }) => rows.map((row) => ({ ...row, levels })));
  const vague = all.flatMap(({ shown: numbers, levels }) =>
    levels.filter(({ id }) => numbers && displayedIn(numbers, id)?.isVague),
  );
  return all.filter(({ why }) => why !== undefined).length + vague.length;
}
