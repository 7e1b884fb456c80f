import type { Answers } from '../../core/survey/answers.ts';
import type { Presentation } from '../../core/survey/presentation.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { FactValues, Typology } from '../../core/survey/typology-schema.ts';
import { type CardProfiles, cardProfiles } from '../../core/typology/card-profiles.ts';
import { gapOf } from '../../core/typology/condition.ts';
import { completed } from '../../core/typology/decided.ts';
import { inputsOf } from '../../core/typology/fact-domain.ts';
import { isSpan } from '../../core/typology/fact-values.ts';
import { factsFrom } from '../../core/typology/facts.ts';
import type { UiLanguage } from '../../words/languages.ts';
import { cardStrings } from '../words/later-words.ts';
import type { LanguageMark } from '../words/words.ts';
import { writeList } from '../words/writing.ts';
import { sayAtAGlance, sayFact } from './say-fact.ts';
import type { Voice } from './voice.ts';

export interface ProfileName {
  readonly id: string;
  readonly name: string;
}

/** The sentences and names of a card, whichever of its outcomes it has. */
export interface ProfileReading extends Omit<CardProfiles, 'nearest'> {
  /** The survey that it was read from, for the parts below the head. */
  readonly survey: Survey;
  readonly typology: Typology;
  readonly facts: FactValues;
  /** For what is a text of the survey alone. */
  readonly mark: LanguageMark | undefined;
  /** The one that the card names alone; absent from a card that names several, or none. */
  readonly profile: ProfileName | undefined;
  /** The sentence of that one. Empty where the presentation has it. */
  readonly sentence: string;
  /** The strict rule has an outcome, so that publications count the response. */
  readonly isCounted: boolean;
  /** How many of the known criteria the nearest profiles match. */
  readonly matches: number;
  /** The profiles that the card shows, in the study's order: those that come first or, where that is open, the nearest so far. */
  readonly nearest: readonly ProfileColumn[];
  readonly criteria: readonly CriterionReading[];
  /** Every profile, in the study's order. */
  readonly columns: readonly ProfileColumn[];
}

export interface CriterionReading {
  readonly id: string;
  readonly title: string;
  /** The title in a word, where the survey has one. */
  readonly short: string;
  readonly observed: readonly string[];
  /** Two or three words for the observed value; empty where nothing of it is known. */
  readonly glance: string;
  /** Something is there, or nothing of the kind, or that depends on what was not answered. */
  readonly standing: 'there' | 'absent' | 'open';
}

/** A profile compared with one's own answers. */
export interface ProfileColumn extends ProfileName {
  readonly isNear: boolean;
  /** By criterion; whether it matches is unknown where the criterion is. */
  readonly cells: readonly { readonly matches: boolean | undefined; readonly required: string }[];
}

// The check reads the card that the last tap shows: a second reading would take 2 to 7 ms of that frame on a slow phone. Each is
// kept by the very answers, then facts, that it was read from, and goes with them.
const factsByAnswers = new WeakMap<Answers, FactValues>();
const readingByFacts = new WeakMap<FactValues, { of: Survey; voice: Voice; reading: ProfileReading | undefined }>();

/** Takes the answers of a path. */
export function factsBehind(survey: Survey, answers: Answers): FactValues {
  const facts = factsByAnswers.get(answers) ?? factsFrom(survey, answers);
  factsByAnswers.set(answers, facts);
  return facts;
}

/** `undefined` for a survey without profiles. */
export function readCard(survey: Survey, facts: FactValues, voice: Voice): ProfileReading | undefined {
  const known = readingByFacts.get(facts);
  if (known?.of === survey && known.voice === voice) return known.reading;
  const reading = read(survey, facts, voice);
  readingByFacts.set(facts, { of: survey, voice, reading });
  return reading;
}

