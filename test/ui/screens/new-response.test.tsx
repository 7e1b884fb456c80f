import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { NewResponse } from '../../../src/ui/screens/field/new-response.tsx';
import type { OfflineCheck } from '../../../src/ui/screens/field/offline-row.tsx';
import { dayFr } from '../../../src/ui/words/fr/day.ts';

const root = document.createElement('div');
document.body.append(root);
afterEach(() => render(null, root));

let begun = 0;
let asked = 0;

function show(proof: OfflineCheck['proof']): void {
  const check = {
    proof,
    askAgain: () => {
      asked += 1;
    },
  };
  const onBegin = () => {
    begun += 1;
  };
  act(() => render(<NewResponse check={check} text={dayFr} minutes={10} onBegin={onBegin} />, root));
}

async function press(name: string) {
  await page.getByRole('button', { name }).click();
}

test('a tablet that is ready offline begins at once', async () => {
  begun = 0;
  show({ kind: 'ready', at: 0 });
  await press('Nouvelle réponse');
  expect(begun).toBe(1);
  expect(document.querySelector('dialog')).toBeNull();
});

test('a tablet that is not ready offline says what it lacks and asks, and begins when it is told to', async () => {
  begun = 0;
  asked = 0;
  show({ kind: 'incomplete', missing: 3, at: 0 });
  await press('Nouvelle réponse');
  expect(document.querySelector('dialog')?.textContent).toContain('3 fichiers absents');
  expect(begun).toBe(0);
  await press('Attendre');
  expect([begun, asked, document.querySelector('dialog')]).toEqual([0, 1, null]);
  await press('Nouvelle réponse');
  await press('Commencer quand même');
  expect(begun).toBe(1);
});

test('a worker that answers while the question is on screen answers it', async () => {
  begun = 0;
  show(undefined);
  await press('Nouvelle réponse');
  expect(begun).toBe(0);
  show({ kind: 'ready', at: 0 });
  await expect.poll(() => [begun, document.querySelector('dialog')]).toEqual([1, null]);
});
