import { medianBand } from '../../../../core/results/disclosure/durations.ts';
import { WIDEST } from '../../../../core/results/disclosure/shares.ts';
import { EVERYONE } from '../../../../core/results/everyone.ts';
import { type CoveredPart, coverageOf } from '../../../../core/results/population.ts';
import { daysAfter } from '../../../../wire/day.ts';
import { displayedCountOf } from '../../../results/displayed-count.ts';
import { type FigureInput, figureOf, mixInWords } from '../../../results/figure.ts';
import type { Origins } from '../../../results/site-files.ts';

/** What the lines are about, written as it is displayed; `false` or absent where it does not apply. */
export function methodFacts(input: FigureInput, origins: Origins, several: string | undefined) {
  const { survey, results, words } = input;
  const { answered, unfinished, withdrawn = 0, minutes, modes, channels, openedOn, closedFrom, phase } = results;
  const { number, percent } = words;
  // A private-use tag has no name, and easy French is French.
  const tags = (input.languages ?? survey.languages).map((tag) => tag.replace(/-x-.*|-simple$/, ''));
  const names = new Intl.DisplayNames(words.uiLanguage, { type: 'language' });
  const covered = coveredIn(input);
  const stopped = percent(Math.round((unfinished / (answered + unfinished)) * 100));
  return {
    ...input,
    several,
    rebuilt: survey.questions.filter(({ id, kind }) => kind !== 'text' && origins[id]).length,
    asOf: words.date(results.strata[EVERYONE]?.asOf ?? ''),
    covered,
    openedOn: openedOn && words.date(openedOn),
    lastDay: closedFrom === undefined ? undefined : words.date(daysAfter(closedFrom, -1)),
    languages: words.list([...new Set(tags.map((tag) => names.of(tag) ?? tag))]),
    channels: (survey.notice?.channels ?? []).map(
      ({ id, label }) => [words.of(label), number(channels[id] ?? 0)] as const,
    ),
    modes: modes.field > 0 && ([number(modes.self), number(modes.field)] as const),
    translated: results.translated !== undefined && percent(Math.round((results.translated / answered) * 100)),
    unfinished: unfinished > 0 && ([number(unfinished), stopped] as const),
    withdrawn: withdrawn > 0 && number(withdrawn),
    median: minutes && medianBand(minutes, results.epsilon),
    mix: mixInWords(input),
    widest: WIDEST[phase],
    exceeded: covered?.groups.filter(({ isExceeded }) => isExceeded) ?? [],
    gap: covered && widestGap(covered, words),
    weights: covered && weightsOf(covered, input),
  };
}

export type CoveredGroups = NonNullable<ReturnType<typeof coveredIn>>;

/** Known totals next to published responses, with how the question about sizes was answered. */
function coveredIn(input: FigureInput) {
  const { survey, results, file, words } = input;
  if (!file.population) return undefined;
  const question = survey.question.get(file.population.by ?? '');
  const sizes =
    question?.kind === 'single' ? figureOf({ kind: 'single', address: question.id, question }, input) : undefined;
  const groups = coverageOf(file.population, survey, (stratum) => {
    const shown = results.strata[stratum];
    const parts = sizes?.rows.find(({ id }) => id === stratum)?.shown?.counts;
    return shown ? { n: shown.n, noise: { epsilon: results.epsilon, draws: shown.sizeDraws }, parts } : undefined;
  });
  const strata = survey.question.get(survey.stratum ?? '')?.choice;
  return { groups: groups.map((one) => ({ ...one, name: words.of(strata?.get(one.stratum)?.label ?? {}) })), sizes };
}

/** The share of a size among the responses of a group, as displayed, and its name. */
export function sizeIn({ sizes }: CoveredGroups, stratum: string, { option }: CoveredPart) {
  const row = sizes?.rows.find(({ id }) => id === stratum);
  const level = sizes?.levels.find(({ id }) => id === option);
  return { name: level?.label ?? option, displayed: row && level && displayedCountOf(row, level, 'respondents') };
}

/** The size of a group whose share of the responses is furthest from its share of what exists. */
function widestGap(covered: CoveredGroups, { percent }: FigureInput['words']) {
  const gaps = covered.groups.flatMap(({ name: group, stratum, total, parts }) =>
    parts.flatMap((part) => {
      const { name, displayed } = sizeIn(covered, stratum, part);
      const there = Math.round((part.total / total) * 100);
      const here = displayed?.share;
      return here === undefined ? [] : [{ group, name, here, there, by: Math.abs(here - there) }];
    }),
  );
  const [widest] = gaps.sort((one, other) => other.by - one.by);
  return widest && { ...widest, here: percent(widest.here), there: percent(widest.there) };
}

/** Why no response is weighted: how many cells are too small, or else Kish's effective number of responses. */
function weightsOf({ groups }: CoveredGroups, { words }: FigureInput) {
  const bySize = weightingOf(groups.flatMap(({ parts }) => parts));
  const byGroup = weightingOf(groups);
  const { few, cells } = bySize.cells > 0 ? bySize : byGroup;
  const used = bySize.cells > 0 && few === 0 ? bySize : byGroup;
  const n = words.number(groups.reduce((sum, { respondents = 0 }) => sum + respondents, 0));
  return { few, cells, n, isBySize: used === bySize, effective: used.few === 0 && words.number(used.effective) };
}

/** Weights of `total / respondents`: cells that exist, those under 30 responses, and Kish's effective number, (Σw)² / Σw². */
export function weightingOf(parts: readonly Pick<CoveredPart, 'total' | 'respondents'>[]) {
  const cells = parts.filter(({ total }) => total > 0);
  const sum = cells.reduce((all, { total }) => all + total, 0);
  const squares = cells.reduce((all, { total, respondents = 0 }) => all + total ** 2 / respondents, 0);
  const few = cells.filter(({ respondents = 0 }) => respondents < 30).length;
  return { cells: cells.length, few, effective: Math.round(sum ** 2 / squares) };
}
