import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { getPriority } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ask as askOf } from '../../support/ask.ts';
import { taken, xlsxOf } from '../../support/xlsx.ts';
import { temporaryFolder, testApp } from '../harness.ts';
import { bundleEndpoint, startProcess } from '../process.ts';
import { marketSheets } from './market.ts';

/** French has no-break spaces next to its signs. */
const withPlainSpaces = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const SOUND = xlsxOf(marketSheets("${stall} = 'yes'"));
const UNDECIDED = xlsxOf(marketSheets('pulldata(${stall})'));
const FAULTY = xlsxOf(marketSheets("${shop} = 'yes'"));

describe('a workbook in the upload of a draft', () => {
  async function opened() {
    const { ask, storage } = await testApp();
    const put = (bytes: Uint8Array, query = '', version = '') =>
      ask(`PUT surveys/marche/draft/enquete.xlsx${query}`, bytes, { version });
    return { ask, storage, put };
  }

  it('becomes the files of the draft, with what became of its rows', async () => {
    const { ask, storage, put } = await opened();
    const { status, body } = await put(SOUND);
    expect([status, body.report.rows.faulty, body.report.decisions]).toEqual([200, 0, []]);
    expect(body.report.rows.read).toBe(5);
    expect((await storage.keptSurvey('marche'))?.draft?.files.map(({ path }) => path)).toEqual(['1.json']);
    const again = await ask('surveys/marche/workbook?of=draft');
    expect(taken(new Uint8Array(again.bytes)).files).toEqual(taken(SOUND, { id: 'marche' }).files);
  });

  it('is refused where it is faulty, with the cell and what to write, and nothing is changed', async () => {
    const { storage, put } = await opened();
    const { status, body } = await put(FAULTY);
    expect([status, body.code]).toEqual([409, 'workbook.faulty']);
    expect(JSON.parse(withPlainSpaces(JSON.stringify(body.report.lines)))).toContainEqual({
      sheet: 'survey',
      cell: 'D3',
      verdict: 'faulty',
      text: "${shop} = 'yes'",
      code: 'condition.unknown',
      says: {
        fr: 'Aucune question ne s’appelle « shop » : corrigez ce nom.',
        en: 'No question is named “shop”: correct this name.',
      },
    });
    expect(await storage.keptSurvey('marche')).toBeUndefined();
  });

  it('that loses a condition waits until its cell is accepted', async () => {
    const { storage, put } = await opened();
    const first = await put(UNDECIDED);
    expect([first.status, first.body.code, first.body.report.decisions]).toEqual([
      409,
      'workbook.undecided',
      ['survey!D3'],
    ]);
    expect((await put(UNDECIDED, '?accept=survey!D2')).status).toBe(409);
    expect(await storage.keptSurvey('marche')).toBeUndefined();
    expect((await put(UNDECIDED, '?accept=survey!D3')).status).toBe(200);
  });

  it('reads a line of a text as the author chose', async () => {
    const { ask } = await testApp();
    const text = new TextEncoder().encode('1. Un étal ?\n(cocher une case)\n- Oui\n- Non');
    const put = (query: string) => ask(`PUT surveys/marche/draft/etal.txt${query}`, text);
    const { body } = await put('');
    expect([body.code, body.report.decisions]).toEqual(['workbook.undecided', ['texte!A2']]);
    expect(body.report.lines).toContainEqual(
      expect.objectContaining({ cell: 'A2', choices: [expect.objectContaining({ id: 'help' }), expect.anything()] }),
    );
    expect((await put('?accept=texte!A2%3Dhelp')).status).toBe(200);
    const written = await ask('surveys/marche/workbook?of=draft');
    expect(taken(new Uint8Array(written.bytes)).files?.get('1.json')).toContain('(cocher une case)');
  });

  it('of another id is taken into the survey of the address, and follows its version', async () => {
    const { put } = await opened();
    const { etag, body } = await put(xlsxOf(marketSheets('', 'autre')));
    expect(body.report.lines).toContainEqual(expect.objectContaining({ code: 'settings.id', cell: 'B2' }));
    expect((await put(SOUND)).body.code).toBe('match.required');
    expect((await put(SOUND, '', etag)).status).toBe(200);
    expect((await put(SOUND, '', etag)).body.code).toBe('draft.changed');
  });

  it('that is none says what to save', async () => {
    const { status, body } = await (await opened()).put(Buffer.from('type;name;label'));
    expect([status, body.code, body.report.reason]).toEqual([400, 'workbook.unreadable', 'other-format']);
  });

  it('that names no language is asked for it, and waits for the sentences that we have in no such language', async () => {
    const { ask, put } = await opened();
    const { settings: _, ...sheets } = marketSheets("${stall} = 'yes'");
    const plain = xlsxOf(sheets);
    expect((await put(plain)).body).toMatchObject({ code: 'workbook.language', report: { reason: 'language' } });
    const { etag } = await put(plain, '?language=sw');
    const draft = async () => (await ask('surveys/marche/files/1.json?of=draft')).text;
    expect(JSON.parse(await draft())).toMatchObject({
      languages: ['sw'],
      opening: { who: { sw: expect.stringMatching(/^MODÈLE\s: Cette enquête.*\nTEMPLATE: This survey/) } },
    });
    expect((await ask('surveys/marche/preview')).status).toBe(200);
    expect((await ask('surveys/marche/report')).body.lines).toEqual(['draft.unwritten']);
    const publish = (version: string | undefined) => ask('POST surveys/marche/publish', { dryRun: true }, { version });
    expect((await publish(etag)).body.code).toBe('draft.unwritten');
    const written = (await draft()).replaceAll(/"MODÈLE[^"]*"/g, '"Utafiti huu ni kwa ajili yako."');
    const after = await ask('PUT surveys/marche/draft/1.json', Buffer.from(written), { version: etag });
    expect((await publish(after.etag)).status).toBe(200);
  });

  it('that is a text of numbered questions becomes a draft, which is downloaded as a workbook to complete', async () => {
    const { ask, storage, put } = await opened();
    const { status, body } = await put(
      Buffer.from('Le marché\n\n1. Tenez-vous un étal ?\n- Oui\n- Non\n2. Pourquoi ?'),
    );
    expect([status, body.report.rows.read, body.report.rows.faulty]).toEqual([200, 5, 0]);
    expect((await storage.keptSurvey('marche'))?.draft?.files.map(({ path }) => path)).toEqual(['1.json']);
    const again = await ask('surveys/marche/workbook?of=draft');
    expect(taken(new Uint8Array(again.bytes)).report.rows).toMatchObject({ dropped: 0, faulty: 0 });
  });
});

