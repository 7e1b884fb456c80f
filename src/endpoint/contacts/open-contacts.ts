import { contactsFile, type Settings } from '../process/settings.ts';
import type { Contacts } from './contacts.ts';
import { openPostgresContacts } from './postgres-contacts.ts';
import { openSqliteContacts } from './sqlite-contacts.ts';

/** Never where the responses are. */
export async function openContacts(
  settings: Settings,
  untold?: (settings: readonly string[]) => void,
): Promise<Contacts> {
  return settings.contactsUrl === undefined
    ? openSqliteContacts(contactsFile(settings))
    : await openPostgresContacts(settings.contactsUrl, untold);
}
