import { dayOf } from '../../wire/day.ts';
import { logError } from '../process/log.ts';
import { StorageUnavailable } from '../storage/storage.ts';
import { type ContactParts, retentionOf } from './contact-resource.ts';
import { monthOf, monthsBefore } from './contacts.ts';

/** Erases what has been kept for as long as the notice says: at the change of a month, and never longer. */
export async function expireContacts({ contacts, surveys, now }: ContactParts): Promise<void> {
  const month = monthOf(dayOf(now()));
  for (const survey of surveys.keys()) {
    const retention = retentionOf(surveys, survey);
    if (retention !== undefined) await contacts.expire(survey, monthsBefore(month, retention));
  }
}

const HOUR = 3_600_000;

/** Now and each hour, until stopped. */
export function expireHourly(parts: ContactParts): { readonly stop: () => Promise<void> } {
  const expire = () =>
    expireContacts(parts).catch((error: unknown) => {
      // The next hour comes.
      if (!(error instanceof StorageUnavailable)) throw error;
      logError('contacts-unavailable', error);
    });
  let underWay = expire();
  const timer = setInterval(() => {
    underWay = underWay.then(expire);
  }, HOUR).unref();
  return {
    async stop() {
      clearInterval(timer);
      await underWay;
    },
  };
}
