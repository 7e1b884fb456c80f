import type { PublishedSurvey } from '../../authoring/published-surveys.ts';
import type { PrivateKeys } from '../../sealing/open-sealed.ts';
import { dayOf } from '../../wire/day.ts';
import type { Background } from '../process/background.ts';
import { leavesSpace } from '../process/free-space.ts';
import { log } from '../process/log.ts';
import type { Settings } from '../process/settings.ts';
import { type KeyPlace, keysForSurvey } from '../sealed/opener.ts';
import type { Storage } from '../storage/storage.ts';
import type { Keyring } from '../tokens/keyring.ts';
import type { Catalogue } from './catalogue.ts';
import { type Follower, followStorage } from './follower.ts';
import { createPublisher, type Publisher } from './publisher.ts';
import { createReading, type StartReading } from './upload/reading-client.ts';
import { readSharedLists } from './upload/shared-lists.ts';

interface FollowedParts {
  readonly settings: Settings;
  readonly storage: Storage;
  readonly background: Background;
  readonly catalogue: Catalogue;
  readonly keyring: Keyring;
  /** Opens what is sealed with them from now on. */
  readonly addKeys: (keys: PrivateKeys) => void;
  readonly place: KeyPlace;
  /** The surveys of `SURVEYS_DIR`, which are neither published nor followed. */
  readonly isHeldByFiles: (survey: string) => boolean;
}

interface FollowedSurveys extends Pick<Follower, 'look' | 'lookAtTokens'> {
  readonly publisher: Publisher;
  readonly close: () => Promise<void>;
}

/** Serves what the storage has published, from now on, and publishes into it. Rejects when the storage cannot be read. */
export async function followPublished(parts: FollowedParts, startReading?: StartReading): Promise<FollowedSurveys> {
  const { settings, storage, background, catalogue, keyring, addKeys, place, isHeldByFiles } = parts;
  const today = () => dayOf(new Date());
  const keysOf = (published: PublishedSurvey) => keysForSurvey(place, published, today());
  const reading = createReading(startReading);
  const lists = await readSharedLists(settings.surveysDir);
  const followed = followStorage({
    storage,
    keyring,
    background,
    isHeldByFiles,
    read: reading.read,
    async serve({ published, edition }) {
      const found = await keysOf(published);
      // Devices keep what cannot be opened, and send it again once the key is back.
      if (found) addKeys(found);
      else log('sealing-keys-missing', { survey: published.current.id });
      catalogue.put(published, edition);
    },
    chooseHome: catalogue.chooseHome,
    drop: catalogue.remove,
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
      read: reading.read,
      workbooks: { ...reading, sharedLists: () => lists },
      today,
      hasSpace: (bytes) => leavesSpace(settings, bytes),
      isHeldByFiles,
      opensSealed: async (published) => (await keysOf(published)) !== undefined,
      changed: follower.look,
    }),
    async close() {
      await follower.stop();
      await reading.close();
    },
  };
}
