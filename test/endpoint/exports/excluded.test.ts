import { expect, it } from 'vitest';
import { DAY, envelope, exported, rows, testApp, verdicts } from '../harness.ts';
import { readCsv } from './csv-reader.ts';

const SURVEY = 'numerique-territorial';

/** Four responses, two of which the organiser has excluded. */
async function twoOfFourExcluded() {
  const { app, storage } = await testApp();
  const sent = [envelope(), envelope(), envelope({ status: 'partial' }), envelope()];
  await verdicts(app, ...sent);
  const ids = sent.map(({ id }) => id).toSorted();
  const excluded = ids.filter((_, place) => place % 2 === 1);
  await storage.setAside(SURVEY, excluded, 'Ne pas répéter', DAY);
  return { app, marks: new Map(ids.map((id) => [id, excluded.includes(id)])) };
}

it.each(['', '?labels=fr', '?choices=columns'])('the CSV %s marks the excluded responses', async (query) => {
  const { app, marks } = await twoOfFourExcluded();
  const csv = readCsv(await exported(app, `${SURVEY}.csv${query}`));
  expect(new Map(csv.map(({ id = '', setAside }) => [id, setAside === 'true']))).toEqual(marks);
  expect(csv.filter(({ setAside }) => setAside === '')).toHaveLength(2);
});

it('each line of the NDJSON says whether its response is excluded', async () => {
  const { app, marks } = await twoOfFourExcluded();
  const marked = (await rows(app)).map(({ id, setAside }) => [id, setAside] as const);
  expect(new Map(marked)).toEqual(new Map([...marks].map(([id, isExcluded]) => [id, isExcluded ? true : null])));
});

it('the SPSS syntax declares the mark where the CSV has it, and says how to leave the excluded out', async () => {
  const { app } = await twoOfFourExcluded();
  const syntax = await exported(app, `${SURVEY}.sps`);
  const [header = ''] = (await exported(app, `${SURVEY}.csv`)).replace('\ufeff', '').split('\r\n');
  const place = header.split(';').indexOf('"setAside"');
  const [, declared = ''] = /\/VARIABLES=\n([^.]+)\n {2}\.\n/s.exec(syntax.replaceAll(/(\w\d+)\.0/g, '$1')) ?? [];
  expect(place).toBeGreaterThan(0);
  expect(declared.split('\n')[place]?.trim()).toBe('setAside A4');
  expect(syntax).toContain('SELECT IF (setAside <> "true")');
});

it('no export says why a response is excluded', async () => {
  const { app } = await twoOfFourExcluded();
  for (const extension of ['.csv', '.ndjson', '.sps'])
    expect(await exported(app, `${SURVEY}${extension}`)).not.toContain('Ne pas répéter');
});
