import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathThrough } from '../../../src/core/answering/flow.ts';
import { answerReader } from '../../../src/endpoint/stored/stored-answers.ts';
import { toWire } from '../../../src/wire/wire-answers.ts';
import { answersOf } from '../../support/arbitrary-answers.ts';
import { study } from '../../support/surveys.ts';
import { fromWire } from '../../wire/from-wire.ts';

const items = [...study.survey.questionOfItem.keys(), '__proto__', 'constructor'];
const readAnswers = answerReader(items);
function byItem(text: string) {
  const answers = fromWire(JSON.parse(text));
  return items.map((item) => (Object.hasOwn(answers, item) ? answers[item] : undefined));
}

describe('stored answers', () => {
  it('are read as JSON.parse reads them, whatever was answered', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\\', '"', '\\"', '\\\\', '{"a":"b"}', ']', ','),
    );
    fc.assert(
      fc.property(answersOf(study.survey), text, (some, comment) => {
        const answers = { ...some, 'free-comment': comment };
        const wire = toWire(pathThrough(study.survey, answers));
        const stored = JSON.stringify(wire);
        expect(readAnswers(stored)).toEqual(byItem(stored));
      }),
      { numRuns: 300 },
    );
  });

  it('that are not JSON throw, and never give part of an answer', () => {
    for (const stored of ['', '{', '{"authority-type":"commune"', '{"authority-type":"commune"}}', 'null x'])
      expect(() => readAnswers(stored)).toThrow();
  });
});
