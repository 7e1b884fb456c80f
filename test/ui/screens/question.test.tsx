import { render } from 'preact';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Draft, OpenedDevice } from '../../../src/device/port/device.ts';
import { loadLaterControls } from '../../../src/ui/controls/single-choice.tsx';
import { preload } from '../../../src/ui/elements/use-code.ts';
import { QuestionScreen } from '../../../src/ui/screens/question/question.tsx';
import { createInterview, type Interview } from '../../../src/ui/state/interview.ts';
import { wordsIn } from '../../../src/ui/words/words.ts';
import { words as fr } from '../../../src/words/compiled/respondent/fr/first.mjs';
import { listed } from '../../support/listed.ts';
import { openDevice } from '../../support/open-device.ts';
import { drawingRoot } from '../drawing-root.ts';
import { startOf, surveyAsking } from '../one-section.ts';

/** Asked of those who told their story. */
const ASKED = {
  kind: 'single',
  options: [{ id: 'yes', label: { fr: 'Oui' } }],
  showIf: { answered: 'story' },
} as const;

const survey = surveyAsking(
  { id: 'story', kind: 'text', text: { fr: 'Racontez' }, maxBytes: 400 },
  { id: 'walk', text: { fr: 'À pied ?' }, ...ASKED },
  { id: 'boat', text: { fr: 'En barque ?' }, ...ASKED },
  { id: 'end', kind: 'single', text: { fr: 'Et la fin ?' }, options: [{ id: 'sad', label: { fr: 'Triste' } }] },
);
const opened: OpenedDevice[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) {
    for (const draft of await listed(one.drafts.list())) await one.drafts.discard(draft.id);
    one.close();
  }
});
// Emptied before its devices are closed.
const root = drawingRoot();

async function tab(draft?: Draft) {
  const device = await openDevice({ fetch: async () => Response.error() });
  opened.push(device);
  return { device, interview: createInterview({ ...startOf(device, survey), ...(draft && { draft }) }) };
}

function show(interview: Interview, id: string) {
  const question = survey.question.get(id);
  if (!question) throw new Error(`no question ${id}`);
  interview.visit(id);
  const nothing = () => {};
  render(
    <QuestionScreen
      key={id}
      survey={survey}
      question={question}
      interview={interview}
      words={wordsIn('fr', fr)}
      onBack={nothing}
      onContinue={nothing}
    />,
    root,
  );
}

test('a question says which ones before it were left out, with the heading, and only there', async () => {
  const { interview } = await tab();
  const heading = page.getByRole('heading');
  show(interview, 'end');
  await expect
    .element(heading)
    .toHaveAccessibleDescription('Question 4 sur 4 D’après vos réponses, les questions 2 à 3 ne se posent pas.');
  interview.give('story', 'Il était');
  show(interview, 'boat');
  await expect.element(heading).toHaveAccessibleDescription('Question 3 sur 4');
  show(interview, 'end');
  await expect.element(heading).toHaveAccessibleDescription('Question 4 sur 4');
});

test('a field is there with what it holds, and keeps the focus that comes before the frame which shows it', async () => {
  const { interview } = await tab();
  await preload(loadLaterControls);
  interview.give('story', 'Il était ');
  show(interview, 'story');
  const field = root.querySelector('input');
  expect(field?.value).toBe('Il était ');
  field?.focus();
  field?.setSelectionRange(9, 9);
  await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
  await userEvent.keyboard('un pont');
  expect(interview.answers.value).toEqual({ story: 'Il était un pont' });
  show(interview, 'end');
  await vi.waitFor(() => expect(document.activeElement?.localName).toBe('h1'));
});

test('a text taken back from another tab is the one that was typed there', async () => {
  const { device, interview } = await tab();
  show(interview, 'story');
  const field = page.getByRole('textbox');
  await userEvent.fill(field, 'Il était');
  await interview.saver.flush();
  const [draft] = await listed(device.drafts.list());
  const other = await tab(draft);
  await other.interview.take();
  await vi.waitFor(() => expect(interview.held.value).toBe('other-tab'));
  other.interview.give('story', 'Il était une fois', 'typing');
  await other.interview.saver.flush();
  await interview.take();
  await expect.element(field).toHaveValue('Il était une fois');
  await userEvent.fill(field, 'Il était une fois un pont');
  await interview.saver.flush();
  expect(await listed(device.drafts.list())).toMatchObject([{ answers: { story: 'Il était une fois un pont' } }]);
});
