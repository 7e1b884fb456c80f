import { render } from 'preact';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ContactsShelf } from '../../../src/device/port/device.ts';
import { ContactForm } from '../../../src/ui/contact/contact-form.tsx';
import { NOTICE } from '../../support/notice.ts';
import { drawingRoot } from '../drawing-root.ts';
import { frenchSharing } from '../shown-words.ts';

const root = drawingRoot();

type Left = Parameters<ContactsShelf['leave']>[0];

function show(): { readonly left: Left[] } {
  const left: Left[] = [];
  const shelf: ContactsShelf = {
    async leave(contact) {
      left.push(contact);
      return 'kept';
    },
    waiting: async () => ({ kind: 'done', value: [] }),
    forget: async () => true,
    watch: () => () => {},
  };
  const device = { contacts: async () => shelf, moved: new Promise<void>(() => {}) };
  render(<ContactForm device={device} survey="s" notice={NOTICE} retention={6} words={frenchSharing} />, root);
  return { left };
}

const comment = () => page.getByLabelText('Un mot de votre part');
const address = () => page.getByLabelText('Votre adresse');
const leave = () => page.getByRole('button', { name: 'Laisser mon adresse' }).click();

test('a word that is too long is said to be, kept whole, and leaves once it is shortened', async () => {
  const { left } = show();
  await address().fill('elue@mairie.example');
  await page.getByLabelText('recevoir les résultats').click();
  await comment().fill('é'.repeat(700));
  await expect.element(page.getByText('Il reste environ 600 caractères.')).not.toBeInTheDocument();
  await comment().fill('é'.repeat(900));
  await expect.element(page.getByText('Il reste environ 200 caractères.')).toBeVisible();
  await comment().fill('a'.repeat(3199));
  await expect.element(page.getByText('dépasse sa longueur maximale d’environ 1199 caractères')).toBeVisible();
  await leave();
  await expect.element(page.getByRole('alert')).toHaveTextContent('rien n’en a été coupé');
  expect(left).toEqual([]);
  await expect.element(comment()).toHaveValue('a'.repeat(3199));
  await comment().fill('a'.repeat(2000));
  await leave();
  await expect.poll(() => left.map((one) => one.comment?.length)).toEqual([2000]);
});

test('a pasted address is not cut, and one that is too long is said to be', async () => {
  const { left } = show();
  await page.getByLabelText('recevoir les résultats').click();
  const long = `${'a'.repeat(400)}@mairie.example`;
  await address().click();
  await userEvent.keyboard(long);
  await expect.element(address()).toHaveValue(long);
  await leave();
  await expect.element(page.getByText('Cette adresse est trop longue')).toBeVisible();
  expect(left).toEqual([]);
});
