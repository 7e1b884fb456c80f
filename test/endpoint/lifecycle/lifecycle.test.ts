import { describe, expect, it } from 'vitest';
import type { AppParts } from '../../../src/endpoint/app.ts';
import { createPublications } from '../../../src/endpoint/results/publications.ts';
import type { Use } from '../../../src/endpoint/tokens/token-audit.ts';
import REFUSED_DECISIONS from '../../fixtures/cases/refused-decisions.json' with { type: 'json' };
import { answer, ask } from '../../support/ask.ts';
import { study } from '../../support/surveys.ts';
import {
  envelope,
  NEAR,
  passingDays,
  rows,
  shippedStudy,
  studySurveys,
  type TestApp,
  testApp,
  verdicts,
} from '../harness.ts';

const SURVEY = 'numerique-territorial';
const COMMUNE = { 'authority-type': 'commune' };

/** An endpoint whose days pass on command, from the first of November. */
async function endpoint(parts: Partial<AppParts> = {}) {
  const uses: Use[] = [];
  const opened = await passingDays({ audit: (use) => uses.push(use), ...parts });
  const { app, storage, now, counting } = opened;
  return {
    ...opened,
    uses,
    respond: (count: number, answers: object = COMMUNE, startedOn = '2026-11-01') =>
      opened.respond(count, answers, { startedOn }),
    restarted: async () => createPublications({ storage, surveys: await studySurveys(), now, counting }),
    results: async () => (await ask(app, `/api/results/${SURVEY}`)).body,
    asked: async () => (await ask(app, `/api/surveys/${SURVEY}`)).body,
  };
}

const say = (app: TestApp, call: string, body: object = {}) => answer(app, call, { survey: SURVEY, ...body });
const stateOf = async (app: TestApp) => (await ask(app, `conduct/${SURVEY}`)).body;

describe('a survey that is closed without a new revision', () => {
  it('tells what would happen, does it when told to, and everybody sees it', async () => {
    const { app, asked, results } = await endpoint();
    const effects = [
      { effect: 'begin-until', day: '2026-11-01' },
      { effect: 'late-arrivals-stored' },
      { effect: 'final-on', day: '2026-11-09' },
    ];
    expect(await say(app, 'close', { dryRun: true })).toEqual({
      status: 200,
      body: { survey: SURVEY, done: false, effects },
    });
    const open = { survey: SURVEY, revision: study.survey.revision, opensOn: null, isOnTrial: false };
    const before = await asked();
    expect(before).toEqual({ ...open, closedFrom: null, finalOn: null, now: new Date(2026, 10, 1, 12).toISOString() });
    expect(await say(app, 'close')).toEqual({ status: 200, body: { survey: SURVEY, done: true, effects } });
    const days = { closedFrom: '2026-11-02', finalOn: '2026-11-09' };
    expect(await asked()).toEqual({ ...before, ...days });
    expect(await results()).toMatchObject({ phase: 'preview', ...days });
    expect(await stateOf(app)).toEqual({
      survey: SURVEY,
      today: '2026-11-01',
      ...days,
      isFinalMade: false,
      orders: [],
      publication: {
        openedOn: '2026-11-01',
        night: 0,
        next: '2026-11-02',
        restores: 0,
        missed: [],
        held: [],
        left: expect.objectContaining({ 'digital-plan': expect.any(Number) }),
      },
      invited: [],
      targets: {},
      crossings: [],
    });
  });

  it('stores what was begun by the closing day whenever it arrives, and refuses what is begun after it', async () => {
    const { app, passTo } = await endpoint();
    await say(app, 'close', { lastDay: '2026-11-03' });
    await passTo(12);
    const sent = ['2026-11-03', '2026-11-04', '2026-11-12'].map((startedOn) => envelope({ startedOn }));
    const replies = await verdicts(app, ...sent);
    expect(replies.map((one) => one.problem ?? one.verdict)).toEqual(['stored', 'survey.closed', 'survey.closed']);
    expect(await rows(app)).toHaveLength(1);
    await say(app, 'reopen');
    const again = await verdicts(app, ...sent);
    expect(again.map((one) => one.verdict)).toEqual(['already-stored', 'stored', 'stored']);
  });

  it('has its final results made on the day that was set, once, from what came before it, also after a restart', async () => {
    const { app, passTo, respond, results, storage, restarted } = await endpoint();
    await respond(40);
    await respond(29, { 'authority-type': 'region' });
    await say(app, 'close', { finalOn: '2026-11-20' });
    expect(await say(app, 'final', { finalOn: '2026-11-05' })).toMatchObject({
      status: 200,
      body: { done: true, effects: [{ effect: 'final-on', day: '2026-11-05' }] },
    });
    await passTo(4);
    expect(await results()).toMatchObject({ phase: 'preview', finalOn: '2026-11-05' });
    await passTo(5);
    const final = await results();
    expect(final).toMatchObject({ phase: 'results', strata: { region: { asOf: '2026-11-05' } } });
    expect(await stateOf(app)).toMatchObject({ isFinalMade: true });
    const kept = await storage.lastNight(SURVEY);
    await respond(40, { 'authority-type': 'region' });
    await passTo(8);
    await (await restarted()).publishDue();
    expect(await storage.lastNight(SURVEY)).toEqual(kept);
    expect(await results()).toEqual(final);
    expect(await rows(app)).toHaveLength(109);
  });

  it('counts what comes on one more day, given on the last, and names no arrivals among its effects', async () => {
    const { app, passTo, respond, results } = await endpoint();
    await say(app, 'close', { finalOn: '2026-11-04' });
    await passTo(3);
    await respond(40);
    const effects = [{ effect: 'final-on', day: '2026-11-05' }];
    const { body } = await say(app, 'final', { finalOn: '2026-11-05' });
    expect(body).toEqual({ survey: SURVEY, done: true, effects });
    await passTo(4);
    expect(await results()).toMatchObject({ phase: 'preview' });
    await respond(30);
    await passTo(5);
    const { phase, strata } = await results();
    expect([phase, strata.all.asOf]).toEqual(['results', '2026-11-05']);
    expect(Math.abs(strata.all.n - 70)).toBeLessThanOrEqual(NEAR);
  });

  it('has them made by an endpoint that was stopped on that day, as if it had not been', async () => {
    const whole = await endpoint();
    const { app, storage, counting } = await endpoint();
    for (const one of [whole.app, app]) await say(one, 'close', { finalOn: '2026-11-04' });
    const sent = Array.from({ length: 45 }, () => envelope({ startedOn: '2026-11-01' }));
    for (const one of [whole.app, app]) await verdicts(one, ...sent);
    await whole.passTo(4);
    const late = createPublications({
      storage,
      surveys: await studySurveys(),
      now: () => new Date(2026, 10, 9, 12),
      counting,
    });
    await verdicts(
      (await testApp({ storage, now: () => new Date(2026, 10, 6, 12) })).app,
      ...Array.from({ length: 30 }, () => envelope({ startedOn: '2026-11-01' })),
    );
    await late.publishDue();
    const study = await shippedStudy();
    const { strata } = bodyOf(await late.of(study));
    expect(strata.all).toMatchObject({ asOf: '2026-11-04' });
    expect(Math.abs(strata.all.n - 45)).toBeLessThanOrEqual(NEAR);
  });
});

