import type { Background } from '../process/background.ts';
import { contactsFile, type Settings } from '../process/settings.ts';
import type { PostgresOptions } from '../storage/postgres/postgres-storage.ts';
import { REWRITE_AFTER } from './contact-statements.ts';
import type { Contacts } from './contacts.ts';
import { openPostgresContacts } from './postgres-contacts.ts';
import { openSqliteContacts } from './sqlite-contacts.ts';

/** Opens the contacts, never in the database of the responses. */
export async function openContacts(
  settings: Settings,
  { onUnreported, background }: Pick<PostgresOptions, 'onUnreported'> & { readonly background?: Background } = {},
): Promise<Contacts> {
  return settings.contactsUrl === undefined
    ? openSqliteContacts(contactsFile(settings), REWRITE_AFTER, background)
    : await openPostgresContacts(settings.contactsUrl, onUnreported, REWRITE_AFTER, background);
}
