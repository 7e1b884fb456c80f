import { dayOf } from '../../wire/day.ts';
import type { ContactParts } from './contact-resource.ts';
import { type KeptContact, monthOf } from './contacts.ts';

/** Contacts as of yesterday: a list that shows them at once would tell, beside the counts of responses, who has just answered. */
export interface ContactList {
  readonly of: (survey: string) => Promise<ListedContacts>;
  /** Notes who is there now. Called each minute, so that the list of tomorrow is known when the day changes. */
  readonly look: () => Promise<void>;
}

export interface ListedContacts {
  readonly contacts: readonly KeptContact[];
  /** False on the day of a start that found addresses of this month: which of them are of today is not known. */
  readonly isWhole: boolean;
}

/**
 * At rest a contact has its month alone, so that the day is known in memory or not at all. An id that was seen on an earlier day, or has
 * an earlier month, did not arrive today: this holds after a restart, and for what another endpoint receives.
 */
export function createContactList({ contacts, surveys, now }: ContactParts): ContactList {
  const today = () => dayOf(now());
  let seen: { readonly day: string; readonly ids: ReadonlySet<string> } | undefined;
  let listable: ReadonlySet<string> = new Set();
  let isWhole = false;

  async function look(): Promise<void> {
    const day = today();
    if (seen && seen.day < day) {
      listable = seen.ids;
      isWhole = true;
    }
    const all: KeptContact[] = [];
    for (const survey of surveys.keys()) all.push(...(await contacts.list(survey)));
    // What was read around midnight may be of either day.
    if (today() !== day) return;
    if (!seen) isWhole = all.every((one) => one.month < monthOf(day));
    seen = { day, ids: new Set(all.map(({ id }) => id)) };
  }

  return {
    look,
    async of(survey) {
      await look();
      const month = monthOf(today());
      const kept = await contacts.list(survey);
      return { contacts: kept.filter((one) => one.month < month || listable.has(one.id)), isWhole };
    },
  };
}
