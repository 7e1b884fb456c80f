import { sha256 } from '@noble/hashes/sha2.js';
import type { Survey } from '../core/survey/questionnaire.ts';
import type { FactValue, FactValues, Typology } from '../core/survey/typology-schema.ts';
import { CARD_OUTCOMES, type CardOutcome, cardProfiles, possibleByFacts } from '../core/typology/card-profiles.ts';
import { isImpossible } from '../core/typology/decided.ts';
import { domainOf, openDomainOf } from '../core/typology/fact-domain.ts';
import { membersOf } from '../core/typology/fact-values.ts';
import { CARD_OUTCOME, NEAREST_SO_FAR, POSSIBLE_PROFILES } from '../core/typology/facts.ts';
import { classify } from '../core/typology/typology.ts';

/*
 * A card in a few dozen characters, for the fragment of a URL: `1.numerique-territorial.1.7c4.x2m9`
 * (version, survey, revision, facts, check). The facts are one mixed-radix number of their places in their domains; no answer is there.
 * The profile is computed again when a capsule is opened, so that none shows a profile that its facts do not give. Where criteria are
 * open, only the answers tell which profiles are possible: the set is in the number too, and must be one that the facts allow.
 */

/** `1`: all is decided. `2`, of a quiz: the profiles that were nearest, which it cannot prove: its facts are answers. `3`: values are open. */
const VERSIONS = ['1', '2', '3'] as const;
type Version = (typeof VERSIONS)[number];

const CHECK_LENGTH = 4;
const SYMBOLS = '0123456789abcdefghjkmnpqrstvwxyz';
/** The maximum length of a capsule that is made or parsed. */
const MAX_LENGTH = 80;

/** By the size of the set; a larger one is `open`. */
const OUTCOMES: readonly (readonly CardOutcome[])[] = [[], ['near', 'open'], ['between', 'either'], ['either']];

interface Capsule {
  readonly version: Version;
  readonly survey: string;
  readonly revision: number;
  readonly code: string;
}

/** A value as one of so many. */
interface Digit {
  readonly key: string;
  readonly size: bigint;
  /** Negative for a value that it cannot hold. */
  readonly placeOf: (value: FactValue | undefined) => bigint;
  readonly valueAt: (place: bigint) => FactValue | undefined;
}

/** Encodes a card; `undefined` for a survey without profiles, or so large that its card does not fit. */
export function makeCapsule(survey: Survey, values: FactValues): string | undefined {
  if (!survey.typology) return undefined;
  const { open, outcome, possible } = cardProfiles(survey, values);
  const set = { [CARD_OUTCOME]: outcome, ...(possible && { [POSSIBLE_PROFILES]: possible }) };
  const carried = open.length > 0 ? { ...values, ...set } : values;
  const version = versionOf(survey, values);
  let number = 0n;
  for (const { key, size, placeOf } of digitsOf(survey, version)) {
    const place = placeOf(carried[key]);
    if (place < 0n) throw new Error('a fact has a value outside its domain');
    number = number * size + place;
  }
  const body = `${version}.${survey.id}.${survey.revision}.${number.toString(32)}`;
  const capsule = `${body}.${checkOf(body)}`;
  return capsule.length <= MAX_LENGTH ? capsule : undefined;
}

/** Reads the envelope of a capsule; `broken` where it is truncated, edited, or none at all. `factsOfCapsule` reads it by its survey. */
export function openCapsule(text: string): Capsule | 'later-version' | 'broken' {
  const [, given = '', survey = '', revision, code = '', check] =
    /^(\d)\.([a-z\d-]+)\.([1-9]\d{0,8})\.([\da-v]+)\.([a-z\d]+)$/.exec(text) ?? [];
  if (Number(/^\d+(?=\.)/.exec(text)?.[0]) > VERSIONS.length) return 'later-version';
  const version = VERSIONS.find((one) => one === given);
  const isWhole = text.length <= MAX_LENGTH && check === checkOf(text.slice(0, -CHECK_LENGTH - 1));
  return version && isWhole ? { version, survey, revision: Number(revision), code } : 'broken';
}

