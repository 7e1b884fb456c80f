import { signal } from '@preact/signals';
import { render } from 'preact';
import { afterEach, expect, test, vi } from 'vitest';
import { toSurvey } from '../../../src/core/survey/questionnaire.ts';
import { openDevice } from '../../../src/device/open.ts';
import { drawBeforeClicks, drawLater } from '../../../src/ui/elements/draw-later.ts';
import { SaveState } from '../../../src/ui/shell/save-state.tsx';
import { createInterview } from '../../../src/ui/state/interview.ts';
import { fr } from '../../../src/ui/words/fr/first.ts';
import { wordsIn } from '../../../src/ui/words/words.ts';

drawBeforeClicks();
const root = document.createElement('div');
document.body.append(root);
afterEach(() => render(null, root));

const count = signal(0);
function Count() {
  return <p>{`${count.value}`}</p>;
}

test('what follows from a change is drawn after the frame, not before it', async () => {
  count.value = 1;
  render(<Count />, root);
  drawLater(() => {
    count.value = 2;
  });
  await Promise.resolve();
  expect(root.textContent).toBe('1');
  await vi.waitFor(() => expect(root.textContent).toBe('2'));
});

test('another change draws both at once', async () => {
  count.value = 1;
  render(<Count />, root);
  drawLater(() => {
    count.value = 2;
  });
  count.value = 3;
  await Promise.resolve();
  expect(root.textContent).toBe('3');
});

test('a click finds what was changed just before it', () => {
  count.value = 1;
  render(<Count />, root);
  drawLater(() => {
    count.value = 2;
  });
  root.click();
  expect(root.textContent).toBe('2');
});

test('a choice made before the one before it was drawn is kept', async () => {
  const chosen = signal('');
  const Choices = () => (
    <>
      {['one', 'two'].map((value) => (
        <input
          key={value}
          type="radio"
          name="choice"
          value={value}
          checked={chosen.value === value}
          onChange={() =>
            drawLater(() => {
              chosen.value = value;
            })
          }
        />
      ))}
    </>
  );
  render(<Choices />, root);
  const [one, two] = root.querySelectorAll('input');
  one?.click();
  two?.click();
  expect(chosen.value).toBe('two');
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  expect(two?.checked).toBe(true);
});

test('the save word is never late: an answer that is not kept is not called so', async () => {
  const file = {
    id: 'one',
    revision: 1,
    languages: ['fr'],
    title: {},
    opening: { who: {}, why: {}, minutes: 1, kept: {} },
  };
  const survey = toSurvey({ ...file, partials: false, scales: {}, sections: [], facts: [] });
  const device = await openDevice({ fetch: async () => Response.error() });
  const start = { device, survey: signal(survey), language: () => 'fr', mode: 'self', channel: null } as const;
  const interview = createInterview(start);
  render(<SaveState interview={interview} words={wordsIn('fr', fr)} />, root);
  drawLater(() => interview.give('question', 'answer'));
  // Signals write in a microtask of a microtask: still before any other task, and any frame.
  for (let turn = 0; turn < 3; turn++) await Promise.resolve();
  expect(root.querySelector('[data-save]')?.getAttribute('data-save')).toBe('saving');
  expect(root.textContent).toBe('Enregistrement…');
  await vi.waitFor(() => expect(root.textContent).toBe('Enregistré'));
  for (const draft of await device.drafts.list()) await device.drafts.discard(draft.id);
  device.close();
});
