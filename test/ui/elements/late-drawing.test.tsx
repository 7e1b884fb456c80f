import { signal } from '@preact/signals';
import { render } from 'preact';
import { expect, test, vi } from 'vitest';
import { useLateDrawing } from '../../../src/ui/elements/late-drawing.ts';
import { SaveSign } from '../../../src/ui/shell/head.tsx';
import { createInterview } from '../../../src/ui/state/interview.ts';
import { wordsIn } from '../../../src/ui/words/words.ts';
import { words as fr } from '../../../src/words/compiled/respondent/fr/first.mjs';
import { listed } from '../../support/listed.ts';
import { openDevice } from '../../support/open-device.ts';
import { drawingRoot } from '../drawing-root.ts';
import { startOf, surveyAsking } from '../one-section.ts';

const root = drawingRoot();

const count = signal(0);
let later: (change: () => void) => void;
let drawings = 0;
function Count() {
  const [value, makeLater] = useLateDrawing(count);
  later = makeLater;
  drawings++;
  return <p>{`${value}`}</p>;
}

function change(to: number): () => void {
  return () => {
    count.value = to;
  };
}

async function show(from: number): Promise<void> {
  count.value = from;
  render(<Count />, root);
  await Promise.resolve();
  drawings = 0;
}

function frame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => setTimeout(resolve))));
}

test('what depends on a change is drawn after the next frame, once for several changes', async () => {
  await show(1);
  later(change(2));
  later(change(3));
  await Promise.resolve();
  expect(root.textContent).toBe('1');
  await vi.waitFor(() => expect(root.textContent).toBe('3'));
  await frame();
  expect(drawings).toBe(1);
});

test('another change draws both at once', async () => {
  await show(1);
  later(change(2));
  change(3)();
  await Promise.resolve();
  expect(root.textContent).toBe('3');
  await frame();
  expect(drawings).toBe(1);
});

test('after a change that throws, the next is drawn at once', async () => {
  await show(1);
  expect(() =>
    later(() => {
      throw new Error('a bug');
    }),
  ).toThrow('a bug');
  change(2)();
  await Promise.resolve();
  expect(root.textContent).toBe('2');
});

test('the save status is never drawn late: an unsaved answer is not shown as saved', async () => {
  const device = await openDevice({ fetch: async () => Response.error() });
  const interview = createInterview(startOf(device, surveyAsking()));
  render(<SaveSign interview={interview} words={wordsIn('fr', fr)} />, root);
  interview.give('question', 'answer');
  // Signals write in a microtask of a microtask: still before any other task, and any frame.
  for (let turn = 0; turn < 3; turn++) await Promise.resolve();
  expect(root.querySelector('[data-save]')?.getAttribute('data-save')).toBe('saving');
  expect(root.textContent).toBe('Enregistrement…');
  await vi.waitFor(() => expect(root.textContent).toBe('Enregistré'));
  for (const draft of await listed(device.drafts.list())) await device.drafts.discard(draft.id);
  device.close();
});
