import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Contacts } from '../../src/endpoint/contacts/contacts.ts';
import type { Contact } from '../../src/wire/contact.ts';

export interface OpenedContacts {
  readonly contacts: Contacts;
  readonly again: () => Promise<Contacts>;
}

export function contactOf(changes: Partial<Contact> = {}): Contact {
  return { id: randomUUID(), survey: 's', address: 'ada@example.org', purposes: ['interview'], ...changes };
}

/** What every store of contacts must do, whatever it is made of. */
export function contactsContract(name: string, open: () => Promise<OpenedContacts>) {
  describe(`contacts in ${name}`, () => {
    it('are kept once, listed by their random ids, confirmed, and there again after a restart', async () => {
      const { contacts, again } = await open();
      const sent = Array.from({ length: 8 }, (_, place) =>
        contactOf({ address: `${place}@example.org`, purposes: ['interview', 'results'], comment: `l’«é»\n${place}` }),
      );
      for (const one of sent) await contacts.keep(one, '2026-11');
      for (const one of sent) await contacts.keep({ ...one, address: 'other@example.org' }, '2026-12');
      await contacts.keep(contactOf({ survey: 'another' }), '2026-11');
      expect(await contacts.confirm('s', [sent[0]?.id ?? '', 'unknown\0'], true)).toBe(1);
      expect(await contacts.confirm('another', [sent[1]?.id ?? ''], true)).toBe(0);
      // Noted by mistake.
      for (const confirmed of [true, false])
        expect(await contacts.confirm('s', [sent[2]?.id ?? ''], confirmed)).toBe(1);
      await contacts.close();
      const reopened = await again();
      const expected = sent.map((one, place) => ({ ...one, month: '2026-11', confirmed: place === 0 }));
      expect(await reopened.list('s')).toEqual(expected.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
      await reopened.close();
    });

    it('go for good when erased, even sent again, and when their month is due, leave nothing', async () => {
      const { contacts } = await open();
      const [gone, old, young] = [contactOf(), contactOf(), contactOf()];
      await contacts.keep(gone, '2026-11');
      await contacts.keep(old, '2026-08');
      await contacts.keep(young, '2026-09');
      expect(await contacts.erase('another', [gone.id])).toBe(0);
      expect(await contacts.erase('s', [gone.id, 'unknown\0'])).toBe(1);
      expect(await contacts.erase('s', [gone.id])).toBe(0);
      await contacts.keep(gone, '2026-11');
      await contacts.expire('another', '2026-11');
      await contacts.expire('s', '2026-08');
      expect((await contacts.list('s')).map(({ id }) => id)).toEqual([young.id]);
      expect(await contacts.erase('s')).toBe(1);
      expect(await contacts.list('s')).toEqual([]);
      await contacts.close();
    });
  });
}
