import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { resultsFileSchema } from '../../src/core/results/results-file.ts';
import { readCsv } from '../endpoint/exports/csv-reader.ts';
import { readPackage } from '../endpoint/exports/package-reader.ts';
import { temporaryFolder } from '../endpoint/harness.ts';
import { end } from '../endpoint/honest.ts';
import { bundleEndpoint, type EndpointProcess, startProcess } from '../endpoint/process.ts';
import { ask as askOf } from '../support/ask.ts';
import { longTest } from '../support/long.ts';
import { readPublic, study } from '../support/surveys.ts';
import { unofferedIn } from './offered.ts';
import { countSigns, FIRST_PAGE, figuresOf, LAST_PAGE, shownPages, type Wave } from './study-elements.ts';

const bundle = await bundleEndpoint();

const FILE = v.parse(resultsFileSchema, readPublic('numerique-territorial/results.json'));
const SURVEY = 'numerique-territorial';
const NEXT = 'numerique-territorial-2';
const CLOSED = 'exemple-benevolat';
const RESPONSES = 1200;
const DEMO = ['demo'];

/** Starts a program, and stops it once it has been looked at. */
async function looking<T>(endpoint: EndpointProcess, look: (ask: Ask) => Promise<T>) {
  try {
    return await look((path) => askOf(endpoint.url, path));
  } finally {
    await end(endpoint);
  }
}

type Ask = (path: string) => ReturnType<typeof askOf>;

/** Waits for the publication, which the endpoint begins once it listens. */
async function results(ask: Ask, survey: string) {
  const read = async () => (await ask(`/api/results/${survey}`)).body;
  await expect.poll(async () => (await read()).strata.all, { timeout: 30_000 }).toBeTruthy();
  return read();
}

/** No page, table or codebook has a question, an option or a row that no published revision offers. */
async function holdsOnlyOffered(ask: Ask, shown: Wave, id: string) {
  const { survey, file, results } = shown;
  for (const { spansRevisions, levels, rows } of figuresOf(shown)) {
    expect(spansRevisions).toBe(false);
    expect(JSON.stringify([levels, rows.map(({ name }) => name)])).not.toContain('ancienne version');
  }
  expect([results.unfinished > 0, results.modes.field]).toEqual([survey.partials, 0]);
  const files = Object.entries(unzipSync((await ask(`/api/export/${id}.zip`)).bytes));
  const read = readPackage(Object.fromEntries(files.map(([path, bytes]) => [path, strFromU8(bytes)])));
  const rows = [...(read.get('tables') ?? []), ...(read.get('codebook') ?? [])];
  expect(rows.length).toBeGreaterThan(1000);
  expect(unofferedIn(rows, survey, file)).toEqual([]);
}

