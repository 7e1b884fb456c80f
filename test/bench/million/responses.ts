import { createHash, randomUUID } from 'node:crypto';
import { pathThrough } from '../../../src/core/answering/flow.ts';
import type { Answer } from '../../../src/core/survey/answers.ts';
import { CONSENT, type Question, type Survey } from '../../../src/core/survey/questionnaire.ts';
import type { Received } from '../../../src/endpoint/storage/storage.ts';
import { canonicalForm } from '../../../src/wire/canonical.ts';
import type { Envelope } from '../../../src/wire/envelope.ts';
import { toWire } from '../../../src/wire/wire-answers.ts';

const CHANNELS = ['linkedin', 'courriel', 'congres-des-maires', 'gazette', null] as const;
const WORDS =
  'le numérique de notre collectivité dépend surtout des moyens humains et du temps que les élus y consacrent'.split(
    ' ',
  );
/** What comments are cut from. */
const TALK = Array.from({ length: 5_000 }, () => oneOf(WORDS)).join(' ');
const LONGEST_COMMENT = 1_800;

/** As people answer: nearly every question, a comment now and then long, one in ten stopping on the way. About 3 kB each. */
export function randomResponse(survey: Survey, startedOn: string): Received {
  const answers: Record<string, Answer> = {};
  const isPartial = Math.random() < 0.1;
  const stop = isPartial ? 1 + below(survey.questions.length - 1) : survey.questions.length;
  const asked = survey.questions.slice(0, stop);
  for (const question of asked) {
    for (const item of question.items) {
      if (question.required || Math.random() < 0.92) answers[item] = answerTo(question, item);
    }
  }
  const envelope: Envelope = {
    id: randomUUID(),
    sequence: 1,
    survey: survey.id,
    revision: survey.revision,
    status: isPartial ? 'partial' : 'complete',
    mode: Math.random() < 0.8 ? 'self' : 'field',
    channel: oneOf(CHANNELS),
    language: 'fr',
    startedOn,
    minutes: 4 + below(40),
    lastQuestion: asked.at(-1)?.id ?? null,
    receiptHash: createHash('sha256').update(randomUUID()).digest('hex'),
    answers: toWire(pathThrough(survey, answers)),
  };
  return {
    envelope,
    digest: createHash('sha256')
      .update(canonicalForm(envelope) ?? '')
      .digest('hex'),
  };
}

function answerTo(question: Question, item: string): Answer {
  if (item === question.otherItem) return talk(60);
  if (item === question.consentItem) return CONSENT;
  switch (question.kind) {
    case 'text':
      return talk(LONGEST_COMMENT);
    case 'number':
      return question.unknown && Math.random() < 0.1
        ? 'unknown'
        : question.min + below(Math.min(1_000_000, question.max - question.min + 1));
    case 'multiple': {
      const plain = question.choices.filter((option) => !option.exclusive).map((option) => option.id);
      const most = Math.min(plain.length, question.max ?? plain.length);
      const least = question.min ?? 1;
      const chosen = new Set<string>();
      for (const wanted = least + below(Math.min(4, most) - least + 1); chosen.size < wanted; )
        chosen.add(oneOf(plain));
      return [...chosen];
    }
    default:
      return oneOf(question.choices).id;
  }
}

function talk(longest: number): string {
  const from = below(TALK.length - longest);
  return `R${TALK.slice(from, from + 1 + below(longest))}`;
}

function oneOf<T>(some: readonly T[]): T {
  return some[below(some.length)] as T;
}

function below(bound: number): number {
  return Math.floor(Math.random() * bound);
}
