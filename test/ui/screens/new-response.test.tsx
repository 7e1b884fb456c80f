import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { Tablet } from '../../../src/device/port/tablet.ts';
import { newResumeCode } from '../../../src/sealing/resume-code.ts';
import { NewResponse } from '../../../src/ui/screens/field/new-response.tsx';
import type { OfflineCheck } from '../../../src/ui/screens/field/offline-row.tsx';
import { words as dayFr } from '../../../src/words/compiled/respondent/fr/day.mjs';
import { drawingRoot } from '../drawing-root.ts';

type ShownTablet = Pick<Tablet, 'keys' | 'hasSecret'>;

const root = drawingRoot();

const [onBegin, askAgain, onCode] = [vi.fn(), vi.fn(), vi.fn()];
afterEach(() => vi.clearAllMocks());

const WITHOUT_KEYS: ShownTablet = { keys: [], hasSecret: () => false };
const SEALING: ShownTablet['keys'] = [{ id: 'a', key: 'k', holder: 'opener', from: '2026-01-01' }];

function show(proof: OfflineCheck['proof'], tablet: ShownTablet = WITHOUT_KEYS): void {
  act(() =>
    render(
      <NewResponse {...{ check: { proof, askAgain }, tablet, text: dayFr, minutes: 10, onCode, onBegin }} />,
      root,
    ),
  );
}

const calls = ({ mock }: typeof onBegin) => mock.calls.length;

async function press(name: string) {
  await page.getByRole('button', { name }).click();
}

test('a tablet that is ready offline begins at once', async () => {
  show({ kind: 'ready', at: 0 });
  await press('Nouvelle réponse');
  expect(onBegin).toHaveBeenCalledTimes(1);
  expect(document.querySelector('dialog')).toBeNull();
});

test('a tablet that is not ready offline says what is missing and asks, and begins after a confirmation', async () => {
  show({ kind: 'incomplete', missing: 3, at: 0 });
  await press('Nouvelle réponse');
  expect(document.querySelector('dialog')?.textContent).toContain('3 fichiers absents');
  expect(onBegin).not.toHaveBeenCalled();
  await press('Attendre');
  expect([calls(onBegin), calls(askAgain), document.querySelector('dialog')]).toEqual([0, 1, null]);
  await press('Nouvelle réponse');
  await press('Commencer quand même');
  expect(onBegin).toHaveBeenCalledTimes(1);
});

test('a worker that answers while the question is on screen answers it', async () => {
  show(undefined);
  await press('Nouvelle réponse');
  expect(onBegin).not.toHaveBeenCalled();
  show({ kind: 'ready', at: 0 });
  await expect.poll(() => [calls(onBegin), document.querySelector('dialog')]).toEqual([1, null]);
});

test('the first person of a page waits for the resume code, which may be skipped and is then not asked for again', async () => {
  const tablet = { keys: SEALING, hasSecret: () => false };
  show({ kind: 'ready', at: 0 }, tablet);
  await press('Nouvelle réponse');
  expect(onBegin).not.toHaveBeenCalled();
  await expect.element(page.getByRole('dialog', { name: 'Le code de reprise n’est pas donné' })).toBeVisible();
  await press('Commencer sans le code');
  expect(onBegin).toHaveBeenCalledTimes(1);
  render(null, root);
  show({ kind: 'ready', at: 0 }, tablet);
  await press('Nouvelle réponse');
  expect(onBegin).toHaveBeenCalledTimes(2);
});

test('a code given there begins the interview, and what is no code does not', async () => {
  show({ kind: 'ready', at: 0 }, { keys: SEALING, hasSecret: () => false });
  await press('Nouvelle réponse');
  await page.getByLabelText('Les 17 caractères').fill('0000');
  await press('Donner le code');
  await expect.element(page.getByText('Ce n’est pas un code de reprise')).toBeVisible();
  expect([calls(onBegin), calls(onCode)]).toEqual([0, 0]);
  const code = newResumeCode((bytes) => crypto.getRandomValues(bytes));
  await page.getByLabelText('Les 17 caractères').fill(code);
  await press('Donner le code');
  expect([calls(onBegin), calls(onCode)]).toEqual([1, 1]);
});

test('a tablet that has its code, or seals nothing, asks for none', async () => {
  show({ kind: 'ready', at: 0 }, { keys: SEALING, hasSecret: () => true });
  await press('Nouvelle réponse');
  show({ kind: 'ready', at: 0 });
  await press('Nouvelle réponse');
  expect(onBegin).toHaveBeenCalledTimes(2);
});