describe('a survey that is opened again', () => {
  it('goes back to its previews, and adds to the first final results at a second closing', async () => {
    const { app, passTo, respond, results, asked } = await endpoint();
    await respond(80);
    await passTo(2);
    const preview = await results();
    await say(app, 'close', { finalOn: '2026-11-03' });
    await passTo(3);
    const first = await results();
    expect(first.strata).not.toEqual(preview.strata);
    expect(await say(app, 'reopen', { dryRun: true })).toMatchObject({
      body: {
        done: false,
        effects: [{ effect: 'begin-again' }, { effect: 'previews-again' }, { effect: 'final-added' }],
      },
    });
    await say(app, 'reopen');
    expect(await asked()).toMatchObject({ closedFrom: null, finalOn: null });
    expect(await results()).toMatchObject({ phase: 'preview', strata: preview.strata });
    await respond(60);
    await passTo(6);
    expect((await results()).strata.commune).toMatchObject({ asOf: '2026-11-04', draws: 2 });
    expect(await say(app, 'close', { finalOn: '2026-11-08' })).toMatchObject({
      body: { effects: expect.arrayContaining([{ effect: 'final-added' }]) },
    });
    await passTo(8);
    const second = await results();
    expect(second).toMatchObject({ phase: 'results', strata: { commune: { asOf: '2026-11-08', draws: 2 } } });
    expect(Math.abs(second.strata.commune.n - 140)).toBeLessThanOrEqual(NEAR);
  });

  it('takes back a closing that was to come, with its final results', async () => {
    const { app, passTo, respond, results } = await endpoint();
    await respond(40);
    await say(app, 'close', { lastDay: '2026-11-05' });
    expect(await say(app, 'reopen')).toMatchObject({
      status: 200,
      body: { effects: [{ effect: 'begin-again' }, { effect: 'final-cancelled', day: '2026-11-13' }] },
    });
    await passTo(14);
    expect(await results()).toMatchObject({ phase: 'preview' });
    expect(await results()).not.toHaveProperty('closedFrom');
  });

  it('closes again on a day after the first final results, and has new ones made', async () => {
    const { app, passTo, respond, results } = await endpoint();
    await respond(40);
    await say(app, 'close', { finalOn: '2026-11-03' });
    await passTo(3);
    await say(app, 'reopen');
    await respond(40, COMMUNE, '2026-11-03');
    await say(app, 'close', { finalOn: '2026-11-04' });
    await passTo(4);
    expect(await results()).toMatchObject({ phase: 'results', strata: { commune: { asOf: '2026-11-04' } } });
  });
});

