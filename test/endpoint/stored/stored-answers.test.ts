import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathThrough } from '../../../src/core/answering/flow.ts';
import { answerReader } from '../../../src/endpoint/stored/stored-answers.ts';
import { fromWire, toWire } from '../../../src/wire/wire-answers.ts';
import { answersOf } from '../../support/arbitrary-answers.ts';
import { study } from '../../support/surveys.ts';

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

  it.each([
    ['nothing', '{}'],
    ['spaces', '{ "authority-type" : "commune" }'],
    ['an escaped key', '{"\\u0061uthority-type":"commune"}'],
    ['numbers as JSON has them', '{"initial-budget-investment":1.5e3,"initial-budget-share":-0.25}'],
    ['an empty list', '{"main-domains":[],"authority-type":"commune"}'],
    ['no rows', '{"development-axes":{},"authority-type":"commune"}'],
    ['unknown keys', '{"later":["a"],"rows":{"r":"x"},"authority-type":"commune"}'],
  ])('with %s too', (_, stored) => {
    expect(readAnswers(stored)).toEqual(byItem(stored));
  });

  it('that are not JSON throw, and never give part of an answer', () => {
    for (const stored of ['', '{', '{"authority-type":"commune"', '{"authority-type":"commune"}}', 'null x'])
      expect(() => readAnswers(stored)).toThrow();
  });
});
