import { textOrPlain } from '../language.ts';
import type { Answers } from '../survey/answers.ts';
import { type Fault, fault } from '../survey/fault.ts';
import type { Survey } from '../survey/questionnaire.ts';
import type { LocalText } from '../survey/survey-parts.ts';
import type { Typology } from '../survey/typology-schema.ts';
import { weightedItems } from '../typology/affinity.ts';
import { inputsOf } from '../typology/fact-domain.ts';
import { drawnProfiles, type ProfileDraw } from './profile-draw.ts';
import { leadsIn, matchesIn, partsOf, placesAlone } from './profile-parts.ts';

/** Shares of random respondents from which advice begins. */
const FROM_SHARE = { rare: 0.02, several: 0.6, decided: 0.95 };
/** Answers that an example names. */
const MOST_ANSWERS = 8;

/** Finds profiles that no answers satisfy on every criterion; where there is none, those that are as near as an earlier one whatever is answered. */
export function profileFaults(survey: Survey): readonly Fault[] {
  const { affinity, criteria = [], profiles = [] } = survey.typology ?? {};
  const parts = partsOf(survey);
  const most = (place: number) => parts?.reduce((sum, part) => sum + Math.max(...part.map((m) => m[place] ?? 0)), 0);
  const lost = profiles.flatMap((_, place) => ((most(place) ?? criteria.length) < criteria.length ? [place] : []));
  if (lost.length > 0) return lost.map((place) => fault(`typology.profiles.${place}`, 'profile-unreachable'));
  const leads = leadsIn(survey, parts);
  return profiles.flatMap(({ name }, place) => {
    const first = profiles.slice(0, place).find((_, before) => !leads(before, place) && !leads(place, before));
    if (!first) return [];
    const code = affinity ? 'same-weights' : 'same-conditions';
    return [fault(`typology.profiles.${place}`, code, nameIn(survey, first.name), nameIn(survey, name))];
  });
}

/**
 * Says of the profiles what their author should see before publishing: those that never come alone, with answers that show it, those that
 * seldom do, and questions and ties that decide too much. The path leads to the cell to change.
 */
export function profileAdvice(survey: Survey, draw: ProfileDraw | undefined = drawnProfiles(survey)): readonly Fault[] {
  const { typology, questionOfItem } = survey;
  if (!typology || !draw) return [];
  const { profiles, criteria } = typology;
  const { people, alone, several, best, byItem } = draw;
  const parts = partsOf(survey);
  const leads = leadsIn(survey, parts);
  const named = parts && placesAlone(typology, parts);
  const name = (place: number) => nameIn(survey, profiles[place]?.name ?? {});
  const ofProfiles = profiles.flatMap(({ id }, place) => {
    const count = alone.get(id) ?? 0;
    const path = `typology.profiles.${place}`;
    if (count >= people * FROM_SHARE.rare) return [];
    const example = answersInWords(survey, best.get(id)?.answers ?? {});
    const over = count > 0 ? -1 : profiles.findIndex((_, other) => other !== place && !leads(place, other));
    if (over >= 0) {
      // Twins are a fault, which says it.
      if (!leads(over, place)) return [];
      const criterion = criteria.find((one) => isWider(survey, one, over, place));
      if (!criterion) return [fault(path, 'profile-outweighed', name(place), name(over), example)];
      const cell = `typology.profiles.${over}.requires.${criterion.id}`;
      return [fault(cell, 'profile-covered', name(place), name(over), nameIn(survey, criterion.title), example)];
    }
    if (count === 0 && named && !named.has(place)) return [fault(path, 'profile-never-alone', name(place), example)];
    return [fault(path, 'profile-rare', name(place), count, people)];
  });
  const share = Math.round((several / people) * 100);
  const tied = share > FROM_SHARE.several * 100 ? [fault('typology', 'profiles-several', share, people)] : [];
  const ofQuestions = [...byItem].flatMap(([item, outcomesOf]) => {
    const modes = [...outcomesOf.values()].flatMap((all) => [...all].sort(([, a], [, b]) => b - a).slice(0, 1));
    const sure = modes.reduce((sum, [, count]) => sum + count, 0) / people;
    const isDecisive = new Set(modes.map(([outcome]) => outcome)).size > 1 && outcomesOf.size * 50 < people;
    if (!isDecisive || byItem.size < 2 || sure < FROM_SHARE.decided) return [];
    const { number = 0, text = {} } = questionOfItem.get(item) ?? {};
    return [fault('typology.affinity', 'decided-by-one', number, nameIn(survey, text), Math.round(sure * 100), people)];
  });
  return [...ofProfiles, ...ofQuestions, ...tied];
}

/** Returns whether some answers meet a criterion's cell of one profile, and not that of another. */
function isWider(survey: Survey, criterion: Typology['criteria'][number], one: number, other: number): boolean {
  const matches = matchesIn(survey, [criterion], criterion.facts) ?? [];
  return matches.some((m) => (m[one] ?? 0) > (m[other] ?? 0));
}

/** Returns the text in the survey's first language. */
function nameIn({ languages: [language = ''] }: Survey, text: LocalText): string {
  return textOrPlain(text, language) ?? '';
}

/** Names the answers that the typology reads, by the numbers of their questions: `3. Yes · 5. A blog, A forum`. */
function answersInWords(survey: Survey, answers: Answers): string {
  const { typology, facts, questions } = survey;
  const read = new Set(typology?.affinity ? weightedItems(typology.affinity) : facts.flatMap(inputsOf));
  const parts = questions.flatMap((question) =>
    question.items.flatMap((item) => {
      const answer = answers[item];
      if (answer === undefined || !read.has(item)) return [];
      const row = question.kind === 'matrix' ? question.rows.find(({ id }) => id === item)?.label : undefined;
      const options = typeof answer === 'object' ? answer : [String(answer)];
      const labels = options.map((id) => nameIn(survey, question.choice.get(id)?.label ?? {}) || id);
      return `${question.number}. ${row ? `${nameIn(survey, row)} ` : ''}${labels.join(', ')}`;
    }),
  );
  return [...parts.slice(0, MOST_ANSWERS), ...(parts.length > MOST_ANSWERS ? ['…'] : [])].join(' · ');
}