describe('texts and differences of a draft', () => {
  async function drafted() {
    const { ask } = await testApp();
    const read = (path: string) => ask(`surveys/marche/${path}`);
    const translate = (bytes: Uint8Array, version?: string) =>
      ask('PUT surveys/marche/draft/translation.xlsx', bytes, { version });
    const { etag } = await ask('PUT surveys/marche/draft/enquete.xlsx', SOUND);
    return { read, translate, etag };
  }
  const GERMAN = xlsxOf({
    survey: [
      ['name', 'label::Deutsch (de)'],
      ['stall', 'Haben Sie einen Stand?'],
      ['shop', 'Haben Sie einen Laden?'],
    ],
  });

  it('a translation is put into the draft, and the check of the draft says what is missing', async () => {
    const { read, translate, etag } = await drafted();
    expect((await translate(GERMAN, '"other"')).body.code).toBe('draft.changed');
    const { status, body } = await translate(GERMAN, etag);
    expect([status, body.report.rows.read, body.report.rows.carried, body.report.rows.dropped]).toEqual([200, 2, 1, 1]);
    const { sections, languages } = JSON.parse((await read('files/1.json?of=draft')).text);
    expect(languages).toEqual(['fr', 'de']);
    expect(sections[0].questions[0].text).toEqual({ fr: 'Tenez-vous un étal ?', de: 'Haben Sie einen Stand?' });
    expect((await read('report')).body.lines.join(' ')).toContain('questions.1.text: no text in "de"');
    // What came with the rest is not gone: the other half follows.
    const rest = xlsxOf({
      survey: [
        ['name', 'label::de'],
        ['why', 'Warum?'],
      ],
    });
    const second = await translate(rest, body.survey && `"${body.survey.version}"`);
    expect(second.status).toBe(200);
    const { sections: after } = JSON.parse((await read('files/1.json?of=draft')).text);
    expect(after[0].questions[1].text.de).toBe('Warum?');
    expect(after[0].questions[0].text.de).toBe('Haben Sie einen Stand?');
  });

  it('a translation without a draft, and a file that is none, change nothing', async () => {
    const { ask } = await testApp();
    expect((await ask('PUT surveys/marche/draft/translation.xlsx', GERMAN)).body.code).toBe('draft.none');
    const { translate, etag } = await drafted();
    const { body } = await translate(Buffer.from('name;label'), etag);
    expect([body.code, body.report.reason]).toEqual(['workbook.unreadable', 'other-format']);
  });
});