describe('barometre demo', () => {
  longTest('writes a folder next to the live data and serves it marked, with something on every page', async () => {
    const dataDir = join(await temporaryFolder(), 'data');
    const folder = `${dataDir}-demonstration`;
    await looking(await startProcess(bundle.main, dataDir, {}, DEMO), async (ask) => {
      const waves = { [SURVEY]: await results(ask, SURVEY), [NEXT]: await results(ask, NEXT) };
      expect(waves).toMatchObject({ [SURVEY]: { phase: 'results' }, [NEXT]: { phase: 'preview' } });
      for (const { demonstration, strata } of Object.values(waves)) {
        expect(demonstration).toBe(true);
        expect(Math.abs(strata.all.n - RESPONSES)).toBeLessThanOrEqual(80);
      }
      const closed = await results(ask, CLOSED);
      expect(closed).toMatchObject({ demonstration: true, phase: 'results', closedFrom: expect.any(String) });

      expect(await (await ask('/api/organiser/me')).body).toMatchObject({ demonstration: true });
      const participation = await (await ask(`/api/organiser/participation/${SURVEY}?today=1`)).body;
      expect(participation).toMatchObject({ complete: RESPONSES + 8, partial: 144, setAside: 8 });
      const { flags } = await (await ask(`/api/organiser/flags/${SURVEY}?today=1`)).body;
      expect(flags).toContainEqual(expect.objectContaining({ responses: 9, setAside: 8 }));
      const conduct = await (await ask(`/api/organiser/conduct/${SURVEY}`)).body;
      expect(conduct.invited).toHaveLength(1);
      const { contacts } = await (await ask(`/api/organiser/contacts/${CLOSED}`)).body;
      expect(contacts.length).toBeGreaterThan(5);
      const published = async () => (await (await ask(`/api/verbatims/${SURVEY}`)).body).lots[0]?.texts.length;
      await expect.poll(published, { timeout: 30_000 }).toBeGreaterThanOrEqual(10);
      const comments = await (await ask(`/api/organiser/comments/${SURVEY}`)).body;
      expect(Object.values(comments.counts).every((count) => Number(count) > 0)).toBe(true);
      const texts = await (await ask(`/surveys/${SURVEY}/texts.fr.json`)).body;
      expect(texts.interviews).toHaveLength(1);
      expect(texts.lessons.by).toBe('Démonstration');

      for (const [id, results] of Object.entries(waves)) {
        const site = async (file: string) => (await ask(`/surveys/${id}/${file}.json`)).body;
        const { interviews, lessons } = await site('texts.fr');
        const [past, earlier] = [await site('past'), await site('earlier')];
        const written = {
          verbatims: (await published()) ?? 0,
          interviews: interviews.length,
          lessons: Boolean(lessons),
        };
        const shown = { survey: study.survey, file: FILE, results, past, earlier, ...written };
        const all = Array.from({ length: LAST_PAGE - FIRST_PAGE + 1 }, (_, at) => FIRST_PAGE + at);
        expect(shownPages(shown), 'pages of the study of which everything is shown').toEqual(all);
        expect(all).toHaveLength(79);
        // About 137 of the closed wave, and 133 of the open one, whose crossings are to come.
        expect(countSigns(shown), `signs of ${id}`).toBeLessThan(200);
        await holdsOnlyOffered(ask, shown, id);
      }

      const csv = await ask(`/api/export/${SURVEY}.csv`);
      expect(csv.headers.get('Content-Disposition')).toContain(`${SURVEY}-demonstration-`);
      const channels = readCsv(csv.text).map(({ channel }) => channel);
      expect(new Set(channels)).toEqual(new Set(['demonstration']));
    });
    expect(await readdir(join(dataDir, '..'))).toEqual(['data-demonstration']);
    const made = await readFile(join(folder, 'disclosure.key'), 'utf8');

    // It is served as it is by the command and by a plain start on the folder.
    const again = await startProcess(bundle.main, dataDir, {}, DEMO);
    expect(again.printed()).toContain('holds a demonstration already');
    await looking(again, async (ask) => expect(await results(ask, SURVEY)).toMatchObject({ demonstration: true }));
    await looking(await startProcess(bundle.main, folder), async (ask) =>
      expect(await results(ask, SURVEY)).toMatchObject({ demonstration: true }),
    );
    expect(await readFile(join(folder, 'disclosure.key'), 'utf8')).toBe(made);
  });

  it('refuses a folder that holds anything else, and changes nothing of it', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, 'responses.sqlite'), 'of somebody');
    const { code, err } = await bundle.answer(folder, 'demo', folder);
    expect([code, err]).toEqual([1, expect.stringContaining('is not empty and holds no demonstration')]);
    expect(await readdir(folder)).toEqual(['responses.sqlite']);
  });

  it('rewrites a demonstration that was interrupted, and uses neither the database nor the secret of the live endpoint', async () => {
    const folder = join(await temporaryFolder(), 'demo');
    await mkdir(folder);
    await writeFile(join(folder, 'demonstration.json'), '{"isWhole":false}');
    await writeFile(join(folder, 'responses.sqlite'), 'half a file');
    const env = { DATABASE_URL: 'postgres://nowhere.invalid/x', DISCLOSURE_KEY: '07'.repeat(32) };
    const endpoint = await startProcess(bundle.main, folder, env, ['demo', folder, '--responses', '40']);
    await looking(endpoint, async (ask) =>
      expect((await ask(`/api/organiser/participation/${SURVEY}?today=1`)).body).toMatchObject({ complete: 48 }),
    );
    expect(await readFile(join(folder, 'disclosure.key'), 'utf8')).not.toContain('0707');
  });

  it.each([
    [['one', 'two']],
    [['--responses', '0']],
    [['--responses', '10001']],
    [['--responses', 'many']],
    [['--seed', '../../x']],
    [['--survey', 'x']],
  ])('prints its usage for %j', async (words) => {
    const { code, err } = await bundle.answer(await temporaryFolder(), 'demo', ...words);
    expect([code, err]).toEqual([2, expect.stringMatching(/^demo: .+; usage: barometre demo \[FOLDER\]/)]);
  });
});
