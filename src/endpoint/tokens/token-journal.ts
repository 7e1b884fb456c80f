import { daysAfter } from '../../wire/day.ts';
import { logError } from '../process/log.ts';
import { type Storage, StorageUnavailable } from '../storage/storage.ts';
import { CALL_SCOPES } from './call-scopes.ts';
import { FIRST_NAME } from './keyring.ts';
import type { Use } from './token-audit.ts';

/** How long what organisers did is kept, in days. */
const KEPT = 366;

/** Counts what each token does by day, for the page of the desk that shows it. Nothing waits for it. */
export function tokenJournal(storage: Pick<Storage, 'noteAct'>, today: () => string): (use: Use) => void {
  return (use) => {
    if (!isKept(use)) return;
    const day = today();
    const act = { day, name: use.by, survey: use.survey ?? '', act: actOf(use), outcome: outcomeOf(use) };
    storage.noteAct(act, daysAfter(day, -KEPT)).catch((error: unknown) => {
      if (!(error instanceof StorageUnavailable)) logError('bug', error);
    });
  };
}

/** Keeps changes, and reading of what is not public. A line without a status is the end of an export that is counted already. */
function isKept({ use, status }: Use): boolean {
  const call = use.replace(' ', ' /api/');
  const [, scope = 'any'] = CALL_SCOPES.find(([known]) => known === call) ?? [];
  return status !== undefined && (!use.startsWith('GET ') || ['read', 'comments', 'contacts'].includes(scope));
}

/** `PUT organiser/surveys/:survey/draft/:path{.+}` as `put-surveys-draft`. */
function actOf({ use, decision, today }: Use): string {
  const words = use
    .replace('organiser/', '')
    .replace('{.+}', '')
    .toLowerCase()
    .split(/[^a-z:]+/);
  return [...words.filter((word) => !word.startsWith(':')), decision, today && 'today'].filter(Boolean).join('-');
}

function outcomeOf({ status = 500, refused, dry }: Use): string {
  if (refused !== undefined) return refused;
  if (status === 403) return 'token.scope';
  if (status >= 400) return status === 404 ? 'not-found' : String(status);
  return dry ? 'dry' : 'done';
}

/** Notes that a token was used today. Nothing waits for it. */
export type NoteUse = (name: string, day: string) => void;

/** Writes the day of the last use of each named token, once a day at most. */
export function tokenUses(storage: Pick<Storage, 'noteTokenUse'>): NoteUse {
  const noted = new Map<string, string>();
  return (name, day) => {
    if (name === FIRST_NAME || noted.get(name) === day) return;
    noted.set(name, day);
    storage.noteTokenUse(name, day).catch((error: unknown) => {
      // It is noted at the next use.
      noted.delete(name);
      if (!(error instanceof StorageUnavailable)) logError('bug', error);
    });
  };
}