const bundle = await bundleEndpoint();
describe('a workbook at the command line', () => {
  it('is checked, published and written again; the end says whether something is to be decided or faulty', async () => {
    const folder = await temporaryFolder();
    const env = { DATA_DIR: join(folder, 'data') };
    await mkdir(env.DATA_DIR);
    const file = async (name: string, bytes: Uint8Array) => {
      await writeFile(join(folder, name), bytes);
      return join(folder, name);
    };
    const endpoint = await startProcess(bundle.main, env.DATA_DIR, env);
    onTestFinished(() => void endpoint.child.kill('SIGKILL'));
    const run = (...words: string[]) => bundle.answerIn(env, 'survey', ...words);
    const sound = await file('sound.xlsx', SOUND);
    expect(await run('check', sound)).toMatchObject({
      code: 0,
      out: expect.stringContaining('5 rows read: 4 carried'),
    });
    const faulty = await run('check', await file('faulty.xlsx', FAULTY), '--lang', 'fr');
    expect(faulty.code).toBe(2);
    expect(withPlainSpaces(faulty.err)).toContain(
      'survey!D3: faulty: Aucune question ne s’appelle « shop » : corrigez ce nom.',
    );
    const undecided = await file('undecided.xlsx', UNDECIDED);
    expect(await run('check', undecided)).toMatchObject({
      code: 1,
      err: expect.stringContaining('--accept survey!D3'),
    });
    expect((await run('publish', undecided)).code).toBe(1);
    expect((await run('publish', undecided, '--accept', 'survey!D3', '--dry-run')).code).toBe(0);
    expect(await run('check', await file('old.xlsx', Buffer.from('x')))).toMatchObject({ code: 2 });
    expect(await run('publish', sound)).toMatchObject({
      code: 0,
      out: expect.stringContaining('revision 1 of marche'),
    });
    expect((await askOf(endpoint.url, 'PUT surveys/autre/draft/again.xlsx', SOUND)).status).toBe(200);
    expect(await prioritiesIn(endpoint.child.pid)).toEqual({ answering: 0, lowest: 10 });
    const text = await file('a-text.txt', Buffer.from('1. Un étal ?\n- Oui\n- Non\n- \n2. Pourquoi ? (si besoin)'));
    expect(await run('check', text)).toMatchObject({ code: 1, err: expect.stringContaining('--accept texte!A5') });
    expect((await run('check', text, '--accept', 'texte!A5')).code).toBe(0);
    const out = join(folder, 'again.xlsx');
    expect((await run('workbook', 'marche', out)).code).toBe(0);
    expect(taken(new Uint8Array(await readFile(out))).files).toEqual(taken(SOUND).files);
    // What the desk shows as published of `SURVEYS_DIR` is in no database.
    const ofFiles = { ...env, SURVEYS_DIR: join(process.cwd(), 'public/surveys') };
    expect((await bundle.answerIn(ofFiles, 'survey', 'workbook', 'exemple-benevolat', out)).code).toBe(0);
    expect((await run('workbook', 'nowhere', out)).err).toContain('no published survey');
  });
});

/** Reads the niceness of the threads of a process; a higher one is a lower priority. The first thread answers respondents. */
async function prioritiesIn(pid: number | undefined): Promise<{ readonly answering: number; readonly lowest: number }> {
  const threads = await readdir(`/proc/${pid}/task`);
  const priorities = threads.map((thread) => getPriority(Number(thread)));
  return { answering: getPriority(pid), lowest: Math.max(...priorities) };
}
