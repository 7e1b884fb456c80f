import '../../src/device/asking/ask-receipts.ts';
import '../../src/device/drafts/claims.ts';
import '../../src/device/sending.ts';
import '../../src/device/store/until-open.ts';
import { leaveContact, takeBackAddresses } from './addresses.ts';
import { closeCutOff, countUnsent } from './cut-off.ts';
import { eraseByCode, eraseHere, exportFile, importFile, lookAtDay, send, wipe } from './errands.ts';
import { clearUp, heal, healByTime } from './heal.ts';
import { createInvariants } from './invariants.ts';
import { createLedger, type Promised } from './ledger.ts';
import { useLightHttp } from './light-http.ts';
import { checkReceipt, lookAtCards } from './looks.ts';
import { withNames } from './names.ts';
import { interview, resume } from './people.ts';
import type { Act, Blow, Plan, Planned } from './plan.ts';
import type { Scene } from './scene.ts';
import { openShares, shareFile } from './shares.ts';
import { createSimDevice, type SimDevice, type Tab } from './sim-device.ts';
import { createSimEndpoint } from './sim-endpoint.ts';
import { outboxOf } from './sim-origin.ts';
import { losing } from './sim-shelves.ts';
import { finishUnstored } from './unstored.ts';
import type { Stage } from './waits.ts';
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
      if (devices.some((device) => outboxOf(device).some(({ state }) => state === 'refused'))) end += RESTS;
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

function tabOf(device: SimDevice, number: number): Tab {
  const tabs = device.tabs();
  return tabs.at(number % Math.max(1, tabs.length)) ?? device.openTab();
}

function doAct(scene: Scene, { device: place, what }: Planned<Act>): unknown {
  const device = scene.devices[place];
  if (!device) return;
  const stage: Stage = scene;
  scene.world.log?.(device.name, '> act', what);
  if (what.kind === 'opens a tab') {
    if (device.tabs().length < 3) device.openTab();
    return;
  }
  const tab = tabOf(device, what.tab);
  switch (what.kind) {
    case 'interview':
      // The surveyor looks after each.
      return interview(stage, tab, scene.ledger.begin(device, what.number), what).then(() =>
        lookAtDay(stage, device, tab),
      );
    case 'resumes': {
      const who = numbered(scene, what.number);
      return who?.device === device && resume(stage, tab, who, what);
    }
    case 'finishes unstored':
      return finishUnstored(scene, device, tab, what);
    case 'asks to send':
      return send(stage, device, tab);
    case 'makes a file':
      return exportFile(stage, device, tab);
    case 'opens the file of': {
      const other = scene.devices[what.other];
      return other && importFile(stage, other, tab);
    }
    case 'shares the file of': {
      const other = scene.devices[what.other];
      return other && shareFile(stage, device, other);
    }
    case 'opens what was shared':
      return openShares(stage, device, tab, what.leaves);
    case 'wipes':
      return wipe(stage, device, tab, what.hesitation);
    case 'looks at the day':
      return lookAtDay(stage, device, tab);
    case 'looks at the cards':
      return device.kind === 'phone' && lookAtCards(scene, device, tab);
    case 'closes what was cut off':
      return device.kind === 'sealed' && closeCutOff(stage, device, tab);
    case 'counts what is unsent':
      return countUnsent(stage, device, tab);
    case 'checks the receipt of': {
      const who = numbered(scene, what.number);
      return who && checkReceipt(scene, device, tab, who);
    }
    case 'leaves a contact':
      // Shared tablets do not ask for one.
      return device.kind === 'phone' && leaveContact(stage, device, tab);
    case 'takes back an address':
      return device.kind === 'phone' && takeBackAddresses(stage, device, tab);
    case 'erases by code': {
      const who = numbered(scene, what.number);
      return who && eraseByCode(stage, tab, who);
    }
    case 'erases here': {
      const who = numbered(scene, what.number);
      // On a shared tablet a card is in one page alone, which erases as `interview` does.
      return device.kind === 'phone' && who?.device === device && eraseHere(stage, tab, who);
    }
  }
}

