import type { Surveys } from '../../src/authoring/published-surveys.ts';
import { type Survey, toSurvey } from '../../src/core/survey/questionnaire.ts';
import garden from '../fixtures/surveys/shared-garden.json' with { type: 'json' };
import { builtFile, withChange } from '../support/surveys.ts';

/** The survey of the fixtures, which counts those who leave and keeps a text apart, in two revisions that ask the same. */
const ASKED = withChange(withChange(garden, 'partials', true), 'sections.1.questions.1.personal', true);
const REVISIONS = [4, 5].map((revision) => {
  const json = withChange(ASKED, 'revision', revision);
  const file = builtFile(withChange(json, 'closedFrom', '2027-03-01'));
  return { file, survey: toSurvey(file) };
});

export const PUBLICATIONS = REVISIONS.length;

/** What is asked after so many publications. */
export function surveyOf(published: number): Survey {
  const found = REVISIONS[published - 1];
  if (!found) throw new Error('no survey is published');
  return found.survey;
}

/** The links by which people come: one is declared until the second publication, one since, one never. */
const LINKS = [null, 'market', 'school', 'a-name'] as const;
const DECLARED = [['market'], ['school']] as const;

export function linkOf(number: number): string | null {
  return LINKS[number % LINKS.length] ?? null;
}

/** It takes contacts. */
function noticeOf(published: number) {
  return { retention: { contacts: 6 }, channels: DECLARED[published - 1]?.map((id) => ({ id, label: { en: id } })) };
}

/** What an endpoint knows after so many publications. */
export function surveysUpTo(published: number): Surveys {
  const shown = REVISIONS.slice(0, published);
  const current = { ...surveyOf(published), notice: noticeOf(published) };
  const revisions = new Map(shown.map(({ survey }) => [survey.revision, survey]));
  const files = new Map(shown.map(({ survey, file }) => [survey.revision, file]));
  return new Map([[current.id, { current, revisions, files, results: {}, presentation: {} } as never]]);
}
