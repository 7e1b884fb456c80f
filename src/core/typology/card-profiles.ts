import type { CardFactsOf, Survey } from '../survey/questionnaire.ts';
import type { Fact, FactValue, FactValues, Typology } from '../survey/typology-schema.ts';
import { type Completions, completionsOf, distinct, type Matches, matchesOf } from './completions.ts';
import { completed, isOpen, openCriteria, possibleOf } from './decided.ts';
import { membersOf } from './fact-values.ts';
import { CARD_OUTCOME, NEAREST_SO_FAR, POSSIBLE_PROFILES } from './facts.ts';
import { matchesByAnswers } from './open-answers.ts';
import { classify } from './typology.ts';

export const CARD_OUTCOMES = ['near', 'between', 'either', 'open'] as const;

/**
 * `near`: one profile alone, in every completion. `between`: the same two in every completion. `either`: two or three come first, by the
 * answer that is missing, or because they tie. `open`: the nearest by what is known.
 */
export type CardOutcome = (typeof CARD_OUTCOMES)[number];

/** The profiles that a card may name. None is guessed, and every response has a card. */
export interface CardProfiles {
  readonly outcome: CardOutcome;
  /** Those that come first in some completion, in the order of profiles; `undefined` where fewer than half of the criteria are known, and where there are too many answers to try. */
  readonly possible: readonly string[] | undefined;
  /** Among them, those with which most of the known criteria agree; empty where nothing is known. */
  readonly nearest: readonly string[];
  /** The criteria that blank answers and « ne sait pas » leave open. */
  readonly open: readonly string[];
  /** The questions of open criteria of which some answer leaves fewer profiles. */
  readonly deciding: readonly string[];
  /** The questions of which every answer leaves one profile, or two that tie. */
  readonly settling: readonly string[];
  /** One fact alone is open, and each of its values leads to another of the possible profiles. */
  readonly doors: ReadonlyMap<string, { readonly fact: string; readonly value: FactValue }> | undefined;
}

/** A response whose facts leave criteria open, with the matches of the others. */
interface OpenCard {
  readonly typology: Typology;
  readonly facts: readonly Fact[];
  readonly values: FactValues;
  readonly open: Typology['criteria'];
  /** The matches of the other criteria. */
  readonly known: Matches;
}

/** Two counts of twelve rows have 169 points; a criterion with more than this is not gone through. */
const MOST_POINTS = 2000;

/** Goes through the answers that open items could have, for the card alone. Empty where every criterion is decided. */
export const possibleFacts: CardFactsOf = ({ typology, ...survey }, given, values) => {
  const card = typology && openCard(typology, survey.facts, values);
  if (!card || card.open.length === 0) return {};
  const parts = isHalfKnown(card) ? matchesByAnswers({ ...survey, typology }, given, values, card.open) : undefined;
  const found = parts && completionsOf(typology, card.known, parts);
  return { [CARD_OUTCOME]: outcomeOf(found), ...(found && { [POSSIBLE_PROFILES]: found.possible }) };
};

/** Takes each open criterion with every value that its facts could have: no answers make another profile come first. */
export function possibleByFacts(
  typology: Typology,
  facts: readonly Fact[],
  values: FactValues,
): Completions | undefined {
  const card = openCard(typology, facts, values);
  const parts = partsByFacts(card);
  return parts && completionsOf(typology, card.known, parts);
}

/**
 * Takes the facts of a card. Without those of `possibleFacts`, as in a card kept by an earlier release, the other facts tell what is
 * possible. Throws when the survey has no typology.
 */
export function cardProfiles(survey: Survey, values: FactValues): CardProfiles {
  const { typology, facts } = survey;
  const classified = classify(survey, values);
  if (!typology) throw new Error(`survey ${survey.id} has no typology`);
  const inOrder = (ids: readonly string[]) => typology.profiles.flatMap(({ id }) => (ids.includes(id) ? [id] : []));
  const closed = { open: [], deciding: [], settling: [], doors: undefined };
  if (classified.kind === 'profile') {
    const tied = inOrder([classified.profile, ...classified.alsoNear]);
    const outcome = classified.outcome === 'apart' ? setOrOpen(tied) : classified.outcome;
    return { ...closed, outcome, possible: tied, nearest: tied };
  }
  const { missing } = classified;
  if (typology.affinity) {
    const nearest = inOrder(idsIn(values, NEAREST_SO_FAR) ?? []);
    const deciding = missing.flatMap(({ questions }) => questions);
    return { ...closed, outcome: 'open', possible: undefined, nearest, deciding };
  }
  const card = openCard(typology, facts, values);
  const parts = partsByFacts(card);
  const byFacts = parts && completionsOf(typology, card.known, parts);
  const possible = CARD_OUTCOME in values ? idsIn(values, POSSIBLE_PROFILES) : byFacts?.possible;
  const outcome = CARD_OUTCOMES.find((one) => one === values[CARD_OUTCOME]) ?? outcomeOf(byFacts);
  const effects = missing.map((_, place) => effectOf(card, parts, place, possible));
  const deciding = missing.flatMap(({ questions }, place) => (effects[place] === 'none' ? [] : questions));
  const settling = missing.flatMap(({ questions }, place) =>
    effects[place] === 'settles' && questions.length === 1 ? questions : [],
  );
  return {
    outcome,
    possible,
    nearest: nearestOf(card, possible),
    open: missing.map(({ criterion }) => criterion),
    deciding: [...new Set(deciding)],
    settling,
    doors: outcome === 'either' ? doorsOf(card, possible) : undefined,
  };
}

