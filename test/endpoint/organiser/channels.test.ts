import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';
import { countSound } from '../../../src/host/check-backup.ts';
import { ask } from '../../support/ask.ts';
import { declaring, digestOf, envelope, rows, studySurveys, type TestApp, testApp, verdicts } from '../harness.ts';

const SURVEY = 'numerique-territorial';
async function daysOf(app: TestApp) {
  const { days } = (await ask(app, `participation/${SURVEY}?today=1`)).body;
  return days.map(({ channel, complete, partial }: Record<string, unknown>) => [channel, complete, partial]);
}

const times = (count: number, channel: string | null, status = 'complete') =>
  Array.from({ length: count }, () => envelope({ channel, status }));

describe('a channel', () => {
  it('that is not declared is forgotten, without a refusal, and the response is the same when it is sent again', async () => {
    const { app } = await testApp({ surveys: await declaring('linkedin', 'salon-des-maires') });
    const sent = ['linkedin', 'salon-des-maires', 'jean-dupont', null].map((channel) => envelope({ channel }));
    expect((await verdicts(app, ...sent)).map(({ verdict }) => verdict)).toEqual(Array(4).fill('stored'));
    expect((await verdicts(app, ...sent)).map(({ verdict }) => verdict)).toEqual(Array(4).fill('already-stored'));
    const kept = new Map((await rows(app)).map(({ id, channel }) => [id, channel]));
    expect(sent.map(({ id }) => kept.get(id))).toEqual(['linkedin', 'salon-des-maires', null, null]);
  });

  it('that is forgotten leaves nothing to guess it by, in a copy that is found sound', async () => {
    const { app, folder } = await testApp({ surveys: await declaring('linkedin') });
    const one = envelope({ channel: 'jean-dupont' });
    expect(await verdicts(app, one)).toMatchObject([{ verdict: 'stored', digest: digestOf(one) }]);
    const database = new SQLite(join(folder, 'responses.sqlite'), { readonly: true });
    onTestFinished(() => void database.close());
    expect(countSound(database, 'responses.sqlite')).toBe(1);
    expect(database.prepare('SELECT lower(hex(digest)) FROM response').pluck().all()).toEqual([
      digestOf({ ...one, channel: null }),
    ]);
  });

  it.each<[string, readonly string[] | undefined, readonly string[] | undefined]>([
    ['declared', ['linkedin'], ['linkedin', 'stand']],
    ['no longer declared', ['linkedin', 'stand'], ['linkedin']],
    ['one of those that are declared since', undefined, ['linkedin']],
    ['one of those that were declared', ['linkedin'], undefined],
  ])('that is meanwhile %s makes no conflict of what is sent again', async (_, before, after) => {
    const surveysOf = (ids: readonly string[] | undefined) => (ids ? declaring(...ids) : studySurveys());
    const first = await testApp({ surveys: await surveysOf(before) });
    const one = envelope({ channel: 'stand' });
    expect(await verdicts(first.app, one)).toMatchObject([{ verdict: 'stored' }]);
    const { app } = await testApp({ storage: first.storage, surveys: await surveysOf(after) });
    const digest = digestOf(one);
    expect(await verdicts(app, one, envelope(), one)).toMatchObject([
      { verdict: 'already-stored', digest },
      { verdict: 'stored' },
      { verdict: 'already-stored', digest },
    ]);
    const other = { ...one, minutes: 12 };
    expect(await verdicts(app, other)).toMatchObject([{ verdict: 'refused', problem: 'envelope.conflict' }]);
    expect(await verdicts(app, { ...other, sequence: 2 })).toMatchObject([{ verdict: 'stored' }]);
    expect(await rows(app)).toHaveLength(2);
  });

  it('is kept as it came while none is declared', async () => {
    const { app } = await testApp();
    await verdicts(app, envelope({ channel: 'anything' }));
    expect(await rows(app)).toMatchObject([{ channel: 'anything' }]);
  });

  it('of fewer than five responses in all is counted with the other small ones', async () => {
    const { app } = await testApp();
    await verdicts(app, ...times(4, 'a'), ...times(1, 'a', 'partial'), ...times(4, 'b'), ...times(1, 'jean-dupont'));
    await verdicts(app, ...times(2, null));
    expect(await daysOf(app)).toEqual([
      [null, 2, 0],
      ['a', 4, 1],
      ['autres', 5, 0],
    ]);
  });

  it('counts over all its days, and stays in the line of the others on each of them while it is small', async () => {
    let day = 1;
    const { app } = await testApp({ now: () => new Date(2026, 10, day, 12) });
    for (; day <= 3; day++) await verdicts(app, ...times(2, 'large'), ...times(1, 'small'));
    expect(await daysOf(app)).toEqual(
      [1, 2, 3].flatMap(() => [
        ['large', 2, 0],
        ['autres', 1, 0],
      ]),
    );
  });
});
