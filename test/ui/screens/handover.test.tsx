import { deleteDB } from 'idb';
import { render } from 'preact';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { toSurvey } from '../../../src/core/survey/questionnaire.ts';
import type { OpenedDevice } from '../../../src/device/port/device.ts';
import { DATABASE_NAME } from '../../../src/device/store/schema.ts';
import { Handover } from '../../../src/ui/screens/field/handover.tsx';
import type { Session } from '../../../src/ui/state/session.ts';
import { clearingRisk } from '../../../src/ui/tablet/clearing-risk.ts';
import { createTabletRouter, type TabletRouter } from '../../../src/ui/tablet/tablet-router.ts';
import { openDevice } from '../../support/open-device.ts';
import { sessionOf } from '../../support/session-of.ts';
import { GARDEN_FILE as file } from '../../support/surveys-in-browser.ts';
import { drawingRoot } from '../drawing-root.ts';

const survey = toSurvey(file);
const [first = ''] = survey.questions.map((question) => question.id);
const opened: OpenedDevice[] = [];
const routers: TabletRouter[] = [];
afterEach(async () => {
  vi.restoreAllMocks();
  for (const router of routers.splice(0)) router.stop();
  for (const device of opened.splice(0)) device.close();
  await deleteDB(DATABASE_NAME);
  // What is finished has a second copy there, which would be put back.
  await caches.delete('outbox-copies');
});
const root = drawingRoot();

async function tablet(): Promise<Session> {
  const device = await openDevice({ fetch: async () => Response.error() });
  opened.push(device);
  let session: Session | undefined;
  let ask = () => {};
  const router = createTabletRouter({
    mayLeave: () => clearingRisk(session?.interview.peek()) === 'free',
    onHeld: () => ask(),
  });
  routers.push(router);
  session = await sessionOf(file, device, { mode: 'field', router });
  const onHeld = (asked: () => void) => {
    ask = asked;
    return () => {};
  };
  render(<Handover session={session} quiet={180_000} goHome={router.goHome} onHome={() => {}} onHeld={onHeld} />, root);
  return session;
}

const begin = (session: Session) => {
  session.router.go({ screen: 'opening' });
  session.begin();
  session.interview.peek()?.give('plot', 'no');
};
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
const where = (session: Session) => session.router.route.value.screen;

function fillDisk(): { readonly empty: () => void } {
  const transaction = IDBDatabase.prototype.transaction;
  const spy = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (this: IDBDatabase, ...how) {
    if (how[1] === 'readwrite') throw new DOMException('no room', 'QuotaExceededError');
    return transaction.apply(this, how);
  });
  return { empty: () => spy.mockRestore() };
}

test('a person without answers is not asked whether they want to leave', async () => {
  const session = await tablet();
  session.router.go({ screen: 'opening' });
  session.begin();
  await press('Quitter');
  expect(where(session)).toBe('field');
});

test('the opening, seen again in mid-interview, leads back into it', async () => {
  const session = await tablet();
  begin(session);
  session.next(first);
  const at = session.router.route.peek();
  const interview = session.interview.peek();
  session.router.go({ screen: 'opening' });
  session.begin();
  expect(session.router.route.peek()).toEqual(at);
  expect(session.interview.peek()).toBe(interview);
});

test('who leaves in mid-interview may stay, and leaves nothing on the page when they do not', async () => {
  const session = await tablet();
  begin(session);
  await press('Quitter');
  await press('Continuer l’entretien');
  expect(where(session)).toBe('question');
  await press('Quitter');
  await press('Quitter et vider l’écran');
  expect([where(session), session.interview.peek()]).toEqual(['field', undefined]);
});

test('a response that a full tablet could not keep is not left by Terminer; once there is room it is, and kept', async () => {
  const session = await tablet();
  begin(session);
  await session.interview.peek()?.saver.flush();
  const disk = fillDisk();
  session.interview.peek()?.finish();
  session.router.go({ screen: 'card' });
  await vi.waitFor(() => expect(session.interview.peek()?.saver.trouble.value).toBe('full'));
  session.router.go({ screen: 'field' });
  await expect.element(page.getByRole('dialog', { name: 'La réponse n’est pas enregistrée' })).toBeVisible();
  expect(where(session)).toBe('card');
  disk.empty();
  await press('Réessayer');
  await vi.waitFor(() => expect(where(session)).toBe('field'));
  await vi.waitFor(() => expect(session.outbox.peek().waiting).toBe(1));
});
