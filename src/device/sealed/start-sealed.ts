import type { Survey } from '../../core/survey/questionnaire.ts';
import type { SealingKey } from '../../core/survey/sealing-keys.ts';
import { recipientOf, seal } from '../../sealing/seal.ts';
import { dayOf } from '../../wire/day.ts';
import type { StartedDevice } from '../open.ts';
import type { OpenedDevice } from '../port/device.ts';
import { findRecipients, type Sealer } from './find-recipients.ts';
import { closeOrphans } from './left-interviews.ts';
import { sealedDevice } from './sealed-device.ts';

export type SealedStart =
  | { readonly kind: 'sealed'; readonly device: OpenedDevice; readonly keys: readonly SealingKey[] }
  /** The code that seals has not come. */
  | { readonly kind: 'no-code' }
  /** The browser stores nothing, or its database is not open or not readable: neither the keys nor waiting responses are known. */
  | { readonly kind: 'no-storage' }
  | { readonly kind: 'no-keys' | 'wrong-key' | 'retired-key' }
  | { readonly kind: 'other-keys'; readonly keys: readonly SealingKey[] };

export interface SealedStartParts {
  readonly started: StartedDevice;
  readonly survey: Survey;
  /** The key that the organiser's link names. */
  readonly named?: string;
  /** The organiser's, once it is given. */
  readonly secret?: () => Uint8Array<ArrayBuffer> | undefined;
  readonly sealing?: Sealer;
  readonly fetch?: typeof globalThis.fetch;
  readonly now?: () => number;
}

/** Before anybody answers: a shared tablet that cannot seal does not begin. */
export async function startSealed({
  started,
  survey,
  named,
  secret = () => undefined,
  sealing = { recipientOf, seal },
  ...given
}: SealedStartParts): Promise<SealedStart> {
  const inside = await started.inside();
  if (!inside) return { kind: 'no-code' };
  const { around } = inside;
  const { fetch = (...request) => around.fetch(...request), now = () => around.Date.now() } = given;
  await started.opened;
  if (started.device.keeps !== 'disk') return { kind: 'no-storage' };
  const today = dayOf(new Date(now()));
  const found = await findRecipients({ database: inside.database, survey: survey.id, today, named, fetch, sealing });
  if (found.kind !== 'recipients') return found;
  const { recipients, keys } = found;
  const device = sealedDevice({ device: started.device, inside, survey, recipients, sealing, now, secret });
  // Interviews that were cut off before the survey had keys are stored in clear.
  const drafts = await started.device.drafts.list();
  if (drafts.kind !== 'done') return { kind: 'no-storage' };
  for (const draft of drafts.value) {
    const isOurs = draft.mode === 'field' && draft.survey === survey.id && draft.revision === survey.revision;
    if (isOurs && survey.partials) await device.drafts.save(draft);
  }
  await closeOrphans(inside, now);
  void inside.hurry();
  return { kind: 'sealed', device, keys };
}
