import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { settingsFrom } from '../../src/endpoint/process/settings.ts';
import { openStorage } from '../../src/endpoint/storage/open-storage.ts';
import { dayOf, daysAfter } from '../../src/wire/day.ts';
import { IN_PROCESS, temporaryFolder } from '../endpoint/harness.ts';
import { bundleEndpoint, startProcess } from '../endpoint/process.ts';
import { gardenEnvelope, gardenFiles, gardenRevision } from '../endpoint/publishing/garden.ts';
import { noisyPicture } from '../endpoint/publishing/png.ts';
import { startPostgres } from '../endpoint/storage/postgres-server.ts';
import { send } from '../support/ask.ts';
import { LONG, longTest, onlyLong } from '../support/long.ts';

const [server, bundle] = await Promise.all([startPostgres(), bundleEndpoint()]);
afterAll(() => server.remove());

const SURVEY = 'mairie-jardins';
const TODAY = dayOf(new Date());

async function write(folder: string, files: Iterable<readonly [string, Uint8Array]>): Promise<string> {
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  return folder;
}

/** The folder of a survey, as an author has it. */
const written = async (files: Iterable<readonly [string, Uint8Array]> = gardenFiles(SURVEY)) =>
  await write(join(await temporaryFolder(), SURVEY), files);

describe.each(['SQLite', ...onlyLong(['PostgreSQL'])])('the commands of surveys on %s', (database) => {
  it('publish into a running endpoint, correct and withdraw, each after a dry run', async () => {
    const env: Record<string, string> = {
      DATA_DIR: await temporaryFolder(),
      ...(database === 'PostgreSQL' && { DATABASE_URL: await server.newDatabase() }),
    };
    const endpoint = await startProcess(bundle.main, env.DATA_DIR ?? '', env);
    onTestFinished(() => void endpoint.child.kill('SIGKILL'));
    const run = (...words: string[]) => bundle.answerIn(env, 'survey', ...words);
    const asked = async () => (await fetch(`${endpoint.url}/api/surveys/${SURVEY}`)).text();
    const folder = await written();

    expect(await run('check', folder)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^ok: mairie-jardins, 2 files, \d+ kB\na response costs [\d.]+ ms\n$/),
    });
    const dry = await run('publish', folder, '--dry-run');
    expect(dry).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /^nothing is done; would publish revision 1 of mairie-jardins, 2 files, \d+ kB, [\d.]+ ms a response/,
      ),
    });
    expect(await send(endpoint.url, gardenEnvelope(SURVEY))).toEqual(['survey.unknown']);
    expect(await run('publish', folder, '--listed')).toMatchObject({
      code: 0,
      out: expect.stringContaining('published revision 1'),
    });
    // Looked up before it is refused.
    expect(await send(endpoint.url, gardenEnvelope(SURVEY))).toEqual(['stored']);

    await write(folder, [['1.json', gardenRevision(SURVEY, 1, { 'title.en': 'Edited' })]]);
    expect(await run('publish', folder)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^revision\.changed 1\.json: [^\n]+\n$/),
    });
    await write(folder, [
      ['1.json', gardenRevision(SURVEY, 1)],
      ['2.json', gardenRevision(SURVEY, 2)],
    ]);
    expect((await run('publish', folder, '--listed')).out).toContain('published revision 2 of mairie-jardins');
    await expect.poll(asked).toContain('"revision":2');
    // Commands on surveys know it as those of the folder.
    expect((await bundle.answerIn(env, 'close', SURVEY, '--dry-run')).out).toContain('the last day to begin');

    expect((await run('withdraw', SURVEY, '--dry-run')).out).toMatch(
      /^nothing is done; survey withdraw mairie-jardins: /,
    );
    expect(await asked()).toContain('"closedFrom":null');
    expect(await run('withdraw', SURVEY)).toMatchObject({ code: 0 });
    await expect.poll(asked).toContain(`"closedFrom":"${daysAfter(TODAY, 1)}"`);
    expect(await send(endpoint.url, gardenEnvelope(SURVEY, { startedOn: daysAfter(TODAY, -2) }))).toEqual(['stored']);
    expect((await run('withdraw', SURVEY)).err).toContain('survey.not-published');
    expect((await run('withdraw', 'nowhere')).err).toContain('there is no survey of this name');
  });

  // The storage's own tests cut a publication on both databases.
  const killed = database === 'SQLite' ? it : longTest;
  killed(
    'keep the previous edition complete when they are killed at any moment, and publish when they are run again',
    async () => {
      const env: Record<string, string> = {
        DATA_DIR: await temporaryFolder(),
        ...(database === 'PostgreSQL' && { DATABASE_URL: await server.newDatabase() }),
      };
      const open = () => openStorage(settingsFrom(env), { startWriter: IN_PROCESS.startWriter });
      await (await open()).close();
      await bundle.answerIn(env, 'survey', 'publish', await written());
      const pictures = ['a', 'b', 'c', 'd'].map(
        (name) => [`screenshots/${name}.png`, noisyPicture(2_000_000)] as const,
      );
      const folder = await written([...gardenFiles(SURVEY), ['2.json', gardenRevision(SURVEY, 2)], ...pictures]);
      const publish = () =>
        spawn(process.execPath, [bundle.main, 'survey', 'publish', folder], { env, stdio: 'ignore' });
      const isWhole = async () => {
        const storage = await open();
        const { published, draft } = (await storage.keptSurvey(SURVEY)) ?? {};
        const files = await Promise.all((published?.files ?? []).map(({ digest }) => storage.file(digest)));
        await storage.close();
        expect(draft).toBeNull();
        expect(files).not.toContain(undefined);
        return published?.files.length;
      };
      let files = await isWhole();
      expect(files).toBe(2);
      let cut = 0;
      for (let after = 150; files === 2; after = Math.ceil(after * (LONG ? 1.5 : 1.9))) {
        const child = publish();
        const ended = once(child, 'exit');
        await Promise.race([setTimeout(after), ended]);
        child.kill('SIGKILL');
        await ended;
        if (child.signalCode === 'SIGKILL') cut++;
        files = await isWhole();
        expect([2, 7]).toContain(files);
      }
      expect(cut).toBeGreaterThan(LONG ? 2 : 1);
      expect(files).toBe(7);
      const endpoint = await startProcess(bundle.main, env.DATA_DIR ?? '', env);
      onTestFinished(() => void endpoint.child.kill('SIGKILL'));
      expect(await send(endpoint.url, gardenEnvelope(SURVEY, { revision: 2 }))).toEqual(['stored']);
    },
    120_000,
  );
});

