import * as v from 'valibot';
import type { Survey } from '../../core/survey/questionnaire.ts';
import type { LocalText } from '../../core/survey/survey-parts.ts';
import { fetchJson } from '../../lazy/fetch-json.ts';
import { askWorker } from '../ask-worker.ts';
import { readTally } from '../kept/day-tally.ts';
import { keptShelf } from '../kept/kept-shelf.ts';
import type { StartedDevice } from '../open.ts';
import type { OpenedDevice } from '../port/device.ts';
import type { Surroundings } from '../port/surroundings.ts';
import type { OfflineProof, Tablet } from '../port/tablet.ts';
import { hasRoom } from '../room.ts';
import { isPersistent } from '../tablet/persistence.ts';
import { readHoldings, wipe } from '../tablet/wipe.ts';
import { type ClearDeviceParts, clearDevice, closeAbandoned } from './clear-device.ts';
import type { Sealer } from './find-recipients.ts';
import { closeInterviews } from './left-interviews.ts';
import { type SealedStart, startSealed } from './start-sealed.ts';

interface TabletParts {
  readonly started: StartedDevice;
  readonly survey: Survey;
  readonly channel: string | null;
  /** The survey has keys: nothing may be given that is not sealed. */
  readonly seals: boolean;
  /** The key that the organiser's link names. */
  readonly named: string | undefined;
  readonly sealing?: Sealer;
}

export type TabletStart =
  | { readonly kind: 'open'; readonly device: OpenedDevice; readonly tablet: Tablet }
  | Exclude<SealedStart, { readonly kind: 'sealed' }>;

/** A shared tablet, before anybody answers: the device that hides each person from the next, and what its day screen asks. */
export async function openTablet({
  started,
  survey,
  channel,
  seals,
  named,
  sealing,
}: TabletParts): Promise<TabletStart> {
  let secret: Uint8Array<ArrayBuffer> | undefined;
  const inside = await started.inside();
  if (!inside) return { kind: 'no-code' };
  const { around, database, board } = inside;
  const now = () => around.Date.now();
  const begun = seals
    ? await startSealed({
        started,
        survey,
        secret: () => secret,
        ...(named !== undefined && { named }),
        ...(sealing && { sealing }),
      })
    : await startClear({ device: started.device, inside, survey, now });
  if (begun.kind !== 'sealed' && begun.kind !== 'clear') return begun;
  const event = await findEvent(survey.id, channel, (...request) => around.fetch(...request));
  return {
    kind: 'open',
    device: begun.device,
    tablet: {
      keys: begun.kind === 'sealed' ? begun.keys : [],
      event,
      today: () => readTally(database, now(), board.status().deliveries),
      async cutOff() {
        const read = await database.read(['locked'], (tx) => tx.all('locked'));
        if (read.kind === 'unread') return read;
        const { kind } = read;
        const waiting = read.value.filter((one) => one.survey === survey.id && one.wrapped);
        if (waiting.length === 0) return { kind, value: [] };
        // Those of other tabs go on.
        const held = new Set((await around.navigator.locks?.query())?.held?.map(({ name }) => name));
        return { kind, value: waiting.map(({ id }) => id).filter((id) => !held.has(`draft:${id}`)) };
      },
      async closeInterview(id) {
        await closeInterviews(inside, [id], { isResumable: false, now });
        void inside.hurry();
      },
      giveSecret(given) {
        secret = given;
      },
      hasSecret: () => secret !== undefined,
      proveOffline: () => proveOffline(around, survey.id),
      isPersistent: () => isPersistent(around),
      askForPersistence: async () => (await around.navigator.storage?.persist?.()) ?? false,
      unsent: () => readHoldings(database),
      kept: () => database.read(['kept'], (tx) => keptShelf(tx).count()),
      async wipe(named) {
        const outcome = await wipe(inside, named);
        // The other tabs have counted what waited.
        board.announce(new Map());
        await board.refresh();
        return outcome;
      },
    },
  };
}

async function startClear(parts: ClearDeviceParts) {
  await closeAbandoned(parts);
  return { kind: 'clear', device: clearDevice(parts) } as const;
}

/** The build has checked the file from end to end; here it only has to be that file, and not a portal's answer. */
const declared = v.object({
  channels: v.optional(v.array(v.object({ id: v.string(), label: v.record(v.string(), v.string()) }))),
});

/** Reads how the notice calls a channel. The notice is in the release, so this works without a network too. */
async function findEvent(
  survey: string,
  channel: string | null,
  fetch: typeof globalThis.fetch,
): Promise<LocalText | undefined> {
  const read = v.safeParse(declared, await fetchJson(`/surveys/${survey}/notice.json`, {}, fetch));
  return read.success ? read.output.channels?.find(({ id }) => id === channel)?.label : undefined;
}

/** How long a worker may take to wake and to look at its files, in milliseconds. */
const PATIENCE = 15_000;

/** The worker that would open the page without a network looks whether it has all of it: that it is registered proves nothing. */
async function proveOffline(around: Surroundings, survey: string): Promise<OfflineProof> {
  const { navigator } = around;
  if (navigator.serviceWorker === undefined) return { kind: 'impossible' };
  const registration = await navigator.serviceWorker.getRegistration();
  const worker = registration?.active;
  if (!worker) return { kind: registration?.installing ? 'installing' : 'absent' };
  const missing = await askWorker(around, worker, { type: 'WHAT_IS_MISSING', survey }, PATIENCE);
  if (missing === undefined) return { kind: 'silent' };
  if (missing > 0) return { kind: 'incomplete', missing };
  return { kind: (await hasRoom(around)) ? 'ready' : 'cramped' };
}