/** `undefined` when no answers to the survey give these facts, or this set of profiles. */
export function factsOfCapsule(survey: Survey, { version, code }: Capsule): FactValues | undefined {
  let number = Array.from(code).reduce((sum, symbol) => sum * 32n + BigInt(Number.parseInt(symbol, 32)), 0n);
  const values: Record<string, FactValue> = {};
  for (const { key, size, valueAt } of [...digitsOf(survey, version)].reverse()) {
    const value = valueAt(number % size);
    if (value !== undefined) values[key] = value;
    number /= size;
  }
  // The check symbols are no signature: someone may have made a capsule by hand for facts that no answers can give.
  if (number > 0n || !survey.typology || isImpossible(survey.typology, values)) return undefined;
  return versionOf(survey, values) === version && isAllowed(survey, survey.typology, values) ? values : undefined;
}

function versionOf(survey: Survey, values: FactValues): Version {
  const whole = survey.typology?.affinity ? '2' : '1';
  // A fact that no criterion reads may be absent.
  const isWhole =
    classify(survey, values).kind === 'profile' &&
    digitsOf(survey, whole).every(({ key, placeOf }) => placeOf(values[key]) >= 0n);
  return isWhole ? whole : '3';
}

/** Returns whether open criteria have an outcome and a set of profiles that the other facts allow. */
function isAllowed(survey: Survey, typology: Typology, values: FactValues): boolean {
  const { open } = cardProfiles(survey, values);
  const possible = POSSIBLE_PROFILES in values ? membersOf(values, POSSIBLE_PROFILES) : undefined;
  if (!possible) return open.length === 0 || values[CARD_OUTCOME] === 'open';
  // No set is computed from fewer than half of the criteria.
  if (open.length * 2 > typology.criteria.length) return false;
  const allowed = possibleByFacts(typology, survey.facts, values)?.possible ?? possible;
  const fits = (OUTCOMES[possible.length] ?? ['open']).some((one) => one === values[CARD_OUTCOME]);
  return fits && possible.every((id) => allowed.includes(id));
}

/** The values that a capsule of this version contains, in order. */
function digitsOf({ facts, typology }: Survey, version: Version): readonly Digit[] {
  const profiles = typology?.profiles.map(({ id }) => id) ?? [];
  if (version === '2') return [someOf('nearest', profiles)];
  const heldAs = typology?.blankRows === 'missing' ? openDomainOf : domainOf;
  if (version === '1') return facts.map((fact) => oneOf(fact.id, heldAs(fact)));
  if (typology?.affinity) return [someOf(NEAREST_SO_FAR, profiles)];
  return [
    ...facts.map((fact) => oneOf(fact.id, [...new Set([...heldAs(fact), undefined])])),
    someOf(POSSIBLE_PROFILES, profiles),
    oneOf(CARD_OUTCOME, [undefined, ...CARD_OUTCOMES]),
  ];
}

function oneOf(key: string, domain: readonly (FactValue | undefined)[]): Digit {
  const texts = domain.map((one) => JSON.stringify(one));
  return {
    key,
    size: BigInt(domain.length),
    placeOf: (value) => BigInt(texts.indexOf(JSON.stringify(value))),
    valueAt: (place) => domain[Number(place)],
  };
}

/** Some of a list of ids, in its order; absent where it is none. */
function someOf(key: string, ids: readonly string[]): Digit {
  const bits = ids.map((id, place) => ({ id, bit: 1n << BigInt(place) }));
  return {
    key,
    size: 1n << BigInt(ids.length),
    placeOf: (set) => bits.reduce((sum, { id, bit }) => (Array.isArray(set) && set.includes(id) ? sum | bit : sum), 0n),
    valueAt: (mask) => {
      const found = bits.flatMap(({ id, bit }) => (mask & bit ? [id] : []));
      return found.length > 0 ? found : undefined;
    },
  };
}

function checkOf(body: string): string {
  const digest = sha256(Uint8Array.from(body, (character) => character.charCodeAt(0)));
  return Array.from(digest.subarray(0, CHECK_LENGTH), (byte) => SYMBOLS[byte & 31]).join('');
}