function numbered({ ledger }: Scene, wanted: number): Promised | undefined {
  return [...ledger.responses.values()].find(({ number }) => number === wanted);
}

function strike(scene: Scene, fate: Owner, planned: Planned<Blow>): unknown {
  const { world, devices, endpoint } = scene;
  const device = devices[planned.device];
  if (!device) return;
  const blow = planned.what;
  world.log?.(device.name, '! blow', blow);
  const { ailments } = device.origin.disk;
  const until = (lasts: number) => world.elapsed() + lasts;
  const later = (delay: number, act: () => unknown) => world.after(fate, delay, act);
  const reopen = (delay: number) => later(delay, () => device.tabs().length === 0 && device.openTab());
  switch (blow.kind) {
    case 'weather':
      device.network.weather = blow.weather;
      return later(blow.lasts, () => clearUp(scene, device));
    case 'a tab is killed': {
      const tab = device.tabs()[blow.tab];
      return tab && device.kill(tab);
    }
    case 'a page dies after writes':
      return device.dieAfter(blow.writes);
    case 'a page is left': {
      const tab = device.tabs()[blow.tab];
      later(blow.lasts, device.goBack);
      return tab && device.leave(tab);
    }
    case 'the browser is killed':
      device.quit();
      return reopen(blow.back);
    case 'power cut':
      device.powerCut(blow.kept, blow.tears);
      return reopen(blow.back);
    case 'the power is cut after writes':
      return device.origin.dieAfter(blow.writes, () =>
        later(blow.after, () => {
          device.powerCut(blow.kept, blow.tears);
          reopen(blow.back);
        }),
      );
    case 'storage opens late':
      ailments.opensAt = until(blow.lasts);
      return;
    case 'storage fails':
      ailments.failsUntil = until(blow.lasts);
      return;
    case 'storage is full':
      device.wasFull = true;
      ailments.fullUntil = until(blow.lasts);
      return;
    case 'storage is slow':
      device.wasSlow = true;
      ailments.drag = blow.drag;
      return later(blow.lasts, () => Object.assign(ailments, { drag: 0 }));
    case 'storage is emptied':
      device.setbacks++;
      device.losses++;
      return losing(world, device.name, device.origin.disk.shelves, device.origin.disk.emptied);
    case 'the clock is set':
      Object.assign(device, { clockOffset: blow.by, clockSetAt: world.elapsed() });
      return;
    case 'the worker wakes':
      return device.wakeWorker();
    case 'a later release comes':
      device.isLaterRelease = true;
      return;
    case 'the release before is put back':
      device.isLaterRelease = false;
      return;
    case 'other keys are served':
      device.keys = 'others';
      return later(blow.lasts, () => Object.assign(device, { keys: 'ours' }));
    case 'the endpoint is down':
      if (!endpoint.isUp()) return;
      later(blow.lasts, () => !endpoint.isUp() && endpoint.start());
      return later(0, endpoint.stop);
    case 'the endpoint is backed up':
      return later(0, endpoint.backUp);
    case 'the endpoint is put back':
      return later(0, endpoint.restore);
    case 'a revision is published':
      return later(0, endpoint.publishNext);
    case 'an endpoint is killed':
      later(blow.back, endpoint.start);
      return later(0, () => endpoint.kill(blow.place));
    case 'the database is ill':
      endpoint.illness = blow.how;
      return later(blow.lasts, () => Object.assign(endpoint, { illness: 'none' }));
    case 'the survey is closed':
      endpoint.close(blow.inDays);
      return later(blow.lasts, () => endpoint.close(undefined));
    case 'the organiser erases':
      return later(0, () => {
        scene.ledger.erasedBefore.add(endpoint.epoch());
        void endpoint.eraseBefore(blow.inDays);
        return endpoint.idle();
      });
  }
}
