import type { Answers } from '../../core/survey/answers.ts';
import type { Presentation } from '../../core/survey/presentation.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { FactValues, Typology } from '../../core/survey/typology-schema.ts';
import { gapOf } from '../../core/typology/condition.ts';
import { completed } from '../../core/typology/decided.ts';
import { factsFrom } from '../../core/typology/facts.ts';
import { classify, type ProfileOutcome } from '../../core/typology/typology.ts';
import type { CardStrings } from '../words/fr/later.ts';
import type { LanguageMark } from '../words/words.ts';
import { joinList } from '../words/writing.ts';
import { sayAtAGlance, sayFact } from './say-fact.ts';
import type { Voice } from './voice.ts';

export interface ProfileName {
  readonly id: string;
  readonly name: string;
}

/** The sentences and names of a profile in the head of a card. */
export interface ProfileReading {
  readonly kind: 'profile';
  /** The survey that it was read from, for the parts below the head. */
  readonly survey: Survey;
  readonly facts: FactValues;
  /** For what is a text of the survey alone. */
  readonly mark: LanguageMark | undefined;
  /** The one nearest, or the one that the tie-break keeps: a card is that one's only where it is near one alone. */
  readonly profile: ProfileName;
  /** Empty where the presentation has it. */
  readonly sentence: string;
  /** The sentence is ours, where the study printed none. */
  readonly isReconstructed: boolean;
  /** The study or survey that the profiles come from. */
  readonly source: string;
  readonly outcome: ProfileOutcome;
  /** Below this many matching criteria no profile is named alone. */
  readonly leastMatches: number;
  readonly matches: number;
  /** The profile kept and those as near, in the study's order. */
  readonly nearest: readonly ProfileName[];
  readonly criteria: readonly CriterionReading[];
  /** Every profile, in the study's order. */
  readonly columns: readonly ProfileColumn[];
}

export interface CriterionReading {
  readonly id: string;
  readonly title: string;
  /** The title in a word, where the survey has one. */
  readonly short: string;
  readonly matches: boolean;
  readonly observed: readonly string[];
  /** Two or three words for the observed value. */
  readonly glance: string;
  readonly required: string;
}

/** A profile compared with one's own answers. */
export interface ProfileColumn extends ProfileName {
  readonly isNear: boolean;
  readonly cells: readonly ProfileCell[];
}

interface ProfileCell {
  /** Unknown where the criterion is. */
  readonly matches: boolean | undefined;
  readonly required: string;
}

export interface NotComputed {
  readonly kind: 'not-computed';
  readonly mark: LanguageMark | undefined;
  /** How many criteria a profile needs. */
  readonly total: number;
  readonly missing: readonly { readonly id: string; readonly title: string; readonly questions: readonly string[] }[];
  /** The criteria, known or not: a missing one has no observed value. */
  readonly criteria: readonly Pick<CriterionReading, 'id' | 'title' | 'short' | 'glance'>[];
  readonly columns: readonly ProfileColumn[];
}

type CardReading = ProfileReading | NotComputed | undefined;

// The check reads the card that the last tap shows: a second reading would take 2 to 7 ms of that frame on a slow phone. Each is
// kept by the very answers, then facts, that it was read from, and goes with them.
const factsByAnswers = new WeakMap<Answers, FactValues>();
const readingByFacts = new WeakMap<FactValues, { of: Survey; voice: Voice; reading: CardReading }>();

/** Takes the answers of a path. */
export function factsBehind(survey: Survey, answers: Answers): FactValues {
  const facts = factsByAnswers.get(answers) ?? factsFrom(survey, answers);
  factsByAnswers.set(answers, facts);
  return facts;
}

/** `undefined` for a survey without profiles. */
export function readCard(survey: Survey, facts: FactValues, voice: Voice): CardReading {
  const known = readingByFacts.get(facts);
  if (known?.of === survey && known.voice === voice) return known.reading;
  const reading = read(survey, facts, voice);
  readingByFacts.set(facts, { of: survey, voice, reading });
  return reading;
}

