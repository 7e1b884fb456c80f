import '../../src/device/asking/ask-receipts.ts';
import '../../src/device/drafts/claims.ts';
import '../../src/device/sending.ts';
import '../../src/device/store/until-open.ts';
import { leaveContact, takeBackAddresses } from './addresses.ts';
import { closeCutOff, countUnsent } from './cut-off.ts';
import { eraseByCode, exportFile, importFile, lookAtDay, send, wipe } from './errands.ts';
import { clearUp, heal, healByTime } from './heal.ts';
import { createInvariants } from './invariants.ts';
import { createLedger, type Promised } from './ledger.ts';
import { useLightHttp } from './light-http.ts';
import { checkReceipt, lookAtCards } from './looks.ts';
import { withNames } from './names.ts';
import { erase, interview, resume } from './people.ts';
import type { Act, Blow, Plan, Planned } from './plan.ts';
import type { Scene } from './scene.ts';
import { openShares, shareFile } from './shares.ts';
import { createSimDevice, type Page, type SimDevice, tabOf } from './sim-device.ts';
import type { Ailments } from './sim-disk.ts';
import { createSimEndpoint } from './sim-endpoint.ts';
import { losing } from './sim-shelves.ts';
import { finishUnstored } from './unstored.ts';
import { Broken, createWorld, type Owner } from './world.ts';

export type Outcome =
  | {
      readonly kind: 'held';
      readonly interviews: number;
      readonly stored: number;
    }
  | {
      readonly kind: 'broken';
      /** What was expected, and what was found. */
      readonly invariant: string;
      readonly detail: string;
    };

const HOUR = 3_600_000;
/** What may hold up a request that was sent in the last bad minute, and then an hour. */
const CALM = HOUR + 900_000;
/** What is refused rests for a day, by a clock that may just have been put right. */
const RESTS = 72 * HOUR;

/** Lives through a plan, and through some hours after it in which all is well. The same plan always ends the same way. `hear`: its log. */
export async function runPlan(plan: Plan, hear?: (line: string) => void): Promise<Outcome> {
  const world = createWorld(plan.seed, plan.begins, hear);
  const endpoint = createSimEndpoint(world, plan.endpoints);
  const ledger = createLedger();
  const devices = plan.devices.map((kind, place) =>
    createSimDevice(world, `${kind}${place + 1}`, { kind, isImpatient: plan.isImpatient }, endpoint),
  );
  const scene: Scene = { plan, world, ledger, devices, endpoint };
  const invariants = createInvariants(scene);
  const fate: Owner = { name: 'fate', isAlive: true };
  const onRejection = (error: unknown) => world.fail(error instanceof Error ? error : new Error(String(error)));
  process.on('unhandledRejection', onRejection);
  const useRealHttp = useLightHttp();
  try {
    for (const one of plan.acts) world.after(fate, one.at, () => void doAct(scene, one));
    for (const one of plan.blows)
      if (one.at < plan.heals) world.after(fate, one.at, () => void strike(scene, fate, one));
    let end = plan.heals + CALM;
    world.after(fate, plan.heals, () => (plan.healsByTime ? healByTime(scene) : heal(scene)));
    await world.run(end, invariants.look);
    if (plan.healsByTime) {
      // Refused, or dropped by the browser under a page that had nothing else to do.
      if (devices.some(({ origin }) => [...origin.copies.keys()].join().includes('/outbox/'))) end += RESTS;
      await world.run(end, invariants.look);
      invariants.lookAtWaiting();
      world.after(fate, 0, () => heal(scene));
      await world.run(end + CALM, invariants.look);
    }
    invariants.lookAtEnd();
    world.after(fate, 0, () => {});
    // Throws what was found at the end, as everything else.
    await world.run(world.elapsed(), () => {});
    return { kind: 'held', interviews: ledger.responses.size, stored: endpoint.rows().length };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const invariant = error instanceof Broken ? error.invariant : 'nothing of ours throws';
    const detail = withNames(error instanceof Broken ? error.message : (error.stack ?? error.message));
    world.log?.('world', 'breaks', { expected: invariant, found: detail });
    return { kind: 'broken', invariant, detail };
  } finally {
    process.off('unhandledRejection', onRejection);
    useRealHttp();
    for (const device of devices) for (const tab of device.tabs()) tab.owner.isAlive = false;
    await endpoint.discard();
  }
}

