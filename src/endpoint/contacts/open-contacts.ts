import type { Background } from '../process/background.ts';
import { contactsFile, type Settings } from '../process/settings.ts';
import type { PostgresOptions } from '../storage/postgres/postgres-storage.ts';
import { type Contacts, TIDY_AFTER } from './contacts.ts';
import { openPostgresContacts } from './postgres-contacts.ts';
import { openSqliteContacts } from './sqlite-contacts.ts';

/** Opens the contacts, never in the database of the responses. */
export async function openContacts(
  settings: Settings,
  { onUnreported, background }: Pick<PostgresOptions, 'onUnreported'> & { readonly background?: Background } = {},
): Promise<Contacts> {
  return settings.contactsUrl === undefined
    ? openSqliteContacts(contactsFile(settings), TIDY_AFTER, background)
    : await openPostgresContacts(settings.contactsUrl, onUnreported, TIDY_AFTER, background);
}
