import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { SurveyEntry } from '../../core/survey/survey-entry.ts';
import type { Draft, Keeping, OpenedDevice, OutboxStatus } from '../../device/port/device.ts';
import type { FinishedResponse } from '../../device/port/finished-response.ts';
import { dayOf } from '../../wire/day.ts';
import { createRouter, type Router } from '../address/router.ts';
import { OPENING, type Route } from '../address/routes.ts';
import type { Edition } from './editions.ts';
import { landing } from './landing.ts';
import { createPageInterview, type PageInterview, type PageInterviewStart } from './page-interview.ts';
import { createScreenEdition, type ScreenEdition } from './screen-edition.ts';

export interface SessionStart extends Pick<PageInterviewStart, 'device' | 'mode' | 'channel'> {
  /** Resolves when `device.keeps` is known. */
  readonly opened: Promise<void>;
  /** The respondent has already begun: drafts on the device are looked up while the first question is shown. */
  readonly hasBegun: boolean;
  readonly edition: Edition;
  readonly entry: SurveyEntry;
  /** The router of a shared tablet, which does not use the address. */
  readonly router?: Router | undefined;
}

/** The state of one page, from opening to card: edition, interview and screen. */
export interface Session
  extends Pick<DeviceRecords, 'keeps' | 'drafts' | 'readDrafts' | 'finished' | 'knowsFinished' | 'outbox' | 'refresh'>,
    Pick<ScreenEdition, 'edition' | 'switchLanguage'>,
    Pick<PageInterview, 'interview' | 'begin' | 'resume' | 'next' | 'back'> {
  readonly device: OpenedDevice;
  readonly router: Router;
  /** The entry of the survey, which is the same for every revision and language. */
  readonly entry: SurveyEntry;
  /** How far the endpoint's clock is ahead of this device's, in milliseconds: 0 until the endpoint was asked. */
  readonly clockLag: Signal<number>;
  /** The day where this device is, by the endpoint's clock as far as it is known. */
  readonly today: () => string;
  /** Why the requested screen cannot be shown. */
  readonly lost: ReadonlySignal<'revision' | undefined>;
  /** The language last requested, if it could not be fetched: the page keeps its language. */
  readonly lacksLanguage: ReadonlySignal<string | undefined>;
  readonly discard: (draft: Draft) => Promise<void>;
  /** Called after a response is erased: removes it from this page too, so that Back cannot show it. */
  readonly forget: (id: string) => void;
}

/** The screen between two interviews; on a shared tablet the opening belongs to the interview. */
const HOME: { readonly [mode in Draft['mode']]: Route } = { self: OPENING, field: { screen: 'field' } };

/** Returns whether a route is within an interview or at its card: opening the page there needs the drafts. */
function isInside(to: Route): boolean {
  return to.screen === 'question' || to.screen === 'check' || (to.screen === 'card' && !to.id);
}

