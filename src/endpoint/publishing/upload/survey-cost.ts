import { pathThrough } from '../../../core/answering/flow.ts';
import { randomAnswers, randomFrom } from '../../../core/answering/random-answers.ts';
import { holds } from '../../../core/answering/rule.ts';
import { leavesOf } from '../../../core/answering/rule-items.ts';
import { faultOf } from '../../../core/answering/validation.ts';
import { pathOf } from '../../../core/check/link-check.ts';
import { type Question, toSurvey } from '../../../core/survey/questionnaire.ts';
import type { SurveyFile } from '../../../core/survey/survey-schema.ts';
import { problemIn, toWire } from '../../../wire/wire-answers.ts';
import { sentAs } from '../../intake/read-answers.ts';

/** A check may take so many milliseconds of a processor: those of other surveys wait for it. */
const DEAREST = 5;
const REASON = `checking a full response takes more than ${DEAREST} ms: have fewer comparisons, options or questions, first here`;

/**
 * Measures in how many milliseconds a full response is checked. Another one may need comparisons that this one skips, so all are made.
 * The fault names the question with the most.
 */
export function responseCost(file: SurveyFile) {
  const survey = toSurvey(file);
  const answers = { ...randomAnswers(survey, randomFrom(1)) };
  for (const question of survey.questions) {
    const options = question.choices.filter(({ exclusive }) => !exclusive).map(({ id }) => id);
    if (question.kind === 'multiple') answers[question.id] = options.slice(0, question.max);
    if (question.otherItem) answers[question.otherItem] = '…';
    // The check would end with a wrong answer.
    for (const item of question.items) if (faultOf(question, item, answers[item])) delete answers[item];
  }
  const wire = toWire(pathThrough(survey, answers));
  const comparisonsOf = ({ showIf }: Question) => (showIf ? leavesOf(showIf) : []);
  const comparisons = survey.questions.flatMap(comparisonsOf);
  // The shortest run counts: others are not compiled yet, or interrupted. A busy machine refuses nothing before all of forty were slow.
  let cost = Number.POSITIVE_INFINITY;
  for (let runs = 0; runs < 10 || (runs < 40 && cost > DEAREST); runs++) {
    const start = performance.now();
    sentAs(wire);
    problemIn(survey, wire, 'complete');
    for (const one of comparisons) holds(one, answers);
    cost = Math.min(cost, Math.ceil((performance.now() - start) * 100) / 100);
  }
  const [first] = survey.questions.toSorted((one, other) => comparisonsOf(other).length - comparisonsOf(one).length);
  const path = first ? pathOf(file, first) : '(file)';
  return { cost, faults: cost > DEAREST ? [{ file: `${file.revision}.json`, path, reason: REASON }] : [] };
}
