import type { Question, Survey } from '../survey/questionnaire.ts';
import { type DisplayedCount, displayCount } from './disclosure/shares.ts';
import type { ShownStratum, ShownTables } from './disclosure/shown-tables.ts';
import { EVERYONE } from './everyone.ts';
import type { Reference, ReferenceFigure } from './reference.ts';

/*
 * The reference file of a wave, made from its final results: the next wave shows it as it shows a past study. It holds what the
 * results page displays, and nothing finer.
 */

/** `reference-YYYY.json` of a survey that is closed; `next` is the id of the survey that will show it. */
export function waveReference(survey: Survey, final: Pick<ShownTables, 'epsilon' | 'strata'>, next: string): Reference {
  const groups = Object.entries(final.strata).flatMap(([group, shown]) => (shown ? [[group, shown] as const] : []));
  const [language = ''] = survey.languages;
  const year = Number((final.strata[EVERYONE]?.asOf ?? '').slice(0, 4));
  return {
    survey: next,
    study: { title: survey.title[language] ?? survey.id, year, wave: true },
    pages: [],
    respondents: groups.map(([group, { n }]) => ({ group, n, is: 'printed', unit: RESPONSES })),
    operation: [],
    figures: groups.flatMap(([group, shown]) => figuresOf(survey, group, shown, final.epsilon)),
    profiles: groups.flatMap(([group, shown]) => profilesOf(group, shown, final.epsilon)),
    asked: Object.fromEntries(survey.questions.map((question) => [question.id, askedOf(question)])),
    flaws: {},
  };
}

const RESPONSES = { fr: 'réponses', en: 'responses' };

function askedOf({ kind, text, choices }: Question): NonNullable<Reference['asked']>[string] {
  // The areas of a list are too many to repeat, and are not options of the questionnaire.
  const isListed = kind !== 'territory' && choices.length > 0;
  return { text, ...(isListed && { options: Object.fromEntries(choices.map(({ id, label }) => [id, label])) }) };
}

function figuresOf(
  survey: Survey,
  group: string,
  { items, draws, sizeDraws }: ShownStratum,
  epsilon: number,
): readonly ReferenceFigure[] {
  return Object.entries(items).flatMap(([item, shown]) => {
    const question = survey.questionOfItem.get(item);
    // Bands of numbers are no options.
    if (!shown || !question || question.kind === 'number' || question.kind === 'text') return [];
    const noise = { epsilon, draws };
    const options = Object.entries(shown.counts).filter(([option]) => question.choice.has(option));
    return options.map(([option, count]) => {
      const displayed = displayCount(count, shown.base, {
        phase: 'results',
        noise,
        parts: Object.keys(shown.counts).length,
        ...(question.kind === 'multiple' && { sizeDraws }),
      });
      return {
        question: question.id,
        ...(item !== question.id && { item }),
        options: [option],
        scope: scopeOf(group),
        ...printed(displayed),
      };
    });
  });
}

function profilesOf(group: string, { profiles, draws }: ShownStratum, epsilon: number): Reference['profiles'] {
  if (!profiles) return [];
  const { base, counts, pairs, between, apart } = profiles;
  const parts = Object.keys({ ...counts, ...(pairs ?? { between }), apart }).length;
  return Object.entries(counts).map(([profile, count]) => {
    const noise = { epsilon: epsilon / 2, draws };
    const displayed = displayCount(count, base, { phase: 'results', noise, parts });
    return { profile, scope: scopeOf(group), published: printed(displayed).published };
  });
}

function scopeOf(group: string): ReferenceFigure['scope'] {
  return group === EVERYONE ? EVERYONE : [group];
}

/** « 62 % », « ≤ 3 % » where only a range is displayed, « 8/28 » where a count is. */
function printed({ count, base, share, range }: DisplayedCount) {
  if (share !== undefined) return { kind: 'pct', value: share, published: `${share} %`, base } as const;
  if (!range) return { kind: 'count', value: count, published: `${count}/${base}`, base: Math.max(1, base) } as const;
  const { least, most } = range;
  const span: [number, number] = [least, most];
  return {
    kind: 'pct',
    value: null,
    range: span,
    published: least === 0 ? `≤ ${most} %` : `≥ ${least} %`,
    base,
  } as const;
}
