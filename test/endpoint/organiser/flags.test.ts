import { describe, expect, it } from 'vitest';
import { pathThrough } from '../../../src/core/answering/flow.ts';
import type { FlagEntry } from '../../../src/wire/organiser/organiser-reply.ts';
import { toWire } from '../../../src/wire/wire-answers.ts';
import { ask } from '../../support/ask.ts';
import { study } from '../../support/surveys.ts';
import { wholeAnswers } from '../../support/whole-answers.ts';
import { envelope, rows, type TestApp, testApp, verdicts } from '../harness.ts';

const SURVEY = 'numerique-territorial';

async function flags(
  app: TestApp,
  search = '',
  today = 'today=1&',
): Promise<readonly (FlagEntry & { responses: number; setAside: number })[]> {
  const { status, body } = await ask(app, `flags/${SURVEY}?${today}${search.replace('?', '')}`);
  expect(status).toBe(200);
  return body.flags;
}

const names = async (app: TestApp, search = '') =>
  (await flags(app, search)).map(({ flag, responses, bound }) => ({ flag, responses, bound }));

/** An endpoint that receives so many responses a day. */
async function days(...counts: readonly number[]) {
  let day = 0;
  const { app } = await testApp({ now: () => new Date(2026, 10, day, 12) });
  for (const count of counts) {
    day++;
    await verdicts(app, ...Array.from({ length: count }, () => envelope()));
  }
  return app;
}

/** Everything on the path answered; `turn` makes the answers differ. */
function whole(turn: number) {
  const answers = wholeAnswers(study.survey, { 'authority-type': 'commune', 'initial-budget-investment': turn });
  return toWire(pathThrough(study.survey, answers));
}

describe('a flag', () => {
  it('says that a day brought far more than the earlier days of the same stratum', async () => {
    expect(await names(await days(3, 4, 5, 50))).toEqual([
      { flag: 'burst/commune/2026-11-04', responses: 50, bound: 20 },
    ]);
    expect(await names(await days(8, 9, 9, 45))).toEqual([]);
    expect(await names(await days(8, 9, 9, 46))).toMatchObject([{ bound: 45 }]);
  });

  it('says that a machine which varies its answers came on the opening day', async () => {
    expect(await names(await days(100))).toEqual([]);
    expect(await names(await days(101))).toEqual([{ flag: 'burst/commune/2026-11-01', responses: 101, bound: 100 }]);
  });

  it('goes on saying so, however long the machine goes on', async () => {
    const raised = await names(await days(110, 110, 110, 510, 510));
    expect(raised.map(({ bound }) => bound)).toEqual([100, 100, 100, 500, 500]);
    // And a day does not change its past.
    expect(await names(await days(150, 10, 10, 10, 10))).toMatchObject([{ flag: 'burst/commune/2026-11-01' }]);
  });

  it('says nothing of a survey that many answer every day, once that is usual', async () => {
    expect(await names(await days(90, 95, 99, 130, 160))).toEqual([]);
  });

  it('takes the bound of the organiser, when there is one', async () => {
    const app = await days(1, 1, 50);
    expect(await names(app)).toEqual([]);
    expect(await names(app, '?burst=49')).toEqual([{ flag: 'burst/commune/2026-11-03', responses: 50, bound: 49 }]);
    expect(await names(app, '?burst=50')).toEqual([]);
  });

  it('says that three responses are the same, texts apart, when they are not trivial', async () => {
    const { app } = await testApp();
    const text = (turn: number) => envelope({ answers: { ...whole(1), 'free-comment': `${turn}` } });
    await verdicts(app, text(1), text(2), envelope({ answers: whole(2) }));
    expect(await flags(app)).toEqual([]);
    const third = text(3);
    await verdicts(app, third);
    const [flag, ...others] = await flags(app);
    expect(flag).toMatchObject({ flag: expect.stringMatching(/^identical\/[0-9a-f]{12}$/), responses: 3, bound: null });
    expect(flag?.ids).toContain(third.id);
    expect(others).toEqual([]);
    // Fifty equal answers to one question do not indicate a machine.
    await verdicts(app, ...Array.from({ length: 50 }, () => envelope()));
    expect(await flags(app)).toHaveLength(1);
  });

  it('says that a whole questionnaire took no time', async () => {
    const { app } = await testApp();
    const fast = envelope({ answers: whole(1), minutes: 0 });
    await verdicts(app, fast, envelope({ answers: whole(2), minutes: 1 }), envelope({ minutes: 0 }));
    expect(await flags(app)).toEqual([{ flag: 'duration', bound: null, responses: 1, setAside: 0, ids: [fast.id] }]);
  });

  it('says that a territory cannot hold so many, when the organiser says how many it holds', async () => {
    const { app } = await testApp();
    const from = (type: string, territory: string) => envelope({ answers: { 'authority-type': type, territory } });
    await verdicts(app, from('departement', '29'), from('departement', '29'), from('departement', '35'));
    await verdicts(app, from('commune', '29'), from('commune', '29'));
    expect(await names(app)).toEqual([]);
    expect(await names(app, '?volume.departement=1')).toEqual([
      { flag: 'volume/departement/29', responses: 2, bound: 1 },
    ]);
  });

  it('says nothing of who has come since midnight, unless that is asked for', async () => {
    const app = await days(101, 3);
    const machine = { flag: 'burst/commune/2026-11-01', responses: 101 };
    expect(await flags(app, '', '')).toMatchObject([machine]);
    expect(await flags(app, '?burst=2', '')).toMatchObject([machine]);
    expect(await flags(app, '?burst=2')).toMatchObject([machine, { flag: 'burst/commune/2026-11-02', responses: 3 }]);
    const body = { survey: SURVEY, flag: 'burst/commune/2026-11-02', burst: 2, reason: 'r' };
    const say = async (today: boolean) => (await ask(app, 'set-aside', { ...body, today })).body;
    expect(await say(false)).toEqual({ code: 'not-found' });
    expect(await say(true)).toEqual({ setAside: 3 });
  });

  it('lets a thousand answers of a machine be set aside at once, and drops none', async () => {
    const { app } = await testApp();
    const answers = whole(1);
    for (let turn = 0; turn < 20; turn++)
      await verdicts(app, ...Array.from({ length: 50 }, () => envelope({ answers, minutes: 0 })));
    const honest = envelope({ answers: whole(2) });
    await verdicts(app, honest);
    const raised = await flags(app);
    expect(raised.map(({ flag, responses }) => [flag.split('/')[0], responses])).toEqual([
      ['burst', 1001],
      ['duration', 1000],
      ['identical', 1000],
    ]);
    expect(raised[0]?.ids).toHaveLength(100);
    const setAside = async (responses: number) => {
      const flag = { flag: 'duration', reason: 'machine', responses, today: true };
      return (await ask(app, 'set-aside', { survey: SURVEY, ...flag })).body;
    };
    // One came after the organiser was told how many there are.
    expect(await setAside(999)).toEqual({ code: 'flag.changed' });
    expect((await flags(app)).map(({ setAside }) => setAside)).toEqual([0, 0, 0]);
    expect(await setAside(1000)).toEqual({ setAside: 1000 });
    expect((await flags(app)).map(({ setAside }) => setAside)).toEqual([1000, 1000, 1000]);
    expect(await rows(app)).toHaveLength(1001);
  });
});