function read(survey: Survey, values: FactValues, voice: Voice): CardReading {
  const { typology, facts } = survey;
  if (!typology) return undefined;
  const found = classify(survey, values);
  const lacking = found.kind === 'profile' ? [] : found.missing.map(({ criterion }) => criterion);
  const titles = typology.criteria.map((criterion) => {
    const title = voice.of(criterion.title);
    return {
      id: criterion.id,
      title,
      short: criterion.short ? voice.of(criterion.short) : title,
      glance: lacking.includes(criterion.id) ? '' : sayAtAGlance(criterion, facts, values, voice),
    };
  });
  if (found.kind === 'not-computed') {
    // A quiz has no criteria: its questions stand under its own title.
    const titleOf = (id: string) => titles.find((one) => one.id === id)?.title ?? voice.of(typology.title);
    const missing = found.missing.map(({ criterion: id, questions }) => ({ id, title: titleOf(id), questions }));
    const columns = columnsOf(typology, completed(facts, values), { near: [], lacking }, voice);
    return { kind: 'not-computed', mark: voice.inSurvey, total: titles.length, missing, criteria: titles, columns };
  }
  const profile = typology.profiles.find((one) => one.id === found.profile);
  if (!profile) throw new Error(`no profile ${found.profile}`);
  const near = [found.profile, ...found.alsoNear];
  const columns = columnsOf(typology, completed(facts, values), { near, lacking }, voice);
  const own = columns.find((one) => one.id === found.profile);
  const nearest = columns.flatMap(({ isNear, id, name }) => (isNear ? [{ id, name }] : []));
  return {
    kind: 'profile',
    survey,
    facts: values,
    mark: voice.inSurvey,
    profile: { id: profile.id, name: voice.of(profile.name) },
    sentence: voice.of(profile.sentence),
    isReconstructed: typology.reconstructed === true,
    source: voice.of(typology.title),
    outcome: found.outcome,
    leastMatches: typology.compositeBelow ?? 0,
    matches: found.matches,
    nearest,
    criteria: typology.criteria.map((criterion, index) => ({
      ...(titles[index] ?? { id: criterion.id, title: '', short: '', glance: '' }),
      matches: found.criteria[index]?.matches === true,
      observed: facts
        .filter((fact) => criterion.facts.includes(fact.id) && values[fact.id] !== undefined)
        .map((fact) => sayFact(fact, values[fact.id], voice)),
      required: own?.cells[index]?.required ?? '',
    })),
    columns,
  };
}

/** The study's own table: what each profile requires of each criterion, and whether these answers meet it. */
function columnsOf(
  { profiles, criteria }: Typology,
  values: FactValues,
  { near, lacking }: { readonly near: readonly string[]; readonly lacking: readonly string[] },
  voice: Voice,
): readonly ProfileColumn[] {
  return profiles.map(({ id, name, requires }) => ({
    id,
    name: voice.of(name),
    isNear: near.includes(id),
    cells: criteria.map(({ id: criterion }) => {
      const required = requires[criterion];
      return {
        matches: lacking.includes(criterion) ? undefined : !required || gapOf(required.when, values) === 0,
        required: required ? voice.of(required.says) : '–',
      };
    }),
  }));
}

/** A card between two profiles is named by both, and one without a dominant profile by none. */
export function cardTitle(
  { outcome, nearest, profile }: ProfileReading,
  text: CardStrings,
  { crossed = {} }: Presentation,
): string {
  if (outcome === 'near') return profile.name;
  if (outcome === 'apart') return text['card.composite'];
  const names = nearest.flatMap(({ id }) => crossed[id] ?? []);
  const and = text['list.and'];
  if (names.length === nearest.length) return text['card.crossing'](joinList(names, and));
  return joinList(
    nearest.map(({ name }) => name),
    and,
  );
}

/**
 * Returns what these answers let one say aloud of a profile: its first sentence whose criteria all agree. A survey without such
 * sentences has the profile's rule instead, where all of it is true. `undefined` where nothing is true.
 */
export function saidAloud(reading: ProfileReading, id: string, presentation: Presentation): string | undefined {
  const cells = reading.columns.find((column) => column.id === id)?.cells ?? [];
  const agrees = (criterion: string) => cells[reading.criteria.findIndex((one) => one.id === criterion)]?.matches;
  const sentences = presentation.aloud?.profiles[id];
  if (sentences) return sentences.find(({ needs }) => needs.every(agrees))?.says;
  // Between the profiles of a quiz, no sentence is about one alone.
  if (cells.length === 0 && reading.outcome !== 'near') return undefined;
  return id === reading.profile.id && cells.every(({ matches }) => matches)
    ? ruleInWords(reading, presentation)
    : undefined;
}

/** The rule of the profile that is kept, in a sentence: the current revision of a survey leaves it to the presentation. */
export function ruleInWords({ sentence, profile }: ProfileReading, { rules }: Presentation): string | undefined {
  return sentence || rules?.[profile.id];
}