function openCard(typology: Typology, facts: readonly Fact[], values: FactValues): OpenCard {
  const open = openCriteria(typology, facts, values);
  const known = typology.criteria.filter((criterion) => !open.includes(criterion));
  return { typology, facts, values, open, known: matchesOf(typology, known, completed(facts, values)) };
}

function outcomeOf(found: Completions | undefined): CardOutcome {
  if (!found) return 'open';
  if (found.isNear) return 'near';
  if (found.isBetween) return 'between';
  return setOrOpen(found.possible);
}

function isHalfKnown({ typology, open }: OpenCard): boolean {
  return open.length * 2 <= typology.criteria.length;
}

function setOrOpen({ length }: readonly string[]): CardOutcome {
  return length === 2 || length === 3 ? 'either' : 'open';
}

function idsIn(values: FactValues, key: string): readonly string[] | undefined {
  return key in values ? membersOf(values, key) : undefined;
}

function partsByFacts(card: OpenCard): readonly (readonly Matches[])[] | undefined {
  const { typology, facts, values, open } = card;
  if (!isHalfKnown(card)) return undefined;
  const parts = open.map((criterion) => {
    let points: readonly FactValues[] = [{}];
    for (const fact of facts.filter(({ id }) => criterion.facts.includes(id))) {
      const possible = possibleOf(fact, values[fact.id]);
      if (points.length * possible.length > MOST_POINTS) return undefined;
      points = points.flatMap((point) => possible.map((value) => ({ ...point, [fact.id]: value })));
    }
    return distinct(points.map((point) => matchesOf(typology, [criterion], point)));
  });
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

/** Returns those of the possible profiles that most known criteria agree with. */
function nearestOf({ typology, known, open }: OpenCard, possible: readonly string[] | undefined): readonly string[] {
  if (open.length === typology.criteria.length) return [];
  const matches = typology.profiles.flatMap(({ id }, place) =>
    possible && !possible.includes(id) ? [] : [{ id, count: known[place] ?? 0 }],
  );
  const most = Math.max(...matches.map(({ count }) => count));
  return matches.flatMap(({ id, count }) => (count === most ? [id] : []));
}

/** Returns whether every value of an open criterion leaves one outcome, whether some value leaves fewer profiles, or neither. */
function effectOf(
  { typology, known }: OpenCard,
  parts: readonly (readonly Matches[])[] | undefined,
  place: number,
  possible: readonly string[] | undefined,
): 'settles' | 'decides' | 'none' {
  const left = parts?.[place]?.map((one) =>
    completionsOf(
      typology,
      known,
      parts.map((part, at) => (at === place ? [one] : part)),
    ),
  );
  if (!left || !possible) return 'decides';
  if (left.every((found) => found?.isNear || found?.isBetween)) return 'settles';
  return left.some((found) => !found || !possible.every((id) => found.possible.includes(id))) ? 'decides' : 'none';
}

function doorsOf(
  { typology, facts, values, open: [criterion, ...others], known }: OpenCard,
  possible: readonly string[] | undefined,
): CardProfiles['doors'] {
  const [fact, ...more] = facts.filter(({ id }) => criterion?.facts.includes(id) && isOpen(values[id]));
  if (!criterion || !fact || others.length > 0 || more.length > 0) return undefined;
  const doors = possibleOf(fact, values[fact.id]).flatMap((value) => {
    const found = completionsOf(typology, known, [[matchesOf(typology, [criterion], { ...values, [fact.id]: value })]]);
    return found?.isNear ? found.possible.map((id) => [id, { fact: fact.id, value }] as const) : [undefined];
  });
  const keyed = new Map(doors.filter((door) => door !== undefined));
  return keyed.size === doors.length && keyed.size === possible?.length ? keyed : undefined;
}
