import { describe, expect, it } from 'vitest';
import type { PublishedSurvey } from '../../../src/authoring/published-surveys.ts';
import { createTrials } from '../../../src/endpoint/lifecycle/trial.ts';
import {
  hasPublished,
  readFileSet,
  readPublished,
  readUploadHere,
} from '../../../src/endpoint/publishing/upload/kept-files.ts';
import type { Storage } from '../../../src/endpoint/storage/storage.ts';
import { dayOf, daysAfter } from '../../../src/wire/day.ts';
import { countComplete, DAY, envelope, NOON, newStorage, publisherOn, testApp, verdicts } from '../harness.ts';
import { gardenEnvelope, gardenFiles, gardenRevision } from './garden.ts';

const SURVEY = 'garden-on-trial';
const MINUTE = 60_000;

async function publishedIn(storage: Storage): Promise<Map<string, PublishedSurvey>> {
  const surveys = new Map<string, PublishedSurvey>();
  for (const kept of await storage.keptSurveys()) {
    const read = hasPublished(kept) && (await readPublished(storage, readUploadHere, kept));
    if (read && read.kind === 'survey') surveys.set(kept.survey, read.survey.published);
  }
  return surveys;
}

/** A survey that was published at noon, and a clock that can be put forward. */
async function published(changes: Parameters<typeof gardenRevision>[2] = {}) {
  const storage = await newStorage();
  let at = NOON.getTime();
  const now = () => new Date(at);
  const publisher = publisherOn(storage, { now, today: () => dayOf(now()) });
  const asked = { survey: SURVEY, by: 'cabinet' };
  const publish = async (files: ReadonlyMap<string, Uint8Array>) => {
    await publisher.put(asked, files);
    const done = await publisher.publish(asked, { isListed: false, isDry: false });
    expect(done.kind).toBe('done');
  };
  await publish(new Map([...gardenFiles(SURVEY), ['1.json', gardenRevision(SURVEY, 1, changes)]]));
  const surveys = await publishedIn(storage);
  const opened = await testApp({ storage, publisher, surveys, now });
  const trials = createTrials({ storage, surveys, now });
  const send = async (changes: Parameters<typeof gardenEnvelope>[1]) =>
    (await opened.send(gardenEnvelope(SURVEY, { startedOn: dayOf(now()), ...changes })))[0];
  const wait = (minutes: number) => {
    at += minutes * MINUTE;
  };
  const openState = async () => (await opened.ask(`/api/surveys/${SURVEY}`)).body;
  return { ...opened, publisher, publish, surveys, trials, send, wait, asked, openState };
}

describe('the trial of a first publication', () => {
  it('takes responses by its channel for ten minutes, and erases them alone', async () => {
    const { storage, trials, send, wait, openState } = await published();
    expect(await send({ channel: 'essai' })).toBe('stored');
    expect(await send({ channel: null })).toBe('stored');
    wait(9);
    expect(await send({ channel: 'essai' })).toBe('stored');
    expect(await openState()).toMatchObject({ isOnTrial: true, opensOn: null });
    await trials.eraseEnded();
    expect(await countComplete(storage, SURVEY)).toBe(3);
    wait(1);
    expect(await send({ channel: 'essai' })).toBe('survey.closed');
    expect(await openState()).toMatchObject({ isOnTrial: false });
    wait(1);
    await trials.eraseEnded();
    expect(await countComplete(storage, SURVEY)).toBe(1);
    expect(await storage.countChannel(SURVEY, 'essai', DAY)).toBe(0);
    expect(await send({ channel: null })).toBe('stored');
  });

  it('erases for good: a phone that sends its trial response again gets that verdict', async () => {
    const { app, trials, wait } = await published();
    const tried = gardenEnvelope(SURVEY, { channel: 'essai' });
    await verdicts(app, tried);
    wait(12);
    await trials.eraseEnded();
    // It is held, so that the closing of the trial does not refuse it.
    expect((await verdicts(app, tried)).map((one) => one.verdict)).toEqual(['erased']);
  });

  it('is taken back with its trial responses, and not once another has come', async () => {
    const { storage, publisher, publish, send, asked } = await published();
    await send({ channel: 'essai' });
    expect(await publisher.takeBack(asked, false)).toMatchObject({ kind: 'done', kept: { state: 'none' } });
    expect(await countComplete(storage, SURVEY)).toBe(0);
    await publish(gardenFiles(SURVEY));
    await send({ channel: 'essai' });
    await send({ channel: null });
    expect(await publisher.takeBack(asked, false)).toEqual({ kind: 'refused', code: 'survey.answered' });
    expect(await countComplete(storage, SURVEY)).toBe(2);
  });

  it('has no calendar of publications until it is over', async () => {
    const { storage, publications, wait } = await published();
    wait(11);
    await publications.publishDue();
    expect(await storage.lastNight(SURVEY)).toBeUndefined();
    wait(1);
    await publications.publishDue();
    expect(await storage.lastNight(SURVEY)).toMatchObject({ night: 0, day: DAY });
  });

  it('is of the first publication: the next revision, and what changes beside it, keep its end', async () => {
    const { storage, publisher, publish, wait, asked } = await published();
    const until = new Date(NOON.getTime() + 10 * MINUTE).toISOString();
    wait(60);
    await publish(new Map([['2.json', gardenRevision(SURVEY, 2)]]));
    expect((await storage.keptSurvey(SURVEY))?.published?.trialUntil).toBe(until);
    await publisher.amend(asked, new Map([['presentation.json', Buffer.from('{}')]]), false);
    expect((await storage.keptSurvey(SURVEY))?.published?.trialUntil).toBe(until);
  });
});