function read(survey: Survey, values: FactValues, voice: Voice): ProfileReading | undefined {
  const { typology, facts } = survey;
  if (!typology) return undefined;
  const found = cardProfiles(survey, values);
  const isCounted = found.open.length === 0 && found.deciding.length === 0;
  // What is nearest so far is for the person who answered: a card that is shared names no profile before one is sure.
  const soFar = voice.isBrought && !isCounted ? [] : found.nearest;
  const near = found.outcome === 'open' ? soFar : (found.possible ?? []);
  const columns = columnsOf(typology, completed(facts, values), { near, lacking: found.open }, voice);
  const nearest = columns.filter(({ isNear }) => isNear);
  const profile = found.outcome === 'near' ? nearest[0] : undefined;
  const named = typology.profiles.find(({ id }) => id === profile?.id);
  return {
    ...found,
    deciding: found.outcome === 'either' || found.outcome === 'open' ? found.deciding : [],
    survey,
    typology,
    facts: values,
    mark: voice.inSurvey,
    profile,
    sentence: named ? voice.of(named.sentence) : '',
    isCounted,
    matches: nearest[0]?.cells.filter(({ matches }) => matches).length ?? 0,
    nearest,
    criteria: typology.criteria.map((criterion) => {
      const title = voice.of(criterion.title);
      const isSomething = isThere(criterion, values);
      const standing = found.open.includes(criterion.id) ? 'open' : isSomething ? 'there' : 'absent';
      const isTold = standing !== 'open' || (criterion.total && isSomething);
      return {
        id: criterion.id,
        title,
        short: criterion.short ? voice.of(criterion.short) : title,
        standing,
        glance: isTold ? sayAtAGlance(criterion, facts, values, voice) : '',
        observed: facts
          .filter((fact) => criterion.facts.includes(fact.id) && values[fact.id] !== undefined)
          .map((fact) => sayFact(fact, values[fact.id], voice)),
      };
    }),
    columns,
  };
}

/** Returns whether something is there of what a criterion looks at: for a total, of all that it adds up. */
function isThere({ facts, total }: Typology['criteria'][number], values: FactValues): boolean {
  const found = (total?.sum ?? facts).map((fact) => values[fact]);
  if (total && found.includes(undefined)) return false;
  return found.some((value) => {
    if (isSpan(value)) return value.from > 0;
    return Array.isArray(value)
      ? value.length > 0
      : value !== undefined && value !== 0 && value !== 'no' && value !== 'none';
  });
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

/** A card is named by the profiles that it shows, as far as they are sure; by none where more than three are as near. */
export function cardTitle(
  { outcome, nearest, isCounted }: ProfileReading,
  language: UiLanguage,
  { crossed = {} }: Pick<Presentation, 'crossed'>,
): string {
  const names = nearest.map(({ name }) => name);
  const either = writeList(names, language, 'or');
  const text = cardStrings(language);
  if (outcome === 'between') {
    const known = nearest.flatMap(({ id }) => crossed[id] ?? []);
    return known.length === names.length
      ? text['card.crossing'](writeList(known, language))
      : writeList(names, language);
  }
  if (outcome !== 'open') return either;
  if (isCounted) return text['card.composite'];
  if (names.length === 0) return text['card.unnamed'];
  return text['card.so-far'](names.length > 3 ? text['card.several'] : either);
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
  return id === reading.profile?.id && cells.every(({ matches }) => matches)
    ? ruleInWords(reading, presentation)
    : undefined;
}

/** The rule of the profile that the card names alone, in a sentence: the current revision of a survey leaves it to the presentation. */
export function ruleInWords({ sentence, profile }: ProfileReading, { rules }: Presentation): string | undefined {
  return sentence || (profile && rules?.[profile.id]);
}

/** The words for what decides between the profiles of a card: the survey's own for the one criterion that does, else short titles. */
export function decidingInWords(
  { survey, typology, deciding, open, criteria }: ProfileReading,
  language: UiLanguage,
  { deciding: own = {} }: Presentation,
): string {
  const items = deciding.flatMap((id) => survey.question.get(id)?.items ?? []);
  const facts = survey.facts.filter((fact) => inputsOf(fact).some((item) => items.includes(item))).map(({ id }) => id);
  const decisive = criteria.filter(({ id }, place) => {
    return open.includes(id) && typology.criteria[place]?.facts.some((fact) => facts.includes(fact));
  });
  const [{ id = '' } = {}] = decisive;
  const shorts = decisive.map(({ short }) => short);
  const depends = cardStrings(language)['card.depends'];
  return (decisive.length === 1 && own[id]) || depends(writeList(shorts, language), decisive.length);
}
