import { afterEach, expect, test, vi } from 'vitest';
import { toSurvey } from '../../../src/core/survey/questionnaire.ts';
import type { Draft, OpenedDevice } from '../../../src/device/port/device.ts';
import { hrefTo } from '../../../src/ui/address/routes.ts';
import type { Session } from '../../../src/ui/state/session.ts';
import { listed } from '../../support/listed.ts';
import { openDevice } from '../../support/open-device.ts';
import { sessionOf } from '../../support/session-of.ts';
import { GARDEN_FILE as file } from '../../support/surveys-in-browser.ts';

const survey = toSurvey(file);
const [first = '', second = ''] = survey.questions.map((question) => question.id);
const opened: OpenedDevice[] = [];

/** A page opened at an address, on the one device of these tests. */
async function open(address: string): Promise<Session> {
  history.replaceState(null, '', address);
  const device = await openDevice({ fetch: async () => Response.error() });
  opened.push(device);
  return sessionOf(file, device);
}

/** A draft with one answer, left at the second question. */
async function leaveDraft(): Promise<Draft> {
  const session = await open('#/');
  session.begin();
  session.interview.peek()?.give('plot', 'yes');
  session.next(first);
  session.router.go({ screen: 'opening' });
  await vi.waitFor(() => expect(session.drafts.value).toMatchObject([{ current: second }]));
  const [draft] = session.drafts.peek();
  if (!draft) throw new Error('the draft was read');
  return draft;
}

const placeOf = (session: Session) => [hrefTo(session.router.route.peek()), session.interview.peek()?.current.peek()];

afterEach(async () => {
  for (const device of opened.splice(0)) {
    for (const draft of await listed(device.drafts.list())) await device.drafts.discard(draft.id);
    device.close();
  }
  history.replaceState(null, '', '#/');
});

test('the address and the interview go on together, by the buttons and by the Back of the browser', async () => {
  const session = await open('#/');
  session.begin();
  expect(placeOf(session)).toEqual([`#/question/${first}`, first]);
  session.interview.peek()?.give('plot', 'yes');
  session.next(first);
  expect(placeOf(session)).toEqual([`#/question/${second}`, second]);
  session.back(second);
  expect(placeOf(session)).toEqual([`#/question/${first}`, first]);
  // The address follows the frame that shows where one is.
  await vi.waitFor(() => expect(location.hash).toBe(`#/question/${first}`));
  history.back();
  await vi.waitFor(() => expect(placeOf(session)).toEqual([`#/question/${second}`, second]));
  session.back(second);
  session.back(first);
  expect(placeOf(session)).toEqual(['#/', undefined]);
});

test('an interview that is left is a draft to resume, where it was left', async () => {
  const draft = await leaveDraft();
  const session = await open('#/');
  expect(session.drafts.value).toMatchObject([{ id: draft.id }]);
  await session.resume(draft);
  expect(placeOf(session)).toEqual([`#/question/${second}`, second]);
  await session.discard(draft);
  expect(session.drafts.value).toEqual([]);
});

test('an address within an interview, opened again, resumes the draft, and does not skip ahead', async () => {
  const draft = await leaveDraft();
  const reached = await open(`#/question/${first}`);
  expect(placeOf(reached)).toEqual([`#/question/${first}`, first]);
  expect(reached.interview.peek()?.id.peek()).toBe(draft.id);
  expect(placeOf(await open('#/question/gone'))).toEqual(['#/', undefined]);
});

test('the address of a card whose interview could not be finished leads to its check, where it can', async () => {
  const left = await leaveDraft();
  expect(placeOf(await open('#/card'))).toEqual(['#/card', undefined]);
  const session = await open('#/');
  await session.resume(left);
  session.interview.peek()?.visit('check');
  await vi.waitFor(async () =>
    expect(await listed(session.device.drafts.list())).toMatchObject([{ current: 'check' }]),
  );
  expect(placeOf(await open('#/card'))).toEqual(['#/check', 'check']);
});

test('a draft of a revision that cannot be had says so, and begins nothing', async () => {
  const draft = await leaveDraft();
  const session = await open('#/');
  await session.resume({ ...draft, revision: 9 });
  expect(session.lost.value).toBe('revision');
  expect(placeOf(session)).toEqual(['#/', undefined]);
});

test('a language that cannot be fetched is reported until the next screen, whatever is saved meanwhile', async () => {
  const session = await open('#/');
  session.begin();
  session.interview.peek()?.give('plot', 'yes');
  // By a link, as from the check.
  session.router.go({ screen: 'question', question: second });
  await session.switchLanguage('en');
  expect([session.lacksLanguage.value, session.edition.value.words.language]).toEqual(['en', 'fr']);
  const saver = session.interview.peek()?.saver;
  session.interview.peek()?.give('plot', 'no');
  await vi.waitFor(() => expect(saver?.state.value).toBe('saved'));
  expect(session.lacksLanguage.value).toBe('en');
  session.back(second);
  expect(session.lacksLanguage.value).toBeUndefined();
});

test('an erased response leaves the page too', async () => {
  const session = await open('#/');
  session.begin();
  session.interview.peek()?.give('plot', 'yes');
  session.forget('another');
  expect(session.interview.value).toBeDefined();
  session.forget(session.interview.peek()?.id.peek() ?? '');
  expect(session.interview.value).toBeUndefined();
});
