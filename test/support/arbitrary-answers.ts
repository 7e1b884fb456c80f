import fc from 'fast-check';
import { cleanText, cutToBytes } from '../../src/core/answering/clean-text.ts';
import { faultOf } from '../../src/core/answering/validation.ts';
import type { Answer, Answers } from '../../src/core/survey/answers.ts';
import { CONSENT, type Question, type Survey } from '../../src/core/survey/questionnaire.ts';

/** Generates any answers that a device may store for this survey: each item blank or valid, on the path or not. */
export function answersOf(survey: Survey): fc.Arbitrary<Answers> {
  const items = survey.questions.flatMap((question) =>
    question.items.map((item): [string, fc.Arbitrary<Answer>] => [item, answerTo(question, item)]),
  );
  return fc.record(Object.fromEntries(items), { requiredKeys: [] }).map((some) => {
    const answers: Record<string, Answer> = {};
    for (const [item, answer] of Object.entries(some)) if (answer !== undefined) answers[item] = answer;
    return answers;
  });
}

function answerTo(question: Question, item: string): fc.Arbitrary<Answer> {
  if (item === question.otherItem) return text(400);
  if (item === question.consentItem) return fc.constant(CONSENT);
  switch (question.kind) {
    case 'single':
    case 'territory':
    case 'matrix':
      return fc.constantFrom(...question.choices.map((option) => option.id));
    case 'multiple':
      return fc
        .shuffledSubarray(
          question.choices.map((option) => option.id),
          { minLength: 1 },
        )
        .filter((some) => faultOf(question, item, some) === undefined);
    case 'number': {
      const unit = 10 ** question.decimals;
      const number = fc
        .integer({ min: Math.max(question.min * unit, -(2 ** 31)), max: Math.min(question.max * unit, 2 ** 31 - 1) })
        .map((units) => Number((units / unit).toFixed(question.decimals)));
      return question.unknown ? fc.oneof(number, fc.constant('unknown')) : number;
    }
    case 'text':
      return text(question.maxBytes);
  }
}

/** A text as a field returns it: cleaned, within its limit, never empty. */
function text(maxBytes: number): fc.Arbitrary<string> {
  return fc
    .string({ unit: 'binary', minLength: 1, maxLength: 60 })
    .map((typed) => cutToBytes(cleanText(typed) ?? '', maxBytes))
    .filter((kept) => kept.trim() !== '');
}
