import type { Buffer } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import readWorkbook from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { pathThrough } from '../../../src/core/answering/flow.ts';
import { exportSurvey } from '../../../src/endpoint/exports/export-survey.ts';
import { CELL_CHARACTERS, sharedTexts, sheetXml } from '../../../src/endpoint/exports/sheet-xml.ts';
import { toWire } from '../../../src/wire/wire-answers.ts';
import { answersAt, CANONICAL } from '../../support/barometer.ts';
import { study } from '../../support/surveys.ts';
import {
  DAY,
  envelope,
  exported,
  exportedBytes,
  IN_PROCESS,
  NOON,
  studySurveys,
  testApp,
  verdicts,
} from '../harness.ts';
import { readCsv } from './csv-reader.ts';

const SURVEY = 'numerique-territorial';

/** Every sheet by name, as rows keyed by the first one, read by a program that is not ours. */
async function sheetsOf(bytes: Buffer) {
  const sheets = await readWorkbook(bytes, { trim: false });
  return new Map(
    sheets.map(({ sheet, data: [columns = [], ...rows] }) => [
      sheet,
      rows.map((row) => Object.fromEntries(columns.map((column, index) => [String(column), row[index] ?? null]))),
    ]),
  );
}

describe('the workbook', () => {
  it('has the rows of the CSV, numbers as numbers and texts as texts', async () => {
    const { app, storage } = await testApp();
    for (const point of Object.values(CANONICAL)) {
      const answers = { ...toWire(pathThrough(study.survey, answersAt(point))), 'authority-type': 'commune' };
      const sent = envelope({
        channel: '-1-1',
        answers: { ...answers, territory: '01', 'initial-budget-share': 12.5, 'initial-budget-investment': 'unknown' },
      });
      await verdicts(app, sent);
    }
    const half = envelope({ status: 'partial', answers: {} });
    await verdicts(app, half);
    await storage.setAside(SURVEY, [half.id], 'too fast', DAY);
    for (const query of ['', '?labels=fr']) {
      const sheets = await sheetsOf(await exportedBytes(app, `${SURVEY}.xlsx${query}`));
      const csv = readCsv(await exported(app, `${SURVEY}.csv${query}`));
      const rows = sheets.get('responses') ?? [];
      expect(rows).toHaveLength(6);
      const asText = rows.map((row) =>
        Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, cell === null ? '' : String(cell)])),
      );
      expect(asText).toEqual(csv.map((row) => ({ ...row, channel: row.channel === "'-1-1" ? '-1-1' : row.channel })));
      expect(rows.find(({ id }) => id === half.id)?.setAside).toBe(true);
      const [whole] = rows.filter((row) => row.status === (query ? 'Complète' : 'complete'));
      expect(whole).toMatchObject({ revision: study.survey.revision, 'initial-budget-share': 12.5 });
      expect(whole?.territory).toBe(query ? 'Ain' : '01');
      expect(whole?.['initial-budget-investment']).toBe(query ? 'Ne sait pas' : 'unknown');
    }
  });

  it('explains every option in every language in a codebook', async () => {
    const { app } = await testApp();
    const sheets = await sheetsOf(await exportedBytes(app, `${SURVEY}.xlsx`));
    const codebook = sheets.get('codebook') ?? [];
    expect(codebook).toContainEqual(
      expect.objectContaining({
        item: 'axis-open-data',
        kind: 'matrix',
        'row-fr': 'Open Data',
        option: 'planned',
        'label-fr': 'Envisagé',
        'label-en': 'Planned',
        evidence: 'study',
        in: 'responses',
      }),
    );
    expect(codebook).toContainEqual(expect.objectContaining({ item: 'free-comment', option: null, in: 'comments' }));
  });

  it.each([
    ['=1+1'],
    ['+33'],
    ['@SUM(A1)'],
    ['\tx'],
    ['<&>"\''],
    ['_x000D_'],
    [' spaces '],
    ['a\nb'],
    ['é😀'],
    [']]>'],
    [''],
  ])('gives the text %j back', async (text) => {
    const shared = sharedTexts();
    const xml = (await all(sheetXml({ name: '', columns: ['a'], rows: [[text], [randomUUID()]] }, shared))).join('');
    expect(xml).not.toContain('<f>');
    expect(unescaped([...shared.xml()].join(''))).toContain(`>${text}</t>`);
  });

  it.each([[0], [1]])(
    'cuts a text that Excel would refuse the file for, never within a character, from %d on',
    async (from) => {
      const shared = sharedTexts();
      const fits = 'x'.repeat(CELL_CHARACTERS);
      const rows = [[fits], [`${'x'.repeat(from)}${'😀'.repeat(CELL_CHARACTERS)}`]];
      await all(sheetXml({ name: '', columns: ['a'], rows }, shared));
      const [, whole = '', cut = ''] = [...[...shared.xml()].join('').matchAll(/<t [^>]*>([^<]*)</g)].map(
        ([, text]) => text,
      );
      expect(whole).toBe(fits);
      expect(cut.length).toBeGreaterThan(CELL_CHARACTERS - 3);
      expect(cut.length).toBeLessThanOrEqual(CELL_CHARACTERS);
      expect(cut.endsWith('😀 […]')).toBe(true);
    },
  );

  it('is refused before it begins when it exceeds the limits of Excel, and the CSV is not', async () => {
    const { app, storage, counting } = await testApp();
    await verdicts(app, ...Array.from({ length: 4 }, () => envelope()), envelope({ status: 'partial', answers: {} }));
    const noted: unknown[] = [];
    const ask = async (format: string, sheetRows: number, withToday = true) => {
      const request = new Request(`http://localhost/api/export/${SURVEY}${format}`);
      const surveys = await studySurveys();
      const note = (more: unknown) => void noted.push(more);
      const { startExport } = IN_PROCESS;
      const parts = { surveys, storage, counting, now: () => NOON, note, startExport, scopes: [], sheetRows };
      const response = await exportSurvey(request, `${SURVEY}${format}`, { withToday }, parts);
      return [response.status, response.status === 200 ? await response.arrayBuffer() : await response.json()] as const;
    };
    // One header and five rows.
    expect(await ask('.xlsx', 5)).toEqual([409, { code: 'export.too-many-rows' }]);
    expect(noted).toContainEqual({ survey: SURVEY, format: '.xlsx', refused: 'export.too-many-rows' });
    expect((await ask('.xlsx', 6))[0]).toBe(200);
    expect((await ask('.csv', 5))[0]).toBe(200);
    // Those of today are not in it unless they are asked for.
    expect((await ask('.xlsx', 1, false))[0]).toBe(200);
  });
});

function unescaped(xml: string): string {
  return xml.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').replaceAll('_x005F_', '_');
}

async function all<T>(things: AsyncIterable<T>): Promise<readonly T[]> {
  const kept: T[] = [];
  for await (const thing of things) kept.push(thing);
  return kept;
}
