import { Readable } from 'node:stream';
import { strFromU8, unzipSync } from 'fflate';
import readWorkbook from 'read-excel-file/node';
import { expect, it } from 'vitest';
import { EXPORT_WORDS } from '../../../src/endpoint/exports/export-words.ts';
import { columnsOf, tableRows } from '../../../src/endpoint/exports/table/export-table.ts';
import { textsSheet } from '../../../src/endpoint/exports/table/texts-sheet.ts';
import { createKeyring } from '../../../src/endpoint/tokens/keyring.ts';
import { words as deskEn } from '../../../src/words/compiled/desk/en/desk.mjs';
import { words as deskFr } from '../../../src/words/compiled/desk/fr/desk.mjs';
import { TOKEN } from '../../support/ask.ts';
import { DAY, envelope, named, shippedStudy, studySurveys, testApp, verdicts } from '../harness.ts';

const DESKS = [['fr', deskFr] as const, ['en', deskEn] as const];
const FILE = '/api/export/numerique-territorial.xlsx?today=1&reader';
const BOTH = { 'authority-type': 'commune', 'technical-steering': 'other' };
const READS = 'a-token-that-reads-and-nothing-else-01';

it.each(DESKS)('labels every code in %s, by the words of the desk', async (reader, desk) => {
  const words = EXPORT_WORDS[reader];
  for (const published of (await studySurveys()).values()) {
    const look = { reader, labels: reader };
    const columns = columnsOf(published, look);
    expect(new Set(columns).size).toBe(columns.length);
    const own = columns.filter((title) => !/^\d+\. ./.test(title));
    expect(Object.values(words.columns)).toEqual(expect.arrayContaining(own));
    const toRow = tableRows(published, look);
    for (const { id, revision, questions } of published.revisions.values())
      for (const { kind, items, otherItem, choices } of questions)
        for (const item of items.filter((one) => one !== otherItem))
          for (const option of choices) {
            const answers = JSON.stringify({ [item]: kind === 'multiple' ? [option.id] : option.id });
            const response = { ...envelope({ survey: id, revision }), answers, receivedOn: DAY };
            const row = toRow({ response, isAside: true });
            expect(row).toContain(option.label[reader]);
            const others = row.filter((cell) => cell !== option.label[reader]);
            for (const code of [id, option.id, 'self', 'complete', 'fr', true]) expect(others).not.toContain(code);
          }
  }
  const { crossing, questions: of, exporting } = desk;
  for (const word of ['unknown', 'between', 'apart'] as const) expect(words.codes[word]).toBe(crossing[word]);
  for (const is of ['blank', 'notAsked'] as const) expect(of[is]('')).toMatch(RegExp(words.codes[is], 'i'));
  expect(exporting.marked).toContain(words.columns.setAside);
  expect(words.sheet.file).toBe(exporting.readFile);
});

it('the table has texts on a second sheet, for tokens that may read comments, in an order unrelated to its rows', async () => {
  const { app } = await testApp({ keyring: createKeyring(TOKEN, [named('reads', READS, 'read')]) });
  const get = async (reader: string, token = TOKEN, method = 'GET') =>
    await app.request(`${FILE}=${reader}`, { method, headers: { Authorization: `Bearer ${token}` } });
  // Two texts that begin like a formula, and a number that says which response it is.
  const texts = (n: number) => ({ 'free-comment': `=${n}`, 'technical-steering-other': `=${n}` });
  const answers = (n: number) => ({ ...BOTH, 'initial-budget-investment': n, ...texts(n) });
  const sent = Array.from({ length: 30 }, (_, n) => envelope({ answers: answers(n) }));
  await verdicts(app, ...sent, envelope({ status: 'partial', lastQuestion: 'territory', answers: {} }));
  const bytes = Buffer.from(await (await get('fr')).arrayBuffer());
  const [responses, written] = await readWorkbook(bytes);
  expect([responses?.sheet, written?.sheet]).toEqual(['Réponses', 'Textes']);
  const [heads = [], ...rows] = responses?.data ?? [];
  const cells = (title: RegExp) => rows.map((row) => row[heads.findIndex((one) => title.test(String(one)))]);
  expect(cells(/^2\./)).toContain('Sans réponse');
  expect(cells(/^7\./)).toContain('Non posée');
  // One stopped at the second question.
  expect(cells(/^20\./).toSorted()).toEqual([...sent.map(() => 'Autre'), null]);
  expect(cells(/^Reçue le/)[0]).toEqual(new Date(DAY));
  const order = cells(/investissement/i).flatMap((cell) => (typeof cell === 'number' ? [`=${cell}`] : []));
  const [other = [], comment = []] = [/^20\..* : Autre$/, /^30\./].map((title) =>
    written?.data.filter((row) => title.test(String(row[0]))),
  );
  for (const some of [other, comment]) expect(some.map((row) => row[1]).toSorted()).toEqual(order.toSorted());
  // The same order would say whose they are.
  const orders = [order, ...[other, comment].map((some) => some.map((row) => row[1]))].map(String);
  expect(new Set(orders).size).toBe(3);
  expect([other[0]?.[2], comment[0]?.[2]]).toEqual([null, 'Non']);
  const sheets = Object.entries(unzipSync(bytes)).filter(([path]) => path.includes('/sheet'));
  for (const [, xml] of sheets)
    expect(strFromU8(xml)).toMatch(/state="frozen".*<cols>(?!.*<f>).*<autoFilter ref="A1:[A-Z]+\d+"/s);
  const alone = unzipSync(new Uint8Array(await (await get('en', READS)).arrayBuffer()));
  expect(Object.keys(alone).filter((path) => path.includes('/sheet'))).toHaveLength(1);
  expect((await get('fr', READS, 'HEAD')).headers.get('Content-Disposition')).toMatch(/-a-lire\.xlsx/);
});

it('ends a full sheet of texts with a mark', async () => {
  const published = await shippedStudy();
  const read = () => Readable.from(['a', 'b', 'c'].map((text) => ({ item: 'free-comment', text, consent: null })));
  const texts: unknown[] = [];
  for await (const [first, text] of textsSheet(published, {}, 'en', read, 2).rows) texts.push(text ?? first);
  expect(texts).toEqual(['a', 'b', ' […]']);
});
