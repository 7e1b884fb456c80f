import { sha256 } from '@noble/hashes/sha2.js';
import type { Survey } from '../core/survey/questionnaire.ts';
import type { Fact, FactValue, FactValues } from '../core/survey/typology-schema.ts';
import { domainOf, openDomainOf } from '../core/typology/fact-domain.ts';

/*
 * A card in a few dozen characters, for the fragment of a URL: `1.numerique-territorial.1.7c4.x2m9`
 * (version, survey, revision, facts, check). The facts are one mixed-radix number of their indexes in their domains.
 * It contains no answer, only the facts that the typology reads. The profile is computed again when a capsule is opened,
 * so no capsule can show a profile that its facts do not give. The domains include the open values that blank rows leave.
 */

const VERSION = '1';
/** The capsule of a quiz: the profiles that were nearest, which it cannot prove, since the facts of a quiz are its answers. */
const QUIZ_VERSION = '2';
const CHECK_LENGTH = 4;
const SYMBOLS = '0123456789abcdefghjkmnpqrstvwxyz';
/** The maximum length of a capsule that is parsed. */
const MAX_LENGTH = 80;

interface Capsule {
  readonly survey: string;
  readonly revision: number;
  /** Decoded with the facts of that survey and revision. */
  readonly code: string;
  /** It is of a quiz: its code names profiles. */
  readonly isOfQuiz?: true;
}

type CapsuleContents =
  | ({ readonly kind: 'capsule' } & Capsule)
  /** Made by a later version of this application. */
  | { readonly kind: 'later-version' }
  /** Truncated, edited, or not a capsule at all. */
  | { readonly kind: 'broken' };

type Carried = Pick<Survey, 'facts' | 'typology'>;

/** Encodes a card with a profile; `undefined` if a fact is missing that must not be. */
export function makeCapsule(survey: Carried & Pick<Survey, 'id' | 'revision'>, values: FactValues): string | undefined {
  const { typology } = survey;
  if (typology?.affinity) {
    const { nearest } = values;
    if (!Array.isArray(nearest)) return undefined;
    const mask = typology.profiles.reduce((sum, { id }, place) => (nearest.includes(id) ? sum + 2 ** place : sum), 0);
    return sealed(`${QUIZ_VERSION}.${survey.id}.${survey.revision}.${mask.toString(32)}`);
  }
  const heldAs = domainIn(survey);
  let number = 0;
  for (const fact of survey.facts) {
    const domain = heldAs(fact);
    const value = values[fact.id];
    if (value === undefined && !domain.includes(undefined)) return undefined;
    number = number * domain.length + placeIn(domain, value);
  }
  return sealed(`${VERSION}.${survey.id}.${survey.revision}.${number.toString(32)}`);
}

function sealed(body: string): string {
  return `${body}.${checkOf(body)}`;
}

/** Reads the envelope of a capsule; its facts come from `factsOfCapsule` once the survey is known. */
export function openCapsule(text: string): CapsuleContents {
  const [version, survey, revision, code, check, ...more] = text.split('.');
  if (/^\d+$/.test(version ?? '') && Number(version) > Number(QUIZ_VERSION)) return { kind: 'later-version' };
  const readable =
    text.length <= MAX_LENGTH &&
    more.length === 0 &&
    (version === VERSION || version === QUIZ_VERSION) &&
    /^[a-z0-9-]+$/.test(survey ?? '') &&
    /^[1-9]\d{0,8}$/.test(revision ?? '') &&
    /^[0-9a-v]+$/.test(code ?? '');
  if (!readable || check !== checkOf(text.slice(0, -CHECK_LENGTH - 1))) return { kind: 'broken' };
  const isOfQuiz = version === QUIZ_VERSION;
  return {
    kind: 'capsule',
    survey: survey ?? '',
    revision: Number(revision),
    code: code ?? '',
    ...(isOfQuiz && { isOfQuiz }),
  };
}

/** `undefined` when the number is not one of the survey's combinations. */
export function factsOfCapsule(survey: Carried, capsule: Capsule): FactValues | undefined {
  const heldAs = domainIn(survey);
  const { affinity, profiles = [] } = survey.typology ?? {};
  let number = Number.parseInt(capsule.code, 32);
  if (!Number.isSafeInteger(number) || (affinity !== undefined) !== (capsule.isOfQuiz === true)) return undefined;
  if (affinity) {
    if (number < 1 || number >= 2 ** profiles.length) return undefined;
    return { nearest: profiles.flatMap(({ id }, place) => (Math.floor(number / 2 ** place) % 2 === 1 ? [id] : [])) };
  }
  const values: Record<string, FactValue> = {};
  for (const fact of [...survey.facts].reverse()) {
    const domain = heldAs(fact);
    const value = domain[number % domain.length];
    if (value !== undefined) values[fact.id] = value;
    number = Math.floor(number / domain.length);
  }
  return number === 0 ? values : undefined;
}

function domainIn({ typology }: Carried): (fact: Fact) => readonly (FactValue | undefined)[] {
  return typology?.blankRows === 'missing' ? openDomainOf : domainOf;
}

function placeIn(domain: readonly (FactValue | undefined)[], value: FactValue | undefined): number {
  const place = domain.findIndex((one) => JSON.stringify(one) === JSON.stringify(value));
  if (place < 0) throw new Error('a fact has a value outside its domain');
  return place;
}

function checkOf(body: string): string {
  const digest = sha256(asciiBytes(body));
  return Array.from(digest.subarray(0, CHECK_LENGTH), (byte) => SYMBOLS[byte & 31]).join('');
}

function asciiBytes(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
