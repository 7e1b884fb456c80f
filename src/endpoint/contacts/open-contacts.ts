import { contactsFile, type Settings } from '../process/settings.ts';
import type { StorageOptions } from '../storage/open-storage.ts';
import { REWRITE_AFTER } from './contact-statements.ts';
import type { Contacts } from './contacts.ts';
import { openPostgresContacts } from './postgres-contacts.ts';
import { openSqliteContacts } from './sqlite-contacts.ts';

/** Opens the contacts, never in the database of the responses. */
export async function openContacts(
  settings: Settings,
  options: Pick<StorageOptions, 'onUnreported' | 'background' | 'startWriter'> = {},
): Promise<Contacts> {
  return settings.contactsUrl === undefined
    ? openSqliteContacts(contactsFile(settings), options)
    : await openPostgresContacts(settings.contactsUrl, options.onUnreported, REWRITE_AFTER, options.background);
}
