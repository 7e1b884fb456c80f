import type { CryptoKey } from 'hpke';
import { dayOf } from '../../wire/day.ts';
import type { Background } from '../process/background.ts';
import { leavesSpace } from '../process/free-space.ts';
import { log } from '../process/log.ts';
import type { Settings } from '../process/settings.ts';
import { keysForSurvey } from '../sealed/opener.ts';
import type { Storage } from '../storage/storage.ts';
import type { Keyring } from '../tokens/keyring.ts';
import type { Catalogue } from './catalogue.ts';
import { followStorage } from './follower.ts';
import { createPublisher } from './publisher.ts';
import { givenAddresses } from './short-addresses.ts';
import { streamed } from './upload/kept-files.ts';
import { createReading, type StartReading } from './upload/reading-client.ts';
import { readSharedLists } from './upload/shared-lists.ts';

interface FollowedParts {
  readonly settings: Settings;
  readonly storage: Storage;
  readonly background: Background;
  readonly catalogue: Catalogue;
  readonly keyring: Keyring;
  /** The private keys that open what tablets seal; those of a survey that appears are added. */
  readonly keys: Map<string, CryptoKey>;
  /** The surveys of `SURVEYS_DIR`, which are neither published nor followed. */
  readonly isHeldByFiles: (survey: string) => boolean;
}

/** Serves what the storage has published, from now on, and publishes into it. Rejects when the storage cannot be read. */
export async function followPublished(parts: FollowedParts, startReading?: StartReading) {
  const { settings, storage, background, catalogue, keyring, keys, isHeldByFiles } = parts;
  const today = () => dayOf(new Date());
  const reading = createReading(startReading);
  const lists = await readSharedLists(settings.surveysDir);
  const followed = followStorage({
    storage,
    catalogue,
    keyring,
    background,
    isHeldByFiles,
    read: reading.of('read'),
    async serve({ published, edition }) {
      const found = await keysForSurvey(settings, published.current, today());
      // Devices keep what cannot be opened, and send it again once the key is back.
      if (found) for (const [id, key] of found) keys.set(id, key);
      else log('sealing-keys-missing', { survey: published.current.id });
      catalogue.shorts.set(edition.survey, await givenAddresses(storage, published.current));
      catalogue.put(published, edition, (digest) => streamed(storage, digest));
    },
  });
  const follower = await followed.catch(async (error: unknown) => {
    await reading.close();
    throw error;
  });
  return {
    look: follower.look,
    lookAtTokens: follower.lookAtTokens,
    publisher: createPublisher({
      storage,
      reading: reading.of,
      lists,
      today,
      hasSpace: (bytes) => leavesSpace(settings, bytes),
      isHeldByFiles,
      surveys: async () => catalogue.surveys,
      settings,
      changed: follower.look,
    }),
    async close() {
      await follower.stop();
      await reading.close();
    },
  };
}
