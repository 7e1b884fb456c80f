import { EVERYONE } from '../core/results/everyone.ts';
import type { PastPrinted, PastStudy } from '../core/results/past-study.ts';
import { type ProfileFigure, pagesOf, type Reference, type ReferenceFigure } from '../core/results/reference.ts';
import type { Survey } from '../core/survey/questionnaire.ts';
import type { LocalText } from '../core/survey/survey-parts.ts';

const MEAN: LocalText = { fr: 'moyenne de ces types', en: 'mean of these types' };

/**
 * What the study published, as the page shows it: without the counts that the study did not print, nor the lines of its text. The first
 * revision of the survey asks what the study asked.
 */
export function pastStudy(reference: Reference, current?: Survey, first?: Survey): PastStudy {
  const { wave, ...named } = reference.study;
  const study = { ...named, ...(wave && { wave }) };
  const figures = reference.figures.map((figure) => ({
    item: figure.item ?? figure.question,
    ...(figure.options ? { options: figure.options } : {}),
    ...printedOf(reference, figure),
    ...measureOf(figure),
    ...baseOf(figure),
    ...percentOf(figure),
  }));
  const profiles = reference.profiles.map((figure) => ({ profile: figure.profile, ...printedOf(reference, figure) }));
  const touching = new Set([...figures, ...profiles].flatMap(({ flaws }) => flaws ?? []));
  return {
    ...study,
    groups: Object.fromEntries(
      reference.respondents.map(({ group, n, unit, is }) => [
        group,
        { n, unit, ...(is === 'computed' ? { isComputed: true as const } : {}) },
      ]),
    ),
    figures,
    profiles,
    ...typologyOf(reference),
    ...changedOf(reference, current),
    ...addedOf(reference, current, first),
    flaws: Object.fromEntries(
      Object.entries(reference.flaws).flatMap(([number, { what }]) => (touching.has(number) ? [[number, what]] : [])),
    ),
  };
}

function changedOf(reference: Reference, current: Survey | undefined): Pick<PastStudy, 'changed'> {
  const byQuestion: Record<string, LocalText[]> = {};
  const found = [...(reference.changed ?? []), ...(current ? rewordings(reference, current) : [])];
  for (const { question, what } of found) byQuestion[question] = [...(byQuestion[question] ?? []), what];
  return found.length === 0 ? {} : { changed: byQuestion };
}

const THEN = {
  text: { fr: 'Formulation d’alors\u202f:', en: 'Wording then:' },
  gone: { fr: 'Réponses qui ne sont plus proposées\u202f:', en: 'Answers that are no longer offered:' },
  added: { fr: 'Réponses qui n’étaient pas proposées\u202f:', en: 'Answers that were not offered:' },
} as const;

/** Returns the questions that an earlier wave asked in other words or with other options. */
function rewordings({ asked = {} }: Reference, current: Survey): NonNullable<Reference['changed']> {
  return Object.entries(asked).flatMap(([id, { text, options }]) => {
    const question = current.question.get(id);
    if (!question) return [];
    const now = new Map(question.choices.map(({ id, label }) => [id, label]));
    const then = new Map(Object.entries(options ?? {}));
    const gone = [...then].filter(([option]) => !now.has(option)).map(([, label]) => label);
    const added = options ? [...now].filter(([option]) => !then.has(option)).map(([, label]) => label) : [];
    const isSame = Object.entries(question.text).every(([language, now]) => (text[language] ?? now) === now);
    return [
      ...(isSame ? [] : [{ question: id, what: rewordingText('text', [text], current) }]),
      ...(gone.length > 0 ? [{ question: id, what: rewordingText('gone', gone, current) }] : []),
      ...(added.length > 0 ? [{ question: id, what: rewordingText('added', added, current) }] : []),
    ];
  });
}

/** In each language of the survey; in English where the interface does not speak it. */
function rewordingText(what: keyof typeof THEN, texts: readonly LocalText[], { languages }: Survey): LocalText {
  return Object.fromEntries(
    languages.map((language) => {
      const head = language.startsWith('fr') ? THEN[what].fr : THEN[what].en;
      return [language, `${head} ${texts.map((text) => text[language] ?? Object.values(text)[0]).join(' · ')}`];
    }),
  );
}

/** An option is new if neither the first revision nor a printed figure has it; of a wave, if the wave did not offer it. */
function addedOf(
  { study, figures, asked }: Reference,
  current: Survey | undefined,
  first: Survey | undefined,
): Pick<PastStudy, 'added'> {
  const offeredIn = (id: string): ReadonlySet<string> | undefined => {
    if (study.wave) return asked?.[id]?.options && new Set(Object.keys(asked[id].options));
    const before = first?.question.get(id);
    const printed = figures.flatMap(({ question, options }) => (question === id ? (options ?? []) : []));
    return before && new Set([...before.choices.map((option) => option.id), ...printed]);
  };
  const added = (current?.questions ?? []).flatMap(({ id, choices }) => {
    const offered = offeredIn(id);
    const options = offered ? choices.map((option) => option.id).filter((option) => !offered.has(option)) : [];
    return options.length > 0 ? [[id, options] as const] : [];
  });
  return added.length > 0 ? { added: Object.fromEntries(added) } : {};
}

function typologyOf(reference: Reference): Pick<PastStudy, 'typology'> {
  const { typology } = reference;
  if (!typology) return {};
  const pageOf = (lines: readonly number[]) => {
    const page = pagesOf(reference, lines);
    return page === undefined ? {} : { page };
  };
  const { published, lines } = typology.preamble;
  return {
    typology: {
      preamble: { published, ...pageOf(lines) },
      choices: typology.choices.map(({ number, lines, touches, what }) => ({
        number,
        ...pageOf(lines),
        touches,
        what,
      })),
    },
  };
}

function printedOf(reference: Reference, figure: ReferenceFigure | ProfileFigure): PastPrinted {
  const { scope, published, lines, note, flaws, base } = figure;
  const page = pagesOf(reference, lines);
  return {
    groups: scope === 'all' ? [EVERYONE] : scope,
    published,
    ...(note ? { note } : {}),
    ...(page === undefined ? {} : { page }),
    ...(flaws ? { flaws } : {}),
    ...(base === undefined ? {} : { base }),
  };
}

/** Says in each language what was measured, among whom, and that it is a mean. */
function measureOf({ measure, among, together }: ReferenceFigure): Pick<PastPrinted, 'measure'> {
  const parts = [measure, among, together === 'mean' ? MEAN : undefined].filter((part) => part !== undefined);
  const [first] = parts;
  if (!first) return {};
  return {
    measure: Object.fromEntries(
      Object.keys(first).map((language) => [language, parts.map((part) => part[language]).join(', ')]),
    ),
  };
}

function percentOf({ kind, value, qualifier }: ReferenceFigure): Pick<PastPrinted, 'percent'> {
  return kind === 'pct' && value !== null && qualifier === undefined ? { percent: value } : {};
}

/** Returns a base that is printed, or the only one that reproduces the printed shares. */
function baseOf({ kind, base, derived = [] }: ReferenceFigure): Pick<PastPrinted, 'base' | 'baseIs'> {
  if (base !== undefined) return kind === 'count' ? { base, baseIs: 'in-words' } : { base };
  const [first, ...more] = derived;
  if (!first || more.some((other) => other.base !== first.base)) return {};
  return { base: first.base, baseIs: 'computed' };
}
