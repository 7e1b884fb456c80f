import { render } from 'preact';
import { afterEach, expect, test, vi } from 'vitest';
import { isClosedOn } from '../../../src/core/survey/closing.ts';
import type { OpenedDevice } from '../../../src/device/port/device.ts';
import { useClosing } from '../../../src/ui/shell/use-closing.ts';
import type { Session } from '../../../src/ui/state/session.ts';
import { dayOf, daysAfter } from '../../../src/wire/day.ts';
import { openDevice } from '../../support/open-device.ts';
import { sessionOf } from '../../support/session-of.ts';
import { GARDEN_FILE } from '../../support/surveys-in-browser.ts';
import { drawingRoot } from '../drawing-root.ts';

const opened: OpenedDevice[] = [];
const NOON = new Date(2026, 10, 28, 12).getTime();
const TODAY = dayOf(new Date(NOON));
const DAY = 86_400_000;

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  for (const device of opened.splice(0)) device.close();
  history.replaceState(null, '', '?');
});
const root = drawingRoot();

function Opening({ session }: { readonly session: Session }) {
  const { isTrial, isTooEarly } = useClosing(session);
  const { survey } = session.edition.value;
  const isClosed = isClosedOn(survey, session.today());
  const invites = isClosed ? (survey.opensOn ? `opens on ${survey.opensOn}` : 'ended') : 'begin';
  return <p>{[invites, ...(isTrial ? ['trial'] : []), ...(isTooEarly ? ['too early'] : [])].join(', ')}</p>;
}

interface Given {
  /** How many days this device's clock is ahead of the endpoint's. */
  readonly ahead?: number;
  readonly file?: { readonly opensOn?: string; readonly closedFrom?: string };
  /** `undefined`: no network. */
  readonly reply?: object;
  readonly channel?: string;
}

async function show({ ahead = 0, file: days = {}, reply, channel }: Given): Promise<() => string | null> {
  if (channel !== undefined) history.replaceState(null, '', `?c=${channel}`);
  vi.useFakeTimers({ toFake: ['Date'], now: NOON + ahead * DAY });
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => {
    const now = new Date(NOON).toISOString();
    const body = { survey: GARDEN_FILE.id, opensOn: null, closedFrom: null, isOnTrial: false, now, ...reply };
    return reply === undefined ? Response.error() : Response.json(body);
  });
  const file = { ...GARDEN_FILE, ...days };
  const device = await openDevice({ fetch: async () => Response.error() });
  opened.push(device);
  const session = await sessionOf(file, device);
  render(<Opening session={session} />, root);
  return () => root.textContent;
}

const tomorrow = daysAfter(TODAY, 1);
const week = daysAfter(TODAY, 7);

test.each<[claim: string, given: Given, before: string, after: string]>([
  [
    'a clock that is days ahead opens nothing',
    { ahead: 9, file: { opensOn: week }, reply: { opensOn: week } },
    'begin',
    `opens on ${week}, too early`,
  ],
  [
    'nor does it end what opens later',
    { ahead: 9, file: { opensOn: tomorrow, closedFrom: week }, reply: { opensOn: tomorrow, closedFrom: week } },
    'ended',
    `opens on ${tomorrow}, too early`,
  ],
  [
    'nor does it end what is open',
    { ahead: 9, file: { closedFrom: week }, reply: { closedFrom: week } },
    'ended',
    'begin',
  ],
  [
    'a clock that is days behind keeps nothing shut',
    { ahead: -9, file: { opensOn: TODAY }, reply: { opensOn: TODAY } },
    `opens on ${TODAY}`,
    'begin',
  ],
  [
    'nor does it reopen what has ended',
    { ahead: -9, file: { closedFrom: TODAY }, reply: { closedFrom: TODAY } },
    'begin',
    'ended',
  ],
  [
    'a trial without an opening day says that it is one',
    { channel: 'essai', reply: { isOnTrial: true } },
    'begin',
    'begin, trial',
  ],
  [
    'a trial before the opening day is begun',
    { channel: 'essai', file: { opensOn: week }, reply: { opensOn: week, isOnTrial: true } },
    'begin, trial',
    'begin, trial',
  ],
  [
    'its link opens nothing once it is over',
    { channel: 'essai', file: { opensOn: week }, reply: { opensOn: week } },
    'begin, trial',
    `opens on ${week}, too early`,
  ],
  [
    'an opening day that has moved holds',
    { file: { opensOn: tomorrow }, reply: { opensOn: week } },
    `opens on ${tomorrow}`,
    `opens on ${week}, too early`,
  ],
])('%s', async (_, given, before, after) => {
  const offline = { ...given };
  delete offline.reply;
  const alone = await show(offline);
  // What the file says, by the clock of this device.
  await vi.waitFor(() => expect(alone()).toBe(before));
  render(null, root);
  const text = await show(given);
  await vi.waitFor(() => expect(text()).toBe(after), { timeout: 15_000 });
});