async function doAct(scene: Scene, { device: place, what }: Planned<Act>): Promise<void> {
  const device = scene.devices[place];
  if (!device) return;
  scene.world.log?.(device.name, '> act', what);
  if (what.kind === 'opens a tab') {
    if (device.tabs().length < 3) device.openTab();
    return;
  }
  const page = await tabOf(device, what.tab).ready;
  const act: (scene: Scene, page: Page, act: never) => unknown = ACTS[what.kind];
  if (page?.owner.isAlive) await act(scene, page, what as never);
}

type Acts = Exclude<Act, { kind: 'opens a tab' }>;

const ACTS: { readonly [Kind in Acts['kind']]: (scene: Scene, page: Page, act: Acts & { kind: Kind }) => unknown } = {
  async interview(scene, page, how) {
    await interview(scene, page, scene.ledger.begin(page.on, how.number), how);
    // The surveyor looks after each.
    await lookAtDay(scene, page);
  },
  resumes(scene, page, how) {
    const who = numbered(scene, how.number);
    return who?.device === page.on && resume(scene, page, who, how);
  },
  'finishes unstored': finishUnstored,
  'asks to send': send,
  'makes a file': exportFile,
  'opens the file of'(scene, page, { other }) {
    const from = scene.devices[other];
    return from && importFile(scene, page, from);
  },
  'shares the file of'(scene, { on }, { other }) {
    const from = scene.devices[other];
    return from && shareFile(scene, on, from);
  },
  'opens what was shared': (scene, page, { leaves }) => openShares(scene, page, leaves),
  wipes: (scene, page, { hesitation }) => wipe(scene, page, hesitation),
  'looks at the day': lookAtDay,
  'looks at the cards': (scene, page) => page.on.kind === 'phone' && lookAtCards(scene, page),
  'closes what was cut off': (scene, page) => page.on.kind === 'sealed' && closeCutOff(scene, page),
  'counts what is unsent': countUnsent,
  'checks the receipt of'(scene, page, { number }) {
    const who = numbered(scene, number);
    return who && checkReceipt(scene, page, who);
  },
  // Shared tablets do not ask for one.
  'leaves a contact': (scene, page) => page.on.kind === 'phone' && leaveContact(scene, page),
  'takes back an address': (scene, page) => page.on.kind === 'phone' && takeBackAddresses(scene, page),
  'erases by code'(scene, page, { number }) {
    const who = numbered(scene, number);
    return who && eraseByCode(scene, page, who);
  },
  'erases here'(scene, page, { number }) {
    const who = numbered(scene, number);
    // On a shared tablet a card is in one page alone, which erases as `interview` does.
    return page.on.kind === 'phone' && who?.device === page.on && erase(scene, page, who);
  },
};

function numbered({ ledger }: Scene, wanted: number): Promised | undefined {
  return [...ledger.responses.values()].find(({ number }) => number === wanted);
}

function strike(scene: Scene, fate: Owner, { device: place, what }: Planned<Blow>): unknown {
  const device = scene.devices[place];
  if (!device) return;
  scene.world.log?.(device.name, '! blow', what);
  const later = (delay: number, act: () => unknown) => scene.world.after(fate, delay, act);
  const blow: (what: never, struck: Struck) => unknown = BLOWS[what.kind];
  return blow(what as never, { ...scene, device, later, ailments: device.origin.disk.ailments });
}

/** The device that is struck; `later` makes an event of fate. */
interface Struck extends Scene {
  readonly device: SimDevice;
  readonly ailments: Ailments;
  readonly later: (delay: number, act: () => unknown) => unknown;
}

