import { hydrate } from 'preact';
import { expect, test } from 'vitest';
import { toSurvey } from '../../../src/core/survey/questionnaire.ts';
import type { SurveyFile } from '../../../src/core/survey/survey-schema.ts';
import { renderFirstScreens } from '../../../src/pages/first-screens.tsx';
import { QuestionScreen } from '../../../src/ui/screens/question/question.tsx';
import { createInterview } from '../../../src/ui/state/interview.ts';
import { wordsIn } from '../../../src/ui/words/words.ts';
import { words as fr } from '../../../src/words/compiled/respondent/fr/first.mjs';
import { openDevice } from '../../support/open-device.ts';
import { STUDY_FILE as file } from '../../support/surveys-in-browser.ts';
import { drawingRoot } from '../drawing-root.ts';
import { startOf } from '../one-section.ts';

const BARE = { emblems: undefined, origin: undefined, conformity: 'none', image: undefined } as const;
const root = drawingRoot();

function drawn(changed: SurveyFile) {
  const { id, revision, languages } = changed;
  const entry = { id, edition: 'edition', revision, languages };
  return renderFirstScreens({ file: changed, language: 'fr', ui: 'fr', entry, ...BARE });
}

test('an answer chosen before the code came may be cleared once it has', async () => {
  const [section] = file.sections;
  const [asked] = section?.questions ?? [];
  if (!section || asked?.kind !== 'single') throw new Error('the study begins with a single choice');
  const { required: _, ...optional } = asked;
  const changed: SurveyFile = {
    ...file,
    sections: [{ ...section, questions: [optional, ...section.questions.slice(1)] }],
  };
  const survey = toSurvey(changed);
  const [question] = survey.questions;
  if (!question) throw new Error('a survey asks something');
  const written = new DOMParser().parseFromString(drawn(changed).question, 'text/html');
  const form = written.querySelector('template')?.content.querySelector('form');
  root.replaceChildren(...(form ? [form] : []));
  const clear = root.querySelector<HTMLButtonElement>('fieldset button');
  const choice = root.querySelector('input');
  if (!choice) throw new Error('a choice has options');
  expect(clear?.disabled).toBe(true);
  choice.checked = true;

  const device = await openDevice({ fetch: async () => Response.error() });
  const interview = createInterview(startOf(device, survey));
  const words = wordsIn('fr', fr);
  const common = { survey, question, interview, words, onBack: () => {}, onContinue: () => {} };
  hydrate(<QuestionScreen {...common} />, root);
  expect(choice.checked).toBe(true);
  interview.give(choice.name, choice.value);
  await expect.poll(() => clear?.disabled).toBe(false);
  expect(clear?.isConnected && choice.isConnected && choice.checked).toBe(true);
  clear?.click();
  await expect.poll(() => choice.checked).toBe(false);
  device.close();
});

test('on a page from right to left the first emblem is on the right', () => {
  const emblems = '<svg viewBox="0 0 144 64"><circle cx="36" cy="32" r="30"/><circle cx="108" cy="32" r="30"/></svg>';
  const entry = { id: file.id, edition: 'edition', revision: file.revision, languages: ['ar'] };
  root.innerHTML = renderFirstScreens({ ...BARE, file, language: 'ar', ui: 'fr', entry, emblems }).opening;
  const [first, second] = [...root.querySelectorAll('.five circle')].map((one) => one.getBoundingClientRect());
  expect(first?.left).toBeGreaterThan(second?.right ?? Infinity);
});

test('a questionnaire that begins with another kind of question has none in the document', () => {
  const [section] = file.sections;
  if (!section) throw new Error('a survey has sections');
  const later = section.questions.filter(({ kind }) => kind !== 'single');
  expect(later.length).toBeGreaterThan(0);
  expect(drawn({ ...file, sections: [{ ...section, questions: later }] }).question).toBe('');
});

test('the document says the day a survey closes, for the page to know it before any code', () => {
  expect(drawn({ ...file, closedFrom: '2026-12-31' }).question).toContain('data-closed-from="2026-12-31"');
  expect(drawn(file).question).not.toContain('data-closed-from');
});
