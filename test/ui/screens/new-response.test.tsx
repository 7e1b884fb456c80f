import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Tablet } from '../../../src/device/port/tablet.ts';
import { newResumeCode } from '../../../src/sealing/resume-code.ts';
import { NewResponse } from '../../../src/ui/screens/field/new-response.tsx';
import type { OfflineCheck } from '../../../src/ui/screens/field/offline-row.tsx';
import { dayFr } from '../../../src/ui/words/fr/day.ts';
import { drawingRoot } from '../drawing-root.ts';

type ShownTablet = Pick<Tablet, 'keys' | 'hasSecret'>;

const root = drawingRoot();

let begun = 0;
let asked = 0;
let codes = 0;

const WITHOUT_KEYS: ShownTablet = { keys: [], hasSecret: () => false };
const SEALING: ShownTablet['keys'] = [{ id: 'a', key: 'k', holder: 'opener', from: '2026-01-01' }];

function show(proof: OfflineCheck['proof'], tablet: ShownTablet = WITHOUT_KEYS): void {
  const check = {
    proof,
    askAgain: () => {
      asked += 1;
    },
  };
  const onBegin = () => {
    begun += 1;
  };
  const onCode = () => {
    codes += 1;
  };
  act(() => render(<NewResponse {...{ check, tablet, text: dayFr, minutes: 10, onCode, onBegin }} />, root));
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

test('a tablet that is not ready offline says what is missing and asks, and begins after a confirmation', async () => {
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

test('the first person of a page waits for the resume code, which may be skipped and is then not asked for again', async () => {
  begun = 0;
  const tablet = { keys: SEALING, hasSecret: () => false };
  show({ kind: 'ready', at: 0 }, tablet);
  await press('Nouvelle réponse');
  expect(begun).toBe(0);
  await expect.element(page.getByRole('dialog', { name: 'Le code de reprise n’est pas donné' })).toBeVisible();
  await press('Commencer sans le code');
  expect(begun).toBe(1);
  render(null, root);
  show({ kind: 'ready', at: 0 }, tablet);
  await press('Nouvelle réponse');
  expect(begun).toBe(2);
});

test('a code given there begins the interview, and what is no code does not', async () => {
  begun = 0;
  codes = 0;
  show({ kind: 'ready', at: 0 }, { keys: SEALING, hasSecret: () => false });
  await press('Nouvelle réponse');
  await page.getByLabelText('Les 17 caractères').fill('0000');
  await press('Donner le code et commencer');
  await expect.element(page.getByText('Ce n’est pas un code de reprise')).toBeVisible();
  expect([begun, codes]).toEqual([0, 0]);
  const code = newResumeCode((bytes) => crypto.getRandomValues(bytes));
  await page.getByLabelText('Les 17 caractères').fill(code);
  await press('Donner le code et commencer');
  expect([begun, codes]).toEqual([1, 1]);
});

test('a tablet that has its code, or seals nothing, asks for none', async () => {
  begun = 0;
  show({ kind: 'ready', at: 0 }, { keys: SEALING, hasSecret: () => true });
  await press('Nouvelle réponse');
  show({ kind: 'ready', at: 0 });
  await press('Nouvelle réponse');
  expect(begun).toBe(2);
});