export async function createSession(start: SessionStart): Promise<Session> {
  const { device, entry } = start;
  const home = HOME[start.mode];
  const { router = createRouter() } = start;
  const { route, go } = router;
  const kept = createDeviceRecords(device, start.opened, start.edition.survey.id);
  const { drafts, finished, readDrafts, readFinished, refresh } = kept;
  const shown = createScreenEdition(start.edition, entry, device.definitions);
  const page = createPageInterview({ ...start, keeps: kept.keeps, shown, go, home });
  const { interview } = page;
  const clockLag = signal(0);

  /**
   * An address within an interview that is reopened belongs to the latest draft. So does the address of a card whose
   * interview could not be finished before the page was reloaded, for example because the code for it was not loaded.
   */
  const enter = async (to: Route) => {
    if (interview.peek() || !isInside(to)) return;
    // A draft read before its last answers are written would lose them.
    await page.left().then(readDrafts);
    if (interview.peek() || route.peek() !== to) return;
    const [draft] = start.mode === 'self' ? drafts.peek() : [];
    if (to.screen === 'card' && !(draft?.current === 'check' && draft.savedAt > (finished.peek()[0]?.finishedAt ?? 0)))
      return;
    const opened = draft ? await page.reopen(draft) : page.open();
    if (!opened) return;
    const there = landing(draft, to, opened.path.peek());
    if (there !== to) go(there, 'replace');
  };

  const asked = route.peek();
  if (start.hasBegun) void readDrafts();
  else if (!isInside(asked)) await readDrafts();
  // The code for finished responses is not in the first load, unless a card is requested.
  if (route.peek().screen === 'card') await readFinished();
  await enter(route.peek());

  // While the storage was opening late, no draft was known, so an address within the interview was left.
  void device.moved.then(async () => {
    const isUnderWay = () => interview.peek()?.id.peek() !== undefined;
    if (!isInside(asked) || isUnderWay()) return;
    await readDrafts();
    if (drafts.peek().length === 0 || isUnderWay()) return;
    await page.close();
    go(asked, 'replace');
  });

  effect(() => {
    const to = route.value;
    page.lost.value = undefined;
    shown.lacksLanguage.value = undefined;
    if (to.screen === home.screen && interview.peek()) void page.close().then(refresh);
    // Only routes reached by Back, a link or the address: the interview has visited its own already.
    else if (to.screen === 'question') interview.peek()?.visit(to.question);
    else if (to.screen === 'check') interview.peek()?.visit('check');
    void enter(to);
  });

  return {
    ...kept,
    ...shown,
    ...page,
    device,
    router,
    entry,
    clockLag,
    today: () => dayOf(new Date(Date.now() + clockLag.value)),
    forget(id) {
      if (interview.peek()?.id.peek() === id) void page.close();
      void refresh();
    },
    async discard(draft) {
      await device.drafts.discard(draft.id);
      await readDrafts();
    },
  };
}

/** The records of one survey on this device, as last read, and the state of the outbox. */
interface DeviceRecords {
  /** The storage that holds the answers. */
  readonly keeps: ReadonlySignal<Keeping>;
  /** Interviews to resume, latest first. */
  readonly drafts: ReadonlySignal<readonly Draft[]>;
  readonly finished: ReadonlySignal<readonly FinishedResponse[]>;
  /** False until the finished responses have been read: that none is listed then says nothing. */
  readonly knowsFinished: ReadonlySignal<boolean>;
  readonly outbox: ReadonlySignal<OutboxStatus>;
  readonly readDrafts: () => Promise<void>;
  /** The code behind finished responses is no part of the first load. */
  readonly readFinished: () => Promise<void>;
  /** Reads both again. */
  readonly refresh: () => Promise<void>;
}

/** `opened` resolves when `device.keeps` is known. */
function createDeviceRecords(device: OpenedDevice, opened: Promise<void>, survey: string): DeviceRecords {
  const keeps = signal(device.keeps);
  const drafts = signal<readonly Draft[]>([]);
  const finished = signal<readonly FinishedResponse[]>([]);
  const knowsFinished = signal(false);
  const outbox = signal(device.outbox.status());
  const look = () => {
    keeps.value = device.keeps;
  };
  const ours = (one: Draft | FinishedResponse) => one.survey === survey;
  const readDrafts = async () => {
    const read = await device.drafts.list();
    // What was read last stays on screen; the first save says that the storage failed.
    if (read.kind !== 'unread') drafts.value = read.value.filter(ours);
  };
  const readFinished = async () => {
    const read = await device.finished.list();
    if (read.kind !== 'unread') finished.value = read.value.filter(ours);
    if (read.kind === 'done') knowsFinished.value = true;
  };
  const refresh = async () => void (await Promise.all([readDrafts(), readFinished()]));
  device.outbox.watch((status) => {
    outbox.value = status;
  });
  void opened.then(look);
  void device.moved.then(look).then(refresh);
  return { keeps, drafts, finished, knowsFinished, outbox, readDrafts, readFinished, refresh };
}