describe('the file', () => {
  const withFile = async (closedFrom: string) =>
    new Map([...(await studySurveys())].map(([id, one]) => [id, { ...one, current: { ...one.current, closedFrom } }]));

  it('closes as before, and the organiser may open again what it closed', async () => {
    const { app, asked } = await endpoint({ surveys: await withFile('2026-11-01') });
    expect(await asked()).toMatchObject({ closedFrom: '2026-11-01', finalOn: '2026-11-08' });
    expect((await verdicts(app, envelope({ startedOn: '2026-11-01' })))[0]?.problem).toBe('survey.closed');
    expect(await say(app, 'reopen')).toMatchObject({ status: 200 });
    expect((await verdicts(app, envelope({ startedOn: '2026-11-01' })))[0]?.verdict).toBe('stored');
  });

  it('applies again once it has another day, since that was written later', async () => {
    const { app, storage } = await endpoint({ surveys: await withFile('2026-11-01') });
    await say(app, 'reopen');
    const later = await endpoint({ storage, surveys: await withFile('2026-11-30') });
    expect(await later.asked()).toMatchObject({ closedFrom: '2026-11-30' });
  });
});

describe('a publication that is ordered', () => {
  it('is made at the next change of the day, of every type that is large enough, and costs accuracy alone', async () => {
    const { app, passTo, respond, results, uses } = await endpoint();
    await respond(80);
    await passTo(4);
    expect((await results()).strata.all.asOf).toBe('2026-11-02');
    const effects = [
      { effect: 'drawn-on', day: '2026-11-05' },
      { effect: 'less-accurate' },
      { effect: 'orders-left', count: 3 },
    ];
    expect(await say(app, 'publish', { dryRun: true })).toMatchObject({ body: { done: false, effects } });
    expect(await results()).not.toHaveProperty('ordered');
    const reason = 'Avant le congrès des maires.';
    expect(await say(app, 'publish', { reason: ' ' })).toMatchObject({ status: 400 });
    expect(await say(app, 'publish', { reason })).toEqual({
      status: 200,
      body: { survey: SURVEY, done: true, effects },
    });
    expect(await say(app, 'publish')).toMatchObject({ status: 409, body: { code: 'publication.too-soon' } });
    expect(await results()).toMatchObject({ next: '2026-11-05', ordered: { '2026-11-04': reason } });
    await passTo(5);
    expect((await results()).strata.all).toMatchObject({ asOf: '2026-11-05', draws: 2 });
    const { publication } = await stateOf(app);
    expect(publication).toMatchObject({ night: 4, next: '2026-11-06' });
    expect(uses.filter(({ use }) => use === 'POST organiser/publish').map(({ status }) => status)).toEqual([
      200, 400, 200, 409,
    ]);
  });

  it('is one of four in all', async () => {
    const { app, passTo } = await endpoint();
    for (let order = 1; order <= 4; order++) {
      expect(await say(app, 'publish')).toMatchObject({ status: 200 });
      await passTo(order + 1);
    }
    expect(await say(app, 'publish')).toMatchObject({ status: 409, body: { code: 'publication.too-many' } });
  });

  it('is made after a restart, where the endpoint was stopped at the change of the day, as of that day', async () => {
    const { app, passTo, respond, storage, counting } = await endpoint();
    await respond(80);
    await passTo(6);
    await say(app, 'publish');
    const surveys = await studySurveys();
    const study = await shippedStudy();
    const at = (day: number) =>
      createPublications({ storage, surveys, now: () => new Date(2026, 10, day, 12), counting });
    await at(8).publishDue();
    const drawn = bodyOf(await at(8).of(study));
    expect(drawn.strata.all.asOf).toBe('2026-11-07');
    await at(8).publishDue();
    expect(bodyOf(await at(8).of(study))).toEqual(drawn);
  });
});

