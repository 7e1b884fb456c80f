import { expect, it } from 'vitest';
import FILTERED from '../../fixtures/cases/filtered-crossings.json' with { type: 'json' };
import { answer } from '../../support/ask.ts';
import { study } from '../../support/surveys.ts';
import { envelope, type TestApp, testApp, verdicts } from '../harness.ts';

const SURVEY = 'numerique-territorial';
const PLAN = 'rows=authority-type&columns=digital-plan';

const cross = (app: TestApp, search: string, today = '&today=1') =>
  answer(app, `crossings/${SURVEY}?${search}${today}`);

/** By option of the row and of the column, the cells that are not empty. */
function filled({
  rows,
  columns,
  cells,
}: Record<'rows' | 'columns', { states: string[]; options: string[] }> & { cells: number[][] }) {
  const found: Record<string, number> = {};
  for (const [at, name] of [...rows.states, ...rows.options].entries())
    for (const [to, other] of [...columns.states, ...columns.options].entries()) {
      const count = cells[at]?.[to] ?? 0;
      if (count > 0) found[`${name} × ${other}`] = count;
    }
  return found;
}

async function answered() {
  let day = 24;
  const { app, storage } = await testApp({ now: () => new Date(2026, 10, day, 12) });
  const of = (answers: object, changes: object = {}) => envelope({ answers, ...changes });
  const aside = of({ 'authority-type': 'region', 'digital-plan': 'yes' });
  await verdicts(
    app,
    of({ 'authority-type': 'commune', 'digital-plan': 'yes' }),
    of({ 'authority-type': 'commune', 'digital-plan': 'no' }, { channel: null, mode: 'field' }),
    of({ 'authority-type': 'commune' }),
    of({ 'authority-type': 'commune', 'digital-plan': 'yes' }, { status: 'partial' }),
    aside,
  );
  await storage.setAside(SURVEY, [aside.id], 'reason', '2026-11-24');
  day = 25;
  await verdicts(app, of({ 'authority-type': 'region', 'digital-plan': 'yes' }));
  return app;
}

it('counts any question against any other among complete responses, blanks included, those set aside not', async () => {
  const { status, body } = await cross(await answered(), PLAN);
  expect(status).toBe(200);
  expect(body).toMatchObject({ survey: SURVEY, n: 4, base: 3 });
  expect(filled(body)).toEqual({ 'commune × yes': 1, 'commune × no': 1, 'commune × blank': 1, 'region × yes': 1 });
});

it('tells the distribution of every question up to yesterday, and of today only when asked', async () => {
  const app = await answered();
  const read = (search: string) => answer(app, `questions/${SURVEY}${search}`);
  const plan = (body: { items: { item: string }[] }) => body.items.find(({ item }) => item === 'digital-plan');
  const { status, body } = await read('');
  expect([status, body.n]).toEqual([200, 3]);
  expect(plan(body)).toMatchObject({ options: ['yes', 'no', 'unknown'], counts: [1, 1, 0], states: { blank: 1 } });
  expect(body.items.at(-1)).toMatchObject({ item: '@profile', states: { blank: 3 } });
  const withToday = await read('?today=1');
  expect([withToday.body.n, plan(withToday.body)]).toMatchObject([4, { counts: [2, 1, 0] }]);
  expect((await read('?today=1&item.authority-type=region')).body.n).toBe(1);
  expect((await read('?item.free-comment=x')).status).toBe(404);
});

it('leaves out who has come since midnight, unless that is asked for', async () => {
  const { body } = await cross(await answered(), PLAN, '');
  expect(filled(body)).toEqual({ 'commune × yes': 1, 'commune × no': 1, 'commune × blank': 1 });
  expect(await cross(await answered(), `${PLAN}&from=2026-11-25`, '')).toMatchObject({ status: 200, body: { n: 0 } });
  expect(await cross(await answered(), PLAN, '&today=yes')).toMatchObject({ status: 404 });
});

it.each(FILTERED)('looks at some of them alone: $filters', async ({ filters, cells }) => {
  const { status, body } = await cross(await answered(), `${PLAN}&${filters}`);
  expect(status).toBe(200);
  expect(filled(body)).toEqual(cells);
});

it.each([
  'rows=digital-plan',
  'rows=nothing&columns=digital-plan',
  `${PLAN}&columns=digital-plan`,
  `${PLAN}&from=2026-13-01`,
  `${PLAN}&revision=9`,
  `${PLAN}&mode=other`,
  `${PLAN}&item.authority-type=nothing`,
  // No filter of this survey, and no word of ours.
  `${PLAN}&item.territory=29`,
  `${PLAN}&wanted=all`,
  `${PLAN}&mode=self&revision=${study.survey.revision}&channel=linkedin`,
])('finds nothing for %s', async (search) => {
  const { app } = await testApp();
  expect(await cross(app, search)).toEqual({ status: 404, body: { code: 'not-found' } });
});
