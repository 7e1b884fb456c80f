import { signal } from '@preact/signals';
import { render } from 'preact';
import { afterEach, expect, test } from 'vitest';
import { firstQuestionHtml } from '../../../src/build/prerender/question-html.ts';
import { toSurvey } from '../../../src/core/survey/questionnaire.ts';
import { openDevice } from '../../../src/device/open.ts';
import { QuestionScreen } from '../../../src/ui/screens/question/question.tsx';
import { Head } from '../../../src/ui/shell/head.tsx';
import { createInterview } from '../../../src/ui/state/interview.ts';
import { fr } from '../../../src/ui/words/fr/first.ts';
import { wordsIn } from '../../../src/ui/words/words.ts';
import { STUDY_FILE } from '../../support/surveys-in-browser.ts';

const survey = toSurvey(STUDY_FILE);
const words = wordsIn('fr', fr);
const root = document.createElement('div');
document.body.append(root);
afterEach(() => render(null, root));

test('the first question of the document is the one that takes it over, to the last attribute', async () => {
  const [question] = survey.questions;
  if (!question) throw new Error('a survey asks something');
  const device = await openDevice({ fetch: async () => Response.error() });
  const start = { device, survey: signal(survey), language: () => 'fr', mode: 'self', channel: null } as const;
  const interview = createInterview(start);
  render(
    <>
      <Head survey={survey} words={words} interview={interview} section={question.section} onLanguage={() => {}} />
      <QuestionScreen
        survey={survey}
        question={question}
        interview={interview}
        words={words}
        onBack={() => {}}
        onContinue={() => {}}
      />
    </>,
    root,
  );
  const written = new DOMParser().parseFromString(firstQuestionHtml(STUDY_FILE), 'text/html').querySelector('template');
  expect(outline(written?.content.querySelector('header'))).toEqual(outline(root.querySelector('header')));
  expect(outline(written?.content.querySelector('form'))).toEqual(outline(root.querySelector('form')));
  device.close();
});

test('a questionnaire that begins with another kind of question has none in the document', () => {
  const [section] = STUDY_FILE.sections;
  if (!section) throw new Error('a survey has sections');
  const later = section.questions.filter(({ kind }) => kind !== 'single');
  expect(later.length).toBeGreaterThan(0);
  expect(firstQuestionHtml({ ...STUDY_FILE, sections: [{ ...section, questions: later }] })).toBe('');
});

/** Each element with its attributes, in any order, and each text. */
function outline(node: Node | null | undefined): readonly unknown[] {
  if (!(node instanceof Element)) return [node?.textContent];
  const attributes = [...node.attributes].map(({ name, value }) => `${name}=${value}`).sort();
  return [node.localName, attributes, [...node.childNodes].map(outline)];
}
