import type { Question, Survey } from '../survey/questionnaire.ts';
import type { LocalText } from '../survey/survey-parts.ts';
import { countContext, type DisplayedCount, displayCount, PROFILE_ITEM } from './disclosure/shares.ts';
import type { ShownStratum, ShownTables } from './disclosure/shown-tables.ts';
import { asDivided, EVERYONE } from './everyone.ts';
import type { Reference, ReferenceFigure } from './reference.ts';

/*
 * The reference file of a wave, made from its final results: the next wave shows it as it shows a past study. It holds what the
 * results page displays, and nothing finer.
 */

type Published = Pick<ShownTables, 'phase' | 'epsilon' | 'strata' | 'dividedBy'>;

/** `reference-YYYY.json` of a survey that is closed; `next` is the id of the survey that will show it. */
export function waveReference(survey: Survey, final: Published, next: string): Reference {
  // The next wave knows the groups of this revision alone.
  const isKnown = (group: string) => group === EVERYONE || asDivided(survey, final) === survey;
  const groups = Object.entries(final.strata).flatMap(([group, shown]) =>
    shown && isKnown(group) ? [[group, shown] as const] : [],
  );
  const [language = ''] = survey.languages;
  const year = Number((final.strata[EVERYONE]?.asOf ?? '').slice(0, 4));
  return {
    survey: next,
    study: { title: survey.title[language] ?? survey.id, year, wave: true },
    pages: [],
    respondents: groups.map(([group, { n }]) => ({ group, n, is: 'printed', unit: unitOf(survey, group) })),
    operation: [],
    figures: groups.flatMap(([group, shown]) => figuresOf(survey, group, shown, final)),
    profiles: groups.flatMap(([group, shown]) => profilesOf(survey, group, shown, final)),
    asked: Object.fromEntries(survey.questions.map((question) => [question.id, askedOf(question)])),
    flaws: {},
  };
}

const RESPONSES = { fr: 'réponses', en: 'responses' };

/** « réponses, Commune »: no other words name the group where figures of several are listed. */
function unitOf(survey: Survey, group: string): LocalText {
  const label = survey.question.get(survey.stratum ?? '')?.choice.get(group)?.label ?? {};
  const units = Object.entries(RESPONSES).map(([language, unit]) => {
    const name = label[language];
    return [language, name === undefined ? unit : `${unit}, ${name}`];
  });
  return Object.fromEntries(units);
}

function askedOf({ kind, text, choices }: Question): NonNullable<Reference['asked']>[string] {
  // The areas of a list are too many to repeat, and are not options of the questionnaire.
  const isListed = kind !== 'territory' && choices.length > 0;
  return { text, ...(isListed && { options: Object.fromEntries(choices.map(({ id, label }) => [id, label])) }) };
}

function figuresOf(survey: Survey, group: string, stratum: ShownStratum, final: Published): readonly ReferenceFigure[] {
  return Object.entries(stratum.items).flatMap(([item, shown]) => {
    const question = survey.questionOfItem.get(item);
    // Bands of numbers are no options.
    if (!shown || !question || question.kind === 'number' || question.kind === 'text') return [];
    const context = countContext(final, survey, stratum, item, shown);
    const options = Object.entries(shown.counts).filter(([option]) => question.choice.has(option));
    return options.flatMap(([option, count]) => {
      const figure = printed(displayCount(count, shown.base, context));
      if (!figure) return [];
      const of = { question: question.id, ...(item !== question.id && { item }), options: [option] };
      return [{ ...of, scope: scopeOf(group), ...figure }];
    });
  });
}

function profilesOf(survey: Survey, group: string, stratum: ShownStratum, final: Published): Reference['profiles'] {
  const { profiles } = stratum;
  if (!profiles) return [];
  const { base, counts, pairs, between, apart, without } = profiles;
  const cells = { ...counts, ...(pairs ?? { between }), apart };
  const context = countContext(final, survey, stratum, PROFILE_ITEM, { counts: cells, without });
  return Object.entries({ ...counts, ...pairs }).flatMap(([profile, count]) => {
    const figure = printed(displayCount(count, base, context));
    return figure ? [{ profile, scope: scopeOf(group), published: figure.published, base }] : [];
  });
}

function scopeOf(group: string): ReferenceFigure['scope'] {
  return group === EVERYONE ? EVERYONE : [group];
}

/** « 62 % (57–66) », « ≤ 3 % » where only a range is displayed, « 8/28 (2–14) » where a count is, for readers of any language; `undefined` where no number is. */
function printed({ count, base, share, range, counts }: DisplayedCount) {
  const within = (of: typeof range) => (of ? ` (${of.least}–${of.most})` : '');
  if (counts) return { kind: 'count', value: count, published: `${count}/${base}${within(counts)}`, base } as const;
  const span = range && { range: [range.least, range.most] satisfies [number, number] };
  if (share !== undefined)
    return { kind: 'pct', value: share, published: `${share} %${within(range)}`, ...span, base } as const;
  if (!range) return undefined;
  const published = range.least === 0 ? `≤ ${range.most} %` : `≥ ${range.least} %`;
  return { kind: 'pct', value: null, published, ...span, base } as const;
}
