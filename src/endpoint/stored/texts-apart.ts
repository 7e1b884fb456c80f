import { createHmac, hash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { PublishedSurvey, Surveys } from '../../authoring/published-surveys.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import { canonicalForm } from '../../wire/canonical.ts';
import type { Envelope, WireAnswer, WireAnswers } from '../../wire/envelope.ts';
import { CannotStart } from '../process/cannot-start.ts';
import { keepFirst } from '../process/create-once.ts';
import { StorageUnavailable } from '../storage/storage.ts';
import { GIVEN, type TextItem, type TextRow, type Texts } from '../storage/texts.ts';
import { isPersonal } from './export-rows.ts';

/** The secret of the keys of texts. */
export interface TextSecret {
  readonly forTexts: Uint8Array;
}

interface TextQuery {
  readonly item: string;
  /** The item that says whether it may be published. */
  readonly consent: string | undefined;
}

/** 128 bits of SHA-256 are enough: an attacker cannot choose the input. */
const HEX = 32;
/** 64 bits. */
const KEY_HEX = 16;

/**
 * Separates texts from responses to the known surveys. Without surveys it can still compute the keys of a receipt's texts. A survey
 * that is published later must have its items recorded, from `askedTextItems`, before its first response arrives.
 */
export function textsApart(surveys: Surveys, { forTexts }: TextSecret): Texts {
  const asked = new WeakMap<Survey, readonly TextQuery[]>();
  function askedBy(id: string, revision: number): readonly TextQuery[] {
    const survey = surveys.get(id)?.revisions.get(revision);
    // Deleted since it was checked. Without its questions a text would be stored among the answers.
    if (!survey) throw new StorageUnavailable('the survey has just been deleted');
    const known = asked.get(survey);
    if (known) return known;
    const texts = askedTexts(survey);
    asked.set(survey, texts);
    return texts;
  }
  const under = (purpose: string, ...parts: readonly string[]) =>
    createHmac('sha256', forTexts)
      .update(JSON.stringify([purpose, ...parts]))
      .digest('hex');
  const keyOf = (receiptHash: string, { survey, item }: TextItem) =>
    BigInt.asIntN(64, BigInt(`0x${under('key', receiptHash, survey, item).slice(0, KEY_HEX)}`));

  return {
    secret: under('name').slice(0, HEX),
    items: [...surveys].flatMap(([survey, published]) => askedTextItems(survey, published)),
    keyOf,
    apart(received, day) {
      const { envelope, digest } = received;
      const { survey, revision, status, language, receiptHash, answers } = envelope;
      const given = askedBy(survey, revision).filter(({ item }) => isText(answers[item]));
      if (given.length === 0) return { kept: { ...received, proof: null }, texts: [] };
      const texts = given.map(({ item, consent }): TextRow => {
        const key = keyOf(receiptHash, { survey, item });
        const text = String(answers[item]);
        // Consent counts only in a finished response.
        const hasAgreed = status === 'complete' && consent !== undefined && answers[consent] !== undefined;
        const agreed = hasAgreed ? String(answers[consent]) : null;
        const hmac = under('print', String(key), text, language, agreed ?? '').slice(0, HEX);
        return {
          key,
          survey,
          item,
          language,
          consent: agreed,
          month: day.slice(0, 7),
          came_on: day,
          print: hmac,
          text,
        };
      });
      const kept = answering(envelope, without(answers, given));
      return {
        kept: {
          envelope: kept,
          digest: hash('sha256', canonicalForm(kept) ?? '', 'hex'),
          proof: under('proof', digest).slice(0, HEX),
        },
        texts,
      };
    },
  };
}

/** Returns the items of a survey that texts are asked for, in any of its revisions. */
export function askedTextItems(survey: string, { revisions }: Pick<PublishedSurvey, 'revisions'>): readonly TextItem[] {
  const items = new Set([...revisions.values()].flatMap((one) => askedTexts(one).map(({ item }) => item)));
  return [...items].map((item) => ({ survey, item }));
}

function isText(answer: WireAnswer | undefined): boolean {
  return typeof answer === 'string' && answer !== GIVEN;
}

/** Replaces texts by a marker that they were given, and removes their consents. */
function without(answers: WireAnswers, given: readonly TextQuery[]): WireAnswers {
  const items = new Set(given.map(({ item }) => item));
  const consents = new Set(given.map(({ consent }) => consent));
  const kept: Record<string, WireAnswer> = {};
  for (const item in answers)
    if (!consents.has(item)) kept[item] = items.has(item) ? GIVEN : (answers[item] as WireAnswer);
  return kept;
}

/** Writes the keys in sorted order, as in answers: the canonical form is then several times faster. */
function answering(envelope: Envelope, answers: WireAnswers): Envelope {
  return {
    answers,
    channel: envelope.channel,
    id: envelope.id,
    language: envelope.language,
    lastQuestion: envelope.lastQuestion,
    minutes: envelope.minutes,
    mode: envelope.mode,
    ...(envelope.readBy && { readBy: envelope.readBy }),
    receiptHash: envelope.receiptHash,
    revision: envelope.revision,
    sequence: envelope.sequence,
    startedOn: envelope.startedOn,
    status: envelope.status,
    survey: envelope.survey,
  };
}

/** Returns the texts that a revision asks for, each with its consent item. */
function askedTexts({ questions }: Survey): readonly TextQuery[] {
  return questions.flatMap((question) =>
    question.items
      .filter((item) => isPersonal(question, item) && item !== question.consentItem)
      .map((item) => ({ item, consent: item === question.id ? question.consentItem : undefined })),
  );
}

/* The secret behind the keys of texts: with it and the database one can find whose a text is. It is in no backup, response or log. */

/** It was once the secret of the moved counts too, which now have noise from the system. */
const FILE = 'disclosure.key';
const BYTES = 32;

/** From `DISCLOSURE_KEY` (64 hexadecimal digits), else from the data folder, where the first start makes one. Throws `CannotStart`. */
export async function textSecretIn(dataDir: string, given: string | undefined): Promise<TextSecret> {
  const text = given ?? (await keepFirst(join(dataDir, FILE), randomBytes(BYTES).toString('hex'))).text;
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new CannotStart(`${given === undefined ? FILE : 'DISCLOSURE_KEY'}: not 64 hexadecimal digits`);
  return textSecret(Buffer.from(text, 'hex'));
}

export function textSecret(secret: Uint8Array): TextSecret {
  return { forTexts: createHmac('sha256', secret).update('keys of texts').digest() };
}
