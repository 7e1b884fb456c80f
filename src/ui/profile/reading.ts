import type { Answers } from '../../core/survey/answers.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { LocalText } from '../../core/survey/survey-parts.ts';
import type { Fact, Typology } from '../../core/survey/typology-schema.ts';
import { oneChangeAway } from '../../core/typology/changes.ts';
import { membersOf, numberOf } from '../../core/typology/fact-values.ts';
import { type FactValue, type FactValues, factsFrom } from '../../core/typology/facts.ts';
import { classify, type DecidedBy } from '../../core/typology/typology.ts';
import { localeOf } from '../words/words.ts';

/** How the card puts the data of a survey into one language. */
export interface Voice {
  readonly language: string;
  readonly of: (text: LocalText) => string;
  readonly number: (value: number) => string;
}

export interface ProfileName {
  readonly id: string;
  readonly name: string;
}

/** What the card says of a profile: sentences and names, nothing to compute any more. */
export interface ProfileReading {
  readonly kind: 'profile';
  readonly profile: ProfileName;
  readonly sentence: string;
  /** What the profiles come from. */
  readonly source: string;
  readonly composite: boolean;
  /** Below this many matching criteria no profile is named alone. */
  readonly leastMatches: number;
  readonly matches: number;
  readonly decidedBy: DecidedBy;
  /** The profile kept and those as near, in the study's order. */
  readonly nearest: readonly ProfileName[];
  readonly alsoNear: readonly ProfileName[];
  /** Both as lists in a sentence. */
  readonly nearestNames: string;
  readonly alsoNearNames: string;
  readonly criteria: readonly CriterionReading[];
  readonly changes: readonly { readonly profile: ProfileName; readonly sentences: readonly string[] }[];
}

export interface CriterionReading {
  readonly id: string;
  readonly title: string;
  readonly matches: boolean;
  readonly observed: readonly string[];
  readonly required: string;
}

export interface NotComputed {
  readonly kind: 'not-computed';
  /** How many criteria a profile needs. */
  readonly total: number;
  readonly missing: readonly { readonly id: string; readonly title: string; readonly questions: readonly string[] }[];
}

type CardReading = ProfileReading | NotComputed | undefined;

// The check reads the card that the last tap shows: a second reading would take 2 to 7 ms of that frame on a slow phone. Each is
// kept by the very answers, then facts, that it was read from, and goes with them.
const factsByAnswers = new WeakMap<Answers, FactValues>();
const readingByFacts = new WeakMap<FactValues, { of: Survey; voice: Voice; reading: CardReading }>();

/** Takes the answers of a path. */
export function factsBehind(survey: Survey, answers: Answers): FactValues {
  const facts = factsByAnswers.get(answers) ?? factsFrom(survey.facts, answers);
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
  const { typology } = survey;
  if (!typology) return undefined;
  const found = classify(survey, values);
  const titleOf = (id: string) => voice.of(typology.criteria.find((one) => one.id === id)?.title ?? {});
  if (found.kind === 'not-computed') {
    const missing = found.missing.map(({ criterion: id, questions }) => ({ id, title: titleOf(id), questions }));
    return { kind: 'not-computed', total: typology.criteria.length, missing };
  }
  const profile = typology.profiles.find((one) => one.id === found.profile);
  if (!profile) throw new Error(`no profile ${found.profile}`);
  const named = (ids: readonly string[]) =>
    typology.profiles.filter((one) => ids.includes(one.id)).map((one) => ({ id: one.id, name: voice.of(one.name) }));
  const nearest = named([found.profile, ...found.alsoNear]);
  const alsoNear = named(found.alsoNear);
  return {
    kind: 'profile',
    profile: { id: profile.id, name: voice.of(profile.name) },
    sentence: voice.of(profile.sentence),
    source: voice.of(typology.title),
    composite: found.composite,
    leastMatches: typology.compositeBelow ?? 0,
    matches: found.matches,
    decidedBy: found.decidedBy,
    nearest,
    alsoNear,
    nearestNames: listed(nearest, voice),
    alsoNearNames: listed(alsoNear, voice),
    criteria: typology.criteria.map((criterion, index) => ({
      id: criterion.id,
      title: voice.of(criterion.title),
      matches: found.criteria[index]?.matches === true,
      observed: survey.facts
        .filter((fact) => criterion.facts.includes(fact.id))
        .map((fact) => sayFact(fact, values[fact.id], voice)),
      required: voice.of(profile.requires[criterion.id]?.says ?? {}),
    })),
    changes: changesByProfile(typology, survey.facts, values, voice),
  };
}

function listed(profiles: readonly ProfileName[], { language }: Voice): string {
  return new Intl.ListFormat(localeOf(language)).format(profiles.map((one) => one.name));
}

/** Additions and removals alike, under the profile they lead to, in the study's order. */
function changesByProfile(typology: Typology, facts: readonly Fact[], values: FactValues, voice: Voice) {
  const changes = oneChangeAway(typology, facts, values);
  return typology.profiles.flatMap((profile) => {
    const sentences = changes
      .filter((change) => change.profile === profile.id)
      .flatMap(({ fact: id, to }) => {
        const fact = facts.find((one) => one.id === id);
        return fact ? [sayChange(fact, values, { ...values, [id]: to }, voice)] : [];
      });
    return sentences.length > 0 ? [{ profile: { id: profile.id, name: voice.of(profile.name) }, sentences }] : [];
  });
}

const rules = new Map<string, Intl.PluralRules>();

function pluralRules(language: string): Intl.PluralRules {
  const known = rules.get(language) ?? new Intl.PluralRules(language);
  rules.set(language, known);
  return known;
}

/** A fact as observed. */
export function sayFact(fact: Fact, value: FactValue | undefined, voice: Voice): string {
  switch (fact.kind) {
    case 'flag':
      return voice.of(fact.says[value === 'yes' ? 'yes' : 'no']);
    case 'count': {
      const count = Number(value);
      const form = pluralRules(voice.language).select(count) === 'one' ? fact.says.one : fact.says.other;
      return voice.of((count === 0 && fact.says.zero) || form).replaceAll('{n}', voice.number(count));
    }
    case 'category':
      return voice.of(fact.cases.find((one) => one.id === value)?.says ?? {});
    case 'set': {
      const members = fact.members.filter((member) => typeof value === 'object' && value.includes(member.id));
      if (members.length === 0) return voice.of(fact.says.none);
      const list = new Intl.ListFormat(localeOf(voice.language)).format(
        members.map((member) => voice.of(member.label)),
      );
      return voice.of(fact.says.some).replaceAll('{list}', list);
    }
  }
}

/** "Si un dispositif d'évaluation existait": the beginning of a sentence that the card ends with a profile. */
function sayChange(fact: Fact, from: FactValues, to: FactValues, voice: Voice): string {
  const { id } = fact;
  switch (fact.kind) {
    case 'flag':
      return voice.of(fact.ifChanged[to[id] === 'yes' ? 'yes' : 'no']);
    case 'count':
      return voice.of(fact.ifChanged[numberOf(to, id) > numberOf(from, id) ? 'more' : 'fewer']);
    case 'category':
      return voice.of(fact.cases.find((one) => one.id === to[id])?.ifChanged ?? {});
    case 'set': {
      const before = membersOf(from, id);
      const after = membersOf(to, id);
      const moved = fact.members.find((member) => before.includes(member.id) !== after.includes(member.id));
      return voice.of(moved?.ifChanged[after.length > before.length ? 'added' : 'removed'] ?? {});
    }
  }
}
