import { dayOf } from '../../wire/day.ts';
import type { ContactParts } from './contact-resource.ts';
import { type ContactRecord, monthOf } from './contacts.ts';

export type ContactList = ReturnType<typeof createContactList>;

/**
 * Lists contacts as of yesterday: shown at once, next to the counts of responses, they would reveal who has just answered. A contact is stored with its month only, so its day is known in memory or not at all. An id that was seen on an earlier day, or has
 * an earlier month, did not arrive today; this also works after a restart, and for contacts that another endpoint receives.
 */
export function createContactList({ contacts, surveys, now }: ContactParts) {
  const today = () => dayOf(now());
  let seen: { readonly day: string; readonly ids: ReadonlySet<string> } | undefined;
  let listable: ReadonlySet<string> = new Set();
  /** False on the day of a start that found addresses of this month: which of them arrived today is unknown. */
  let isWhole = false;

  /** Records the ids that exist now. Called each minute, so that the next day's list is known when the day changes. */
  async function look(): Promise<void> {
    const day = today();
    if (seen && seen.day < day) {
      listable = seen.ids;
      isWhole = true;
    }
    const all: ContactRecord[] = [];
    for (const survey of surveys.keys()) all.push(...(await contacts.list(survey)));
    // Contacts read around midnight may belong to either day.
    if (today() !== day) return;
    if (!seen) isWhole = all.every((one) => one.month < monthOf(day));
    seen = { day, ids: new Set(all.map(({ id }) => id)) };
  }

  return {
    look,
    async of(survey: string) {
      await look();
      const month = monthOf(today());
      const kept = await contacts.list(survey);
      return { contacts: kept.filter((one) => one.month < month || listable.has(one.id)), isWhole };
    },
  };
}