describe('survey check', () => {
  const check = async (folder: string) => await bundle.answerIn({ DATA_DIR: 'nowhere' }, 'survey', 'check', folder);

  it('says a line for each fault, and touches no data', async () => {
    const folder = await written([
      ['1.json', gardenRevision(SURVEY, 2)],
      ['results.json', Buffer.from('{"crossings": 1}')],
      ['previews/x.png', Buffer.from('<svg onload="alert(1)">')],
      ['index.html', Buffer.from('<script>')],
      ['.DS_Store', Buffer.from('x')],
    ]);
    await symlink('/etc/passwd', join(folder, 'notice.json'));
    await symlink('/etc', join(folder, 'notes'));
    const { code, out, err } = await check(folder);
    expect([code, out]).toEqual([1, '']);
    expect(err.trim().split('\n').toSorted()).toEqual([
      'notice.faulty notice.json: (file): it is a link, or no file',
      'picture.faulty previews/x.png: (file): this is no PNG file, or it is cut short',
      'survey.faulty index.html: (file): no file of a survey has this name',
      'survey.faulty notes: (file): it is a link, or no file',
    ]);
  });

  it('notes the languages in which the interface has no words, which is no fault', async () => {
    const persian = Buffer.from(new TextDecoder().decode(gardenRevision(SURVEY, 1)).replaceAll('"en"', '"fa"'));
    const { code, out } = await check(await written([['1.json', persian]]));
    expect(code).toBe(0);
    expect(out.trim().split('\n')).toEqual([
      expect.stringMatching(/^ok: /),
      expect.stringMatching(/^a response costs /),
      expect.stringMatching(/^note: languages\.0: the interface has no words in "fa": .* otherwise in "en"$/),
    ]);
  });

  it('takes the lists and maps that the revisions name from the folder above', async () => {
    const { code, out, err } = await check('public/surveys/numerique-territorial');
    expect([code, err]).toEqual([0, '']);
    const files = Number(/(\d+) files/.exec(out)?.[1]);
    expect(files).toBeGreaterThan(10);
    expect((await check('public/surveys/exemple-benevolat')).code).toBe(0);
    expect((await check(await written([['1.json', gardenRevision('another', 1)]]))).err).toMatch(
      /^revision\.faulty 1\.json: id: "another" is not the name of its folder\n$/,
    );
    expect((await check('nowhere-at-all')).err).toMatch(/^cannot read nowhere-at-all: /);
  });
});
