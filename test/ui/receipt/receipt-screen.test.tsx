import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import type { ReceiptReply } from '../../../src/device/port/device.ts';
import { ReceiptScreen } from '../../../src/ui/screens/receipt/receipt-screen.tsx';
import { sharingWords } from '../../../src/ui/words/sharing-words.ts';
import { wordsIn } from '../../../src/ui/words/words.ts';
import { words as fr } from '../../../src/words/compiled/respondent/fr/first.mjs';
import { drawingRoot } from '../drawing-root.ts';

const CODE = '0024-H36H-2NCS-VRH6-DAQF-6DVV-QZW';
const root = drawingRoot();

test.each<[ReceiptReply, wasReceived: boolean, said: string, words: string]>([
  ['received', true, 'received', 'La réponse liée à ce code est reçue.'],
  ['unknown', false, 'unknown', 'Le service ne connaît aucune réponse avec ce code.'],
  ['unknown', true, 'lost', 'Le service avait reçu cette réponse, et ne la connaît plus'],
  ['erased', true, 'erased', 'La réponse liée à ce code est effacée.'],
])('of a code that is %s, where this device was told of its arrival: %s', async (reply, wasReceived, said, words) => {
  const sharing = sharingWords(wordsIn('fr', fr));
  const receipts = { check: async () => reply, erase: async () => reply, isLost: async () => false };
  render(
    <ReceiptScreen
      words={sharing}
      receipts={receipts}
      code={CODE}
      wasReceived={async (code) => code === CODE && wasReceived}
      onErased={async () => {}}
    />,
    root,
  );
  await act(() => root.querySelector<HTMLElement>('button[type="submit"]')?.click());
  const outcome = root.querySelector<HTMLElement>('#receipt-status');
  await expect.poll(() => outcome?.dataset.receiptState).toBe(said);
  expect(outcome?.textContent).toContain(words);
});
