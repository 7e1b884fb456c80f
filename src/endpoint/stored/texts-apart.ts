import { createHmac, hash } from 'node:crypto';
import type { PublishedSurvey, Surveys } from '../../authoring/published-surveys.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import { canonicalForm } from '../../wire/canonical.ts';
import type { Envelope, WireAnswer, WireAnswers } from '../../wire/envelope.ts';
import type { TextItem, TextRow, Texts } from '../storage/texts.ts';
import { GIVEN } from '../storage/texts.ts';
import { isPersonal } from './export-rows.ts';

/** What the keys of texts are made with. */
export interface TextSecret {
  readonly forTexts: Uint8Array;
}

interface AskedText {
  readonly item: string;
  /** The item that says whether it may be published. */
  readonly consent: string | undefined;
}

/** Half a digest of SHA-256: nobody chooses what it is made of. */
const HEX = 32;
/** 64 bits. */
const KEY_HEX = 16;

/**
 * Takes the texts of the surveys that are known when a response comes out of it. Without surveys it still finds those of a receipt.
 * A survey that appears later must have its items noted, by `askedTextItems`, before its first response comes.
 */
export function textsApart(surveys: Surveys, { forTexts }: TextSecret): Texts {
  const asked = new WeakMap<Survey, readonly AskedText[]>();
  function askedBy(id: string, revision: number): readonly AskedText[] {
    const survey = surveys.get(id)?.revisions.get(revision);
    if (!survey) return [];
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
        // Whoever has not finished may still think better of it.
        const hasAgreed = status === 'complete' && consent !== undefined && answers[consent] !== undefined;
        const agreed = hasAgreed ? String(answers[consent]) : null;
        const print = under('print', String(key), text, language, agreed ?? '').slice(0, HEX);
        return { key, survey, item, language, consent: agreed, month: day.slice(0, 7), came_on: day, print, text };
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

/** That a text was given stays; what it says and whether it may be published, nowhere. */
function without(answers: WireAnswers, given: readonly AskedText[]): WireAnswers {
  const items = new Set(given.map(({ item }) => item));
  const consents = new Set(given.map(({ consent }) => consent));
  const kept: Record<string, WireAnswer> = {};
  for (const item in answers)
    if (!consents.has(item)) kept[item] = items.has(item) ? GIVEN : (answers[item] as WireAnswer);
  return kept;
}

/** With its keys in order, as those of answers are: it is then digested several times faster. */
function answering(envelope: Envelope, answers: WireAnswers): Envelope {
  return {
    answers,
    channel: envelope.channel,
    id: envelope.id,
    language: envelope.language,
    lastQuestion: envelope.lastQuestion,
    minutes: envelope.minutes,
    mode: envelope.mode,
    receiptHash: envelope.receiptHash,
    revision: envelope.revision,
    sequence: envelope.sequence,
    startedOn: envelope.startedOn,
    status: envelope.status,
    survey: envelope.survey,
  };
}

/** The texts that a revision asks for, and what says of each that it may be published. */
function askedTexts({ questions }: Survey): readonly AskedText[] {
  return questions.flatMap((question) =>
    question.items
      .filter((item) => isPersonal(question, item) && item !== question.consentItem)
      .map((item) => ({ item, consent: item === question.id ? question.consentItem : undefined })),
  );
}
