import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createContactList } from '../../../src/endpoint/contacts/contact-list.ts';
import { contactOf } from '../../contracts/contacts.ts';
import { openSqliteContacts, studySurveys, temporaryFolder } from '../harness.ts';

const SURVEY = 'numerique-territorial';
const surveys = await studySurveys();

/** Endpoints on one database, whose clock the test moves. */
async function opened() {
  const contacts = openSqliteContacts(join(await temporaryFolder(), 'contacts.sqlite'));
  onTestFinished(() => contacts.close());
  let now = new Date(2026, 10, 24, 12);
  return {
    contacts,
    at: (...time: [month: number, day: number, hour?: number]) => {
      now = new Date(2026, time[0] - 1, time[1], time[2] ?? 12);
    },
    /** Another process, or the same after a restart. */
    endpoint: () => {
      const list = createContactList({ contacts, surveys, now: () => now });
      return {
        look: list.look,
        async ids() {
          return (await list.of(SURVEY)).contacts.map(({ id }) => id);
        },
        isWhole: async () => (await list.of(SURVEY)).isWhole,
      };
    },
    async leave(month = '2026-11') {
      const contact = contactOf({ survey: SURVEY });
      await contacts.keep(contact, month);
      return contact.id;
    },
  };
}

describe('the list of contacts', () => {
  it('shows an address from the day after it was left, whichever endpoint took it', async () => {
    const { endpoint, leave, at } = await opened();
    const [one, other] = [endpoint(), endpoint()];
    await Promise.all([one.look(), other.look()]);
    const first = await leave();
    expect([await one.ids(), await other.ids()]).toEqual([[], []]);
    // Those of the last minute before midnight are shown a day later, and none is shown a day too early.
    at(11, 25, 9);
    const second = await leave();
    expect([await one.ids(), await other.ids()]).toEqual([[first], [first]]);
    at(11, 26);
    expect(await one.ids()).toEqual([first, second].toSorted());
    expect(await one.isWhole()).toBe(true);
  });

  it('hides the addresses of this month on the day of a restart, says so, and shows them the next day', async () => {
    const { endpoint, leave, at } = await opened();
    const old = await leave('2026-10');
    const fresh = await leave();
    const restarted = endpoint();
    expect([await restarted.ids(), await restarted.isWhole()]).toEqual([[old], false]);
    at(11, 25);
    expect([await restarted.ids(), await restarted.isWhole()]).toEqual([[old, fresh].toSorted(), true]);
  });

  it('is complete from the first day if there was no address at the start', async () => {
    const { endpoint, leave } = await opened();
    const fresh = endpoint();
    await fresh.look();
    await leave();
    expect([await fresh.ids(), await fresh.isWhole()]).toEqual([[], true]);
  });

  it('hides an address that another endpoint received this morning, after a night in which this one was suspended', async () => {
    const { endpoint, leave, at } = await opened();
    const suspended = endpoint();
    await suspended.look();
    at(11, 25, 10);
    await leave();
    at(11, 25, 11);
    expect(await suspended.ids()).toEqual([]);
    at(12, 1);
    expect(await suspended.ids()).toHaveLength(1);
  });

  it('keeps what it showed when one of them is erased', async () => {
    const { contacts, endpoint, leave, at } = await opened();
    const list = endpoint();
    const [one, other] = [await leave(), await leave()];
    await list.look();
    at(11, 25);
    expect(await contacts.erase(SURVEY, [one])).toBe(1);
    expect(await list.ids()).toEqual([other]);
  });
});