describe('how many were invited', () => {
  it('is what the organiser states, in the order of days, and changes nothing else', async () => {
    const { app } = await endpoint();
    await say(app, 'close');
    const later = { on: '2026-11-05', channel: 'mail', people: 600 };
    const first = { on: '2026-11-01', channel: null, people: 1 };
    expect(await say(app, 'invited', { invited: [later, first] })).toMatchObject({ status: 200, body: { invited: 2 } });
    expect(await stateOf(app)).toMatchObject({ closedFrom: '2026-11-02', invited: [first, later] });
    await say(app, 'invited', { invited: [later] });
    expect(await stateOf(app)).toMatchObject({ invited: [later] });
  });

  it.each([
    [{ on: '2026-02-30', channel: null, people: 1 }],
    [{ on: '2026-11-01', channel: 'Marie Dupont', people: 1 }],
    [{ on: '2026-11-01', channel: null, people: 0 }],
    [{ on: '2026-11-01', channel: null, people: 1.5 }],
  ])('is refused when it cannot be one: %o', async (wrong) => {
    const { app } = await endpoint();
    expect(await say(app, 'invited', { invited: [wrong] })).toMatchObject({ status: 400 });
    expect(await stateOf(app)).toMatchObject({ invited: [] });
  });
});

describe('how many responses of each stratum are wanted', () => {
  it('is what the organiser records, and changes nothing else', async () => {
    const { app } = await endpoint();
    await say(app, 'invited', { invited: [{ on: '2026-11-01', channel: null, people: 1 }] });
    const targets = { commune: 400, region: 13 };
    expect(await say(app, 'targets', { targets })).toMatchObject({ status: 200, body: { targets: 2 } });
    expect(await stateOf(app)).toMatchObject({ targets, invited: [{ people: 1 }] });
    await say(app, 'targets', { targets: {} });
    expect(await stateOf(app)).toMatchObject({ targets: {} });
  });

  it.each([
    [{ ville: 10 }, 404],
    [{ commune: 0 }, 400],
    [{ commune: 1.5 }, 400],
    [{ commune: '400' }, 400],
  ])('is refused when it cannot be: %o', async (targets, status) => {
    const { app } = await endpoint();
    expect(await say(app, 'targets', { targets })).toMatchObject({ status });
    expect(await stateOf(app)).toMatchObject({ targets: {} });
  });
});

describe('a decision that the state of the survey does not allow', () => {
  it.each(REFUSED_DECISIONS)(
    'while it is $state, $what is refused under its code',
    async ({ state, call, body, answer, status }) => {
      const { app, asked } = await endpoint();
      if (state === 'closed') await say(app, 'close');
      const before = await asked();
      expect(await say(app, call, body)).toEqual({ status, body: answer });
      expect(await asked()).toEqual(before);
    },
  );

  it('a last day that is still to come is moved, and one that has passed is not', async () => {
    const { app, asked, passTo } = await endpoint();
    await say(app, 'close', { lastDay: '2026-11-05' });
    expect(await say(app, 'close', { lastDay: '2026-11-03' })).toMatchObject({ status: 200 });
    expect(await asked()).toMatchObject({ closedFrom: '2026-11-04', finalOn: '2026-11-11' });
    await passTo(4);
    expect(await say(app, 'close', { lastDay: '2026-11-20' })).toMatchObject({
      body: { code: 'survey.already-closed' },
    });
  });

  it('once the final results are made no day is set and nothing is ordered', async () => {
    const { app, passTo, respond } = await endpoint();
    await respond(40);
    await say(app, 'close', { finalOn: '2026-11-02' });
    await passTo(2);
    await say(app, 'set-aside', { ids: [(await rows(app))[0]?.id], reason: 'r' });
    for (const call of ['publish', 'final'])
      expect(await say(app, call, call === 'final' ? { finalOn: '2026-11-09' } : {})).toEqual({
        status: 409,
        body: { code: 'survey.final' },
      });
    for (const path of ['surveys/another', 'organiser/conduct/another'])
      expect((await ask(app, `/api/${path}`)).status).toBe(404);
  });

  it('one of two concurrent decisions is refused', async () => {
    const { app, storage } = await endpoint();
    const other = await testApp({ storage, now: () => new Date(2026, 10, 1, 12) });
    const both = await Promise.all([say(app, 'close'), say(other.app, 'close')]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('what a later program has decided stops nothing, and stays', async () => {
    const { app, storage } = await endpoint();
    await storage.keepLifecycle({ survey: SURVEY, version: 1, body: '{"later":{"a":1}}' });
    expect(await verdicts(app, envelope({ startedOn: '2026-11-01' }))).toMatchObject([{ verdict: 'stored' }]);
    expect((await say(app, 'close')).status).toBe(200);
    expect(JSON.parse((await storage.lifecycle(SURVEY))?.body ?? '')).toMatchObject({ later: { a: 1 }, closing: {} });
  });
});

function bodyOf({ bytes }: { readonly bytes: Uint8Array }) {
  return JSON.parse(Buffer.from(bytes).toString());
}
