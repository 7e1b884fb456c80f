import { beforeAll, describe, expect, it, vi } from 'vitest';
import {
  batchOf,
  envelope,
  envelopeText,
  exported,
  post,
  rows,
  storesNothingAndWorks,
  testApp,
  verdicts,
} from '../harness.ts';
import { BAD_ENVELOPES } from './bad-envelopes.ts';

const COMMUNE = { 'authority-type': 'commune' };
const withBudget = (text: string) =>
  envelopeText({ answers: { ...COMMUNE, 'initial-budget-investment': 12345 } }).replace('12345', text);

describe('an envelope with something wrong is refused alone', () => {
  let printed = '';
  beforeAll(() => {
    for (const stream of [process.stdout, process.stderr])
      vi.spyOn(stream, 'write').mockImplementation((chunk) => {
        printed += String(chunk);
        return true;
      });
    return () => vi.restoreAllMocks();
  });

  it.each(BAD_ENVELOPES)('%s', async (_, sent, problem, path) => {
    const { app } = await testApp();
    const response = await post(app, batchOf(sent));
    expect(response.status).toBe(200);
    const answered = await response.json();
    expect(answered.verdicts).toMatchObject([{ verdict: 'refused', problem, path }]);
    expect(JSON.stringify(answered)).not.toMatch(/PLANTED|OR 1=1|passwd/);
    await storesNothingAndWorks(app);
  });

  it('and nothing of it is printed, or left on any prototype', () => {
    expect(printed).toBe('');
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});

describe('unusual but valid values are stored exactly', () => {
  it.each([['01'], ['2A'], ['2B'], ['971'], ['976'], ['nc']])('département %s', async (territory) => {
    const { app } = await testApp();
    expect(await verdicts(app, envelope({ answers: { ...COMMUNE, territory } }))).toMatchObject([
      { verdict: 'stored' },
    ]);
  });

  it('-0, 1e2 and tiny numbers are what JSON says they are', async () => {
    const { app } = await testApp();
    for (const budget of ['-0', '1e2']) expect((await post(app, batchOf(withBudget(budget)))).status).toBe(200);
    const budgets = (await rows(app)).map(
      (row) => (row.answers as Record<string, unknown>)['initial-budget-investment'],
    );
    expect(budgets.toSorted()).toEqual([0, 100]);
  });

  it('of a duplicate key the last counts, for the digest too', async () => {
    const { app } = await testApp();
    const sent = envelope({ minutes: 7 });
    const twice = JSON.stringify(sent).replace('"minutes":7', '"minutes":3,"minutes":7');
    expect(await (await post(app, batchOf(twice))).json()).toMatchObject({ verdicts: [{ verdict: 'stored' }] });
    expect(await verdicts(app, sent)).toMatchObject([{ verdict: 'already-stored' }]);
  });

  it('the same id twice in one batch is decided in order', async () => {
    const { app } = await testApp();
    const first = envelope({ status: 'partial', sequence: 2 });
    const answered = await verdicts(app, first, first, { ...first, sequence: 1 }, { ...first, sequence: 3 });
    expect(answered.map((one) => one.verdict)).toEqual(['stored', 'already-stored', 'superseded', 'stored']);
  });

  it('years 0001 and 9999 are valid days', async () => {
    const { app } = await testApp();
    const all = await verdicts(app, envelope({ startedOn: '0001-01-01' }), envelope({ startedOn: '9999-12-31' }));
    expect(all.map((one) => one.verdict)).toEqual(['stored', 'stored']);
  });

  it('bidirectional marks, joiners and a thousand emoji are returned unchanged', async () => {
    const { app } = await testApp();
    const comment = `\u202eabc\u200b ${'👩‍👩‍👧'.repeat(50)} e${'\u0301'.repeat(100)}`;
    expect(await verdicts(app, envelope({ answers: { ...COMMUNE, 'free-comment': comment } }))).toMatchObject([
      { verdict: 'stored' },
    ]);
    expect(await exported(app, 'numerique-territorial.comments.csv')).toContain(comment);
  });
});
