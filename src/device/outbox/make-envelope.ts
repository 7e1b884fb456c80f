import { cleanText } from '../../core/answering/clean-text.ts';
import { type Path, pathThrough } from '../../core/answering/flow.ts';
import { faultOf } from '../../core/answering/validation.ts';
import type { Answer, Answers } from '../../core/survey/answers.ts';
import { toChannel } from '../../core/survey/channel-id.ts';
import type { Survey } from '../../core/survey/questionnaire.ts';
import { sha256Hex } from '../../wire/digest.ts';
import type { Envelope } from '../../wire/envelope.ts';
import { fromHex } from '../../wire/hex.ts';
import { toWire } from '../../wire/wire-answers.ts';
import type { Draft } from '../port/device.ts';

const LONGEST_MINUTES = 600;

/** Makes the envelope: the answers on the path, the day, and nothing that identifies the device. */
export function makeEnvelope(
  draft: Draft,
  survey: Survey,
  { status, sequence }: { readonly status: Envelope['status']; readonly sequence: number },
  path: Path = countedPath(draft, survey, status),
): Envelope {
  return {
    id: draft.id,
    sequence,
    survey: draft.survey,
    revision: draft.revision,
    status,
    mode: draft.mode,
    channel: toChannel(draft.channel),
    language: draft.language,
    ...(draft.readBy && { readBy: draft.readBy }),
    startedOn: draft.startedOn,
    minutes: minutesOf(draft.seconds),
    lastQuestion: draft.furthest,
    receiptHash: sha256Hex(fromHex(draft.secret)),
    answers: toWire(path),
  };
}

/** Returns the answers on the path, without invalid ones of an unfinished interview: the endpoint would refuse the whole envelope. */
export function countedPath(draft: Draft, survey: Survey, status: Envelope['status']): Path {
  const clean = withCleanTexts(survey, draft.answers);
  return pathThrough(survey, status === 'partial' ? withoutFaults(survey, clean) : clean);
}

// After sleep or a clock change the counted time may be anything.
function minutesOf(seconds: number): number {
  const minutes = Math.round(seconds / 60);
  return Number.isNaN(minutes) ? 0 : Math.min(Math.max(minutes, 0), LONGEST_MINUTES);
}

/** Removes control characters and lone surrogates, for which the endpoint would refuse the envelope, wherever they came from. */
function withCleanTexts(survey: Survey, answers: Answers): Answers {
  const clean: Record<string, Answer> = {};
  for (const [item, answer] of Object.entries(answers)) {
    const question = survey.questionOfItem.get(item);
    const isText = question?.kind === 'text' || (question !== undefined && item === question.otherItem);
    const kept = isText && typeof answer === 'string' ? cleanText(answer) : answer;
    if (kept !== undefined) clean[item] = kept;
  }
  return clean;
}

function withoutFaults(survey: Survey, answers: Answers): Answers {
  const isSound = ([item, answer]: readonly [string, Answer]) => {
    const question = survey.questionOfItem.get(item);
    return question !== undefined && faultOf(question, item, answer) === undefined;
  };
  return Object.fromEntries(Object.entries(answers).filter(isSound));
}