const reopen = (delay: number, { device, later }: Struck) =>
  later(delay, () => device.tabs().length === 0 && device.openTab());

const BLOWS: { readonly [Kind in Blow['kind']]: (blow: Blow & { kind: Kind }, struck: Struck) => unknown } = {
  weather({ weather, lasts }, struck) {
    struck.device.network.weather = weather;
    struck.later(lasts, () => clearUp(struck, struck.device));
  },
  'a tab is killed'({ tab: place }, { device }) {
    const tab = device.tabs()[place];
    if (tab) device.kill(tab);
  },
  'a page dies after writes': ({ writes }, { device }) => device.dieAfter(writes),
  'a page is left'({ tab: place, lasts }, { device, later }) {
    const tab = device.tabs()[place];
    later(lasts, device.goBack);
    if (tab) device.leave(tab);
  },
  'the browser is killed'({ back }, struck) {
    struck.device.quit();
    reopen(back, struck);
  },
  'power cut'({ kept, tears, back }, struck) {
    struck.device.powerCut(kept, tears);
    reopen(back, struck);
  },
  'the power is cut after writes': ({ writes, after, kept, tears, back }, struck) =>
    struck.device.origin.dieAfter(writes, () =>
      struck.later(after, () => {
        struck.device.powerCut(kept, tears);
        reopen(back, struck);
      }),
    ),
  'storage opens late'({ lasts }, { world, ailments }) {
    ailments.opensAt = world.elapsed() + lasts;
  },
  'storage fails'({ lasts }, { world, ailments }) {
    ailments.failsUntil = world.elapsed() + lasts;
  },
  'storage is full'({ lasts }, { world, device, ailments }) {
    device.wasFull = true;
    ailments.fullUntil = world.elapsed() + lasts;
  },
  'storage is slow'({ drag, lasts }, { device, ailments, later }) {
    device.wasSlow = true;
    ailments.drag = drag;
    later(lasts, () => Object.assign(ailments, { drag: 0 }));
  },
  'storage is emptied'(_, { world, device }) {
    device.setbacks++;
    device.losses++;
    losing(world, device.name, device.origin.disk.shelves, device.origin.disk.emptied);
  },
  'the clock is set': ({ by }, { world, device }) =>
    Object.assign(device, { clockOffset: by, clockSetAt: world.elapsed() }),
  'the worker wakes': (_, { device }) => device.wakeWorker(),
  'a later release comes': (_, { device }) => Object.assign(device, { isLaterRelease: true }),
  'the release before is put back': (_, { device }) => Object.assign(device, { isLaterRelease: false }),
  'other keys are served'({ lasts }, { device, later }) {
    device.keys = 'others';
    later(lasts, () => Object.assign(device, { keys: 'ours' }));
  },
  'the endpoint is down'({ lasts }, { endpoint, later }) {
    if (!endpoint.isUp()) return;
    later(lasts, () => !endpoint.isUp() && endpoint.start());
    later(0, endpoint.stop);
  },
  'the endpoint is backed up': (_, { endpoint, later }) => later(0, endpoint.backUp),
  'the endpoint is put back': (_, { endpoint, later }) => later(0, endpoint.restore),
  'a revision is published': (_, { endpoint, later }) => later(0, endpoint.publishNext),
  'an endpoint is killed'({ place, back }, { endpoint, later }) {
    later(back, endpoint.start);
    later(0, () => endpoint.kill(place));
  },
  'the database is ill'({ how, lasts }, { endpoint, later }) {
    endpoint.illness = how;
    later(lasts, () => Object.assign(endpoint, { illness: 'none' }));
  },
  'the survey is closed'({ inDays, lasts }, { endpoint, later }) {
    endpoint.close(inDays);
    later(lasts, () => endpoint.close(undefined));
  },
  'the organiser erases': ({ inDays }, { endpoint, ledger, later }) =>
    later(0, () => {
      ledger.erasedBefore.add(endpoint.epoch());
      void endpoint.eraseBefore(inDays);
      return endpoint.idle();
    }),
};
