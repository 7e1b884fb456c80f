import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { pathThrough } from '../../../src/core/answering/flow.ts';
import { checkSurvey } from '../../../src/core/check/survey-check.ts';
import { HEADER_COLUMNS } from '../../../src/endpoint/stored/export-rows.ts';
import type { Use } from '../../../src/endpoint/tokens/token-audit.ts';
import type { Envelope } from '../../../src/wire/envelope.ts';
import { toWire } from '../../../src/wire/wire-answers.ts';
import { TOKEN } from '../../support/ask.ts';
import { answersAt, CANONICAL } from '../../support/barometer.ts';
import { readFixture, study, withChange } from '../../support/surveys.ts';
import { DAY, digestOf, envelope, exported, rows, testApp, verdicts } from '../harness.ts';
import { readCsv } from './csv-reader.ts';

const CSV = 'numerique-territorial.csv';
const COMMENTS = 'numerique-territorial.comments.csv';
const answersOf = (point: string) => ({
  ...toWire(pathThrough(study.survey, answersAt(point))),
  'authority-type': 'commune',
});

describe('an export', () => {
  it('has no item column named like one of its fixed columns, since no survey file may contain such an item', () => {
    // An id has no capitals.
    const names = [...HEADER_COLUMNS].filter((name) => name === name.toLowerCase());
    expect(names.length).toBeGreaterThan(8);
    for (const name of names) {
      const checked = checkSurvey(withChange(readFixture('shared-garden'), 'sections.0.questions.0.id', name));
      expect(checked.kind === 'faulty' && checked.faults[0]?.reason).toBe(
        `"${name}" is a reserved word: choose another id`,
      );
    }
  });

  it('holds what came before today, and today as well when that is asked for, which the audit notes', async () => {
    const uses: Use[] = [];
    const { app, storage } = await testApp({ audit: (use) => uses.push(use) });
    const [before, today] = ['marque-hier', 'marque-du-jour'].map((text) =>
      envelope({ answers: { 'authority-type': 'commune', 'free-comment': text } }),
    );
    if (!before || !today) throw new Error('two are made');
    await storage.store([{ envelope: before, digest: digestOf(before) }], [], '2026-11-23');
    await verdicts(app, today);
    const headers = { Authorization: `Bearer ${TOKEN}` };
    for (const format of ['.csv', '.ndjson', '.comments.csv']) {
      const own = ({ id, answers }: Envelope) => (format === '.comments.csv' ? String(answers['free-comment']) : id);
      const asked = async (more: string) =>
        await (await app.request(`/api/export/numerique-territorial${format}${more}`, { headers })).text();
      for (const more of ['', '?today=', '?today=0']) {
        const text = await asked(more);
        expect([text.includes(own(before)), text.includes(own(today))], `${format}${more}`).toEqual([true, false]);
      }
      expect(await asked('?today=1')).toContain(own(today));
    }
    const csv = uses.filter(({ format }) => format === '.csv').filter(({ whole }) => whole === 'yes');
    expect(csv.map(({ today }) => today)).toEqual([undefined, undefined, undefined, 'yes']);
  });

  it('omits a start day from a wrong clock, which would link all responses of one tablet', async () => {
    const { app } = await testApp();
    const days = ['0001-01-01', '2026-09-24', '2026-09-25', DAY, '2027-01-23', '2027-01-24', '9999-12-31'];
    const sent = days.map((startedOn) => envelope({ startedOn }));
    await verdicts(app, ...sent);
    const shown = new Map(sent.map(({ id }, at) => [id, at >= 2 && at <= 4 ? days[at] : null]));
    expect(new Map((await rows(app)).map((row) => [row.id, row.startedOn]))).toEqual(shown);
    const csv = readCsv(await exported(app, CSV));
    expect(new Map(csv.map((row) => [row.id, row.startedOn || null]))).toEqual(shown);
  });

  it('has the profile of every response, recomputed', async () => {
    const { app } = await testApp();
    const profileById = new Map<string, string | null>([]);
    for (const [profile, point] of Object.entries(CANONICAL)) {
      const sent = envelope({ answers: answersOf(point) });
      expect(await verdicts(app, sent)).toMatchObject([{ verdict: 'stored' }]);
      profileById.set(sent.id, profile);
    }
    const bare = envelope({ readBy: 'translated' });
    await verdicts(app, bare);
    profileById.set(bare.id, null);
    const csv = readCsv(await exported(app, CSV));
    expect(csv.map((row) => [row.id, row.profile || null])).toEqual([...profileById].toSorted());
    expect(csv.filter(({ readBy }) => readBy === 'translated')).toMatchObject([{ id: bare.id }]);
    expect((await rows(app)).map((row) => [row.id, row.profile])).toEqual([...profileById].toSorted());
  });

  it('begins with the columns of the contract, then has one per item that is not personal', async () => {
    const { app } = await testApp();
    const text = await exported(app, CSV);
    expect(text.startsWith('\ufeff"id";"survey";"revision";"status";"sequence";"mode";"channel";"language";')).toBe(
      true,
    );
    const [, header = ''] = /^\ufeff(.*)\r\n$/.exec(text) ?? [];
    const columns = header.replaceAll('"', '').split(';');
    expect(columns.slice(8, 14)).toEqual(['readBy', 'startedOn', 'receivedOn', 'minutes', 'lastQuestion', 'profile']);
    expect(columns).toContain('axis-open-data');
    expect(columns).not.toContain('free-comment');
    expect(columns.filter((column) => column.endsWith('-other'))).toEqual([]);
    expect(new Set(columns).size).toBe(columns.length);
  });

  it('is read back by another reader as it was sent', async () => {
    const { app } = await testApp();
    const sent = envelope({
      channel: '-stand',
      status: 'partial',
      answers: {
        'authority-type': 'commune',
        territory: '01',
        'main-domains': ['administration', 'culture'].filter((id) =>
          study.survey.question.get('main-domains')?.choices.some((option) => option.id === id),
        ),
        'development-axes': { 'axis-open-data': 'in-progress' },
        'initial-budget-investment': 120_000,
      },
    });
    expect(await verdicts(app, sent)).toMatchObject([{ verdict: 'stored' }]);
    const [row] = readCsv(await exported(app, CSV));
    expect(row).toMatchObject({
      id: sent.id,
      status: 'partial',
      territory: '01',
      channel: "'-stand",
      'axis-open-data': 'in-progress',
      'initial-budget-investment': '120000',
      'authority-type': 'commune',
    });
  });

  it('keeps free comments in a file of their own, without id, order or strata', async () => {
    const { app } = await testApp();
    const texts = Array.from({ length: 40 }, (_, turn) => `Remarque ${turn} "citée"; =1+1\nà la ligne`);
    const sent = texts.map((comment, turn) =>
      envelope({
        id: `${String(turn).padStart(8, '0')}${randomUUID().slice(8)}`,
        answers: {
          'authority-type': 'commune',
          'free-comment': comment,
          'technical-steering': 'other',
          'technical-steering-other': `Autrement ${turn}`,
          ...(turn % 2 === 0 ? { 'free-comment-consent': 'yes' } : {}),
        },
      }),
    );
    expect(new Set((await verdicts(app, ...sent)).map((one) => one.verdict))).toEqual(new Set(['stored']));
    for (const file of [CSV, 'numerique-territorial.ndjson'])
      expect(await exported(app, file)).not.toMatch(/Remarque|Autrement|consent/);
    const read = readCsv(await exported(app, COMMENTS));
    expect(Object.keys(read[0] ?? {})).toEqual(['item', 'text', 'consent']);
    const comments = read.filter((row) => row.item === 'free-comment');
    expect(comments.map((row) => row.text).toSorted()).toEqual(texts.toSorted());
    expect(comments.map((row) => row.text)).not.toEqual(texts);
    const consented = comments.filter((row) => row.consent === 'yes').map((row) => row.text);
    expect(consented.toSorted()).toEqual(texts.filter((_, turn) => turn % 2 === 0).toSorted());
    expect(read.filter((row) => row.item === 'technical-steering-other' && row.consent === '')).toHaveLength(40);
  });

  it('is for the organiser alone, and is kept by no cache', async () => {
    const { app } = await testApp();
    for (const Authorization of [
      '',
      'Bearer',
      'Bearer wrong',
      `Basic ${TOKEN}`,
      `Bearer ${TOKEN}x`,
      `Bearer ${TOKEN.slice(1)}`,
    ]) {
      const response = await app.request(`/api/export/${CSV}?today=1`, { headers: { Authorization } });
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({ code: 'token.invalid' });
    }
    const response = await app.request(`/api/export/${CSV}?today=1`, { headers: { Authorization: `Bearer ${TOKEN}` } });
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    await response.body?.cancel();
  });

  it.each([
    ['nothing.csv'],
    ['numerique-territorial.exe'],
    ['numerique-territorial.csv?labels=de'],
    ['..%2f..%2fetc%2fpasswd.csv'],
  ])('of %s is not found', async (file) => {
    const { app } = await testApp();
    const response = await app.request(`/api/export/${file}?today=1`, {
      headers: { Authorization: `Bearer ${TOKEN}` },
    });
    expect(response.status).toBe(404);
  });
});
