import * as v from 'valibot';
import { recipientsOn, type Sealing, sealingSchema } from '../../core/survey/sealing-keys.ts';
import { fetchJson } from '../../lazy/fetch-json.ts';
import type { Recipient, recipientOf, seal } from '../../sealing/seal.ts';
import type { Database } from '../store/store.ts';

type RecipientSearch =
  | {
      readonly kind: 'recipients';
      readonly recipients: readonly Recipient[];
      readonly keys: ReturnType<typeof recipientsOn>;
    }
  /** The notice did not come, or its keys are none. */
  | { readonly kind: 'no-keys' }
  /** The key that the organiser's link names is none of the survey's. */
  | { readonly kind: 'wrong-key' }
  /** It was one, or will be. */
  | { readonly kind: 'retired-key' }
  /** The keys that this tablet began with cannot be read, or pinned. */
  | { readonly kind: 'no-storage' }
  /** This tablet has begun with other keys. */
  | { readonly kind: 'other-keys'; readonly keys: ReturnType<typeof recipientsOn> };

/** Seals with HPKE, unless a simulation passes something else. */
export interface Sealer {
  readonly recipientOf: typeof recipientOf;
  readonly seal: typeof seal;
}

export interface Finding {
  readonly sealing: Sealer;
  readonly database: Database;
  readonly survey: string;
  readonly today: string;
  /** The id of the key that the organiser's link names: their word for a new one. */
  readonly named: string | undefined;
  readonly fetch: typeof globalThis.fetch;
}

/** To whom this tablet seals: the keys of the notice, if they are those that it began with, announced then, or named by the organiser. */
export async function findRecipients({
  database,
  survey,
  today,
  named,
  fetch,
  sealing: { recipientOf },
}: Finding): Promise<RecipientSearch> {
  const announcedKeys = await readSealing(survey, fetch);
  const keys = announcedKeys ? recipientsOn(announcedKeys, today) : [];
  const recipients = (await Promise.all(keys.map(recipientOf))).filter((one) => one !== undefined);
  if (!announcedKeys || recipients.length < 2) return { kind: 'no-keys' };
  if (named !== undefined && !keys.some(({ id }) => id === named))
    return { kind: announcedKeys.keys.some(({ id }) => id === named) ? 'retired-key' : 'wrong-key' };
  // With those to come, so that a change that was announced needs no new link.
  const announced = announcedKeys.keys.flatMap(({ id, retiredFrom }) => (retiredFrom === undefined ? [id] : []));
  const pinned = await pin(database, {
    survey,
    today: keys.map(({ id }) => id),
    announced,
    isNamed: named !== undefined,
  });
  if (pinned === 'no-storage') return { kind: pinned };
  if (pinned === 'other-keys') return { kind: pinned, keys };
  return { kind: 'recipients', recipients, keys };
}

interface Pinning {
  readonly survey: string;
  /** Ids of the keys in force today. */
  readonly today: readonly string[];
  readonly announced: readonly string[];
  /** The organiser's link names one of them, which is their word for new keys. */
  readonly isNamed: boolean;
}

/** Reads the keys that this tablet began with and compares them in the transaction that pins: they are replaced on the organiser's word only. */
async function pin(
  database: Database,
  { survey, today, announced, isNamed }: Pinning,
): Promise<'pinned' | 'other-keys' | 'no-storage'> {
  const written = await database.write(
    ['seals'],
    async (tx) => {
      const pinned = await tx.get('seals', survey);
      if (pinned && !isNamed) return today.every((id) => pinned.keys.includes(id)) ? 'pinned' : 'other-keys';
      tx.put('seals', { survey, keys: [...new Set([...announced, ...today])] });
      return 'pinned';
    },
    'strict',
  );
  return written.kind === 'done' ? written.value : 'no-storage';
}

const noticeSchema = v.object({ sealing: sealingSchema });

async function readSealing(survey: string, fetch: typeof globalThis.fetch): Promise<Sealing | undefined> {
  const read = v.safeParse(noticeSchema, await fetchJson(`/surveys/${survey}/notice.json`, {}, fetch));
  return read.success ? read.output.sealing : undefined;
}
