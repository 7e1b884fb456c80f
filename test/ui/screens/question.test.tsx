import { signal } from '@preact/signals';
import { render } from 'preact';
import { afterEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { toSurvey } from '../../../src/core/survey/questionnaire.ts';
import { openDevice } from '../../../src/device/open.ts';
import type { Draft, OpenedDevice } from '../../../src/device/port/device.ts';
import { QuestionScreen } from '../../../src/ui/screens/question/question.tsx';
import { createInterview } from '../../../src/ui/state/interview.ts';
import { fr } from '../../../src/ui/words/fr/first.ts';
import { wordsIn } from '../../../src/ui/words/words.ts';

const survey = toSurvey({
  id: 'bridge',
  revision: 1,
  languages: ['fr'],
  title: { fr: 'Un pont' },
  opening: { who: { fr: 'Nous' }, why: { fr: 'Pour voir' }, minutes: 1, kept: { fr: 'Rien' } },
  partials: false,
  scales: {},
  sections: [
    {
      id: 'only',
      title: { fr: 'Une section' },
      questions: [{ id: 'story', kind: 'text', text: { fr: 'Racontez' }, maxBytes: 400 }],
    },
  ],
  facts: [],
});
const root = document.createElement('div');
document.body.append(root);
const opened: OpenedDevice[] = [];
afterEach(async () => {
  render(null, root);
  for (const one of opened.splice(0)) {
    for (const draft of await one.drafts.list()) await one.drafts.discard(draft.id);
    one.close();
  }
});

async function tab(draft?: Draft) {
  const device = await openDevice({ fetch: async () => Response.error() });
  opened.push(device);
  const start = {
    device,
    keeps: signal('disk' as const),
    survey: signal(survey),
    language: () => 'fr',
    mode: 'self',
    channel: null,
  } as const;
  return { device, interview: createInterview(draft ? { ...start, draft } : start) };
}

test('a text taken back from another tab is the one that was typed there', async () => {
  const { device, interview } = await tab();
  const [question] = survey.questions;
  if (!question) throw new Error('no question');
  interview.visit('story');
  const nothing = () => {};
  render(
    <QuestionScreen
      survey={survey}
      question={question}
      interview={interview}
      words={wordsIn('fr', fr)}
      onBack={nothing}
      onContinue={nothing}
    />,
    root,
  );
  const field = page.getByRole('textbox');
  await userEvent.fill(field, 'Il était');
  await interview.saver.flush();
  const [draft] = await device.drafts.list();
  const other = await tab(draft);
  await other.interview.take();
  await vi.waitFor(() => expect(interview.held.value).toBe('other-tab'));
  other.interview.give('story', 'Il était une fois', 'typing');
  await other.interview.saver.flush();
  await interview.take();
  await expect.element(field).toHaveValue('Il était une fois');
  await userEvent.fill(field, 'Il était une fois un pont');
  await interview.saver.flush();
  expect(await device.drafts.list()).toMatchObject([{ answers: { story: 'Il était une fois un pont' } }]);
});