describe('a survey with an opening day', () => {
  const OPENS = daysAfter(DAY, 3);
  const days = { opensOn: OPENS };

  it('takes trial responses alone before it, which are erased on that day', async () => {
    const { storage, trials, publications, send, wait, openState } = await published(days);
    expect([await send({ channel: 'essai' }), await send({ channel: null }), await send({ channel: 'mail' })]).toEqual([
      'stored',
      'survey.closed',
      'survey.closed',
    ]);
    wait(2.4 * 24 * 60);
    expect(await openState()).toMatchObject({ isOnTrial: true, opensOn: OPENS, now: expect.stringMatching(/T/) });
    expect([await send({ channel: 'essai' }), await send({ channel: null })]).toEqual(['stored', 'survey.closed']);
    await trials.eraseEnded();
    await publications.publishDue();
    expect([await countComplete(storage, SURVEY), await storage.lastNight(SURVEY)]).toEqual([2, undefined]);
    wait(0.2 * 24 * 60);
    await trials.eraseEnded();
    await publications.publishDue();
    expect([await countComplete(storage, SURVEY), (await storage.lastNight(SURVEY))?.day]).toEqual([0, OPENS]);
    expect(await send({ channel: 'essai', startedOn: DAY })).toBe('survey.closed');
    expect(await send({ channel: null })).toBe('stored');
  });

  it('counts what is begun by the trial link once it is open, without the channel that would erase it', async () => {
    const { storage, publisher, trials, send, wait, asked } = await published(days);
    wait(3 * 24 * 60);
    expect(await send({ channel: 'essai' })).toBe('stored');
    wait(2);
    await trials.eraseEnded();
    expect(await countComplete(storage, SURVEY)).toBe(1);
    expect(await storage.countChannel(SURVEY, 'essai', OPENS)).toBe(0);
    expect(await publisher.takeBack(asked, false)).toEqual({ kind: 'refused', code: 'survey.answered' });
  });

  it('takes on the eve what is begun on its opening day further east, and no earlier', async () => {
    const { storage, trials, send, wait } = await published(days);
    wait(24 * 60);
    expect(await send({ channel: null, startedOn: OPENS })).toBe('survey.closed');
    wait(24 * 60);
    expect(await send({ channel: null, startedOn: daysAfter(DAY, 2) })).toBe('survey.closed');
    expect(await send({ channel: null, startedOn: OPENS })).toBe('stored');
    // A clock that runs ahead makes no response of a trial.
    expect(await send({ channel: 'essai', startedOn: OPENS })).toBe('stored');
    wait(24 * 60);
    await trials.eraseEnded();
    expect(await countComplete(storage, SURVEY)).toBe(1);
  });

  it('ends its trial on the opening day of its newest revision', async () => {
    const { storage, publish, wait } = await published(days);
    const trialUntil = async () => (await storage.keptSurvey(SURVEY))?.published?.trialUntil;
    const midnight = (day: string) => new Date(`${day}T00:00`).toISOString();
    for (const [revision, day] of [daysAfter(DAY, 9), daysAfter(DAY, 1)].entries()) {
      await publish(new Map([[`${revision + 2}.json`, gardenRevision(SURVEY, revision + 2, { opensOn: day })]]));
      expect(await trialUntil()).toBe(midnight(day));
    }
    wait(24 * 60);
    await publish(new Map([['4.json', gardenRevision(SURVEY, 4, { opensOn: daysAfter(DAY, 9) })]]));
    expect(await trialUntil()).toBe(midnight(daysAfter(DAY, 1)));
  });

  it('stores on its opening day what a phone began before, by a clock that runs behind', async () => {
    const { send, wait } = await published(days);
    wait(3 * 24 * 60);
    expect(await send({ channel: null, startedOn: DAY })).toBe('stored');
  });

  it('is shown with its days and its trial responses to its organiser', async () => {
    const { ask, send } = await published(days);
    await send({ channel: 'essai' });
    const get = async (path: string) => (await ask(path)).body;
    const { surveys } = await get('overview');
    expect(surveys.find(({ survey }: { survey: string }) => survey === SURVEY)).toMatchObject({
      opensOn: OPENS,
      trialUntil: new Date(`${OPENS}T00:00`).toISOString(),
    });
    expect((await get('counts')).counts).toContainEqual(
      expect.objectContaining({ survey: SURVEY, complete: 1, trial: 1 }),
    );
  });
});

it('the channel of trials means nothing to a survey that was never on trial', async () => {
  const storage = await newStorage();
  const { app } = await testApp({ storage });
  expect((await verdicts(app, envelope({ channel: 'essai' }))).map(({ verdict }) => verdict)).toEqual(['stored']);
  expect(await storage.countChannel(envelope().survey, 'essai', DAY)).toBe(0);
});

it('no notice may declare the channel of trials', () => {
  const notice = { channels: [{ id: 'essai', label: { en: 'Trial' } }] };
  const read = readFileSet(
    'garden',
    new Map([
      ['1.json', gardenRevision('garden', 1)],
      ['notice.json', Buffer.from(JSON.stringify(notice))],
    ]),
  );
  expect(JSON.stringify(read)).toContain('is the channel of trial responses');
});
