import SHEETS from '../fixtures/workbooks/quiz.json' with { type: 'json' };
import { surveyOf, taken, xlsxOf } from './xlsx.ts';

/** A quiz as a town hall would write it, in a workbook: four questions, three profiles. */
export const QUIZ_SHEETS = SHEETS;

export function quizFile() {
  return surveyOf(taken(xlsxOf(QUIZ_SHEETS)));
}
