import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliCompressSync, brotliDecompressSync, constants, gzipSync } from 'node:zlib';
import { parse } from 'acorn';
import * as v from 'valibot';
import { afterAll, describe, expect, test } from 'vitest';
import { releaseFiles } from '../src/build/release/release.ts';
import { resultsFileSchema } from '../src/core/results/results-file.ts';
import type { SurveyEntry } from '../src/core/survey/survey-entry.ts';
import { STATIC_IMPORT } from '../src/lazy/import-lazy.ts';
import { startEndpoint } from './support/endpoint.ts';
import { frontOf } from './support/front-of.ts';
import { publicationOfPeople } from './support/season.ts';
import { shippedEditions, shippedSurveys } from './support/shipped.ts';
import { readPublic, study } from './support/surveys.ts';

const APP = 'dist/app';
/** The hash in the name of a file. */
const HASH = /(?<=-)[0-9a-f]{6,7}(?=\.)/g;
const DRAWS = [0, 1, 2, 3, 4, 5, 6, 7];
const files = releaseFiles(APP).map((file) => ({ path: file.path, text: file.bytes.toString('utf8') }));
const dataDir = await mkdtemp(join(tmpdir(), 'barometre-budget-'));
const endpoint = await startEndpoint({ dataDir });
afterAll(async () => {
  await endpoint.stop();
  await rm(dataDir, { recursive: true });
});
// As an endpoint serves them: the page and the survey of the bare address.
const { head: headOfPage, text: html } = await drawnPage();
const entry: SurveyEntry = JSON.parse(
  one(/<script type="application\/json" id="survey">(.+?)<\/script>/.exec(html) ?? []),
);
const { head: headOfSurvey, text: survey } = await asked(
  `/surveys/${entry.id}/${entry.edition}/${entry.revision}.${entry.languages[0]}.json`,
);

// What travels until the first question can be answered, as brotli bodies: the page, the scripts it names and those that
// they import, and the survey it fetches. Code fetched by `import()` comes later, and is counted where the page names it.
const scripts = staticGraph([...html.matchAll(/<(?:script|link)[^>]*(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(one));
const bytes = {
  'HTML and CSS': compressedSize(html),
  JavaScript: sum(scripts),
  survey: compressedSize(survey),
};

describe('until the first question is answerable', () => {
  test.each([
    ['HTML and CSS', 6_700],
    ['JavaScript', 24_500],
    // The names of 101 departments are 0.8 kB of it; the sum below makes the others pay for them.
    ['survey', 8_000],
  ] as const)('%s travels in %i bytes at most', (what, budget) => {
    expect(bytes[what]).toBeLessThanOrEqual(budget);
  });

  test('all of it travels in 38.3 kB at most, and in 38.85 kB with the emblems of the opening', () => {
    const withEmblems = Object.values(bytes).reduce((total, part) => total + part, 0);
    const emblems =
      bytes['HTML and CSS'] - compressedSize(html.replace(/(?<=<div class="five"><div[^>]*>)<svg.*?<\/svg>/, ''));
    expect(emblems).toBeGreaterThan(100);
    expect(withEmblems - emblems).toBeLessThanOrEqual(38_300);
    expect(withEmblems).toBeLessThanOrEqual(38_850);
  });

  test('all of it travels in 40 148 bytes at most with the headers of its replies', async () => {
    const headsOfScripts = await Promise.all(scripts.map(async (script) => (await asked(`/${script}`)).head));
    const heads = [headOfPage, headOfSurvey, ...headsOfScripts].reduce((total, head) => total + head.length, 0);
    expect(heads).toBeGreaterThan(1000);
    const bodies = Object.values(bytes).reduce((total, part) => total + part, 0);
    expect(bodies + heads).toBeLessThanOrEqual(40_148);
  });

  test('the head names every script, so that they are fetched at once, and compiled meanwhile', () => {
    expect(scripts.filter((script) => !html.includes(script))).toEqual([]);
    // Below another line, the comment would say nothing of the functions before it.
    for (const script of scripts) expect(textOf(script)).toMatch(/^\/\/# allFunctionsCalledOnLoad\n/);
  });

  test('none of it is the card, which comes while people answer and weighs 16.7 kB at most', () => {
    // What the last tap loads: the card with its words, without what surrounds it (receipt, comparison, sharing, codes).
    const card = staticGraph(
      files.flatMap(({ path }) => (/^assets\/card-(?!parts-)[^.]+\.js$/.test(path) ? [path] : [])),
    );
    const after = card.filter((script) => !scripts.includes(script));
    expect(after.length).toBeGreaterThan(2);
    expect(sum(after)).toBeLessThanOrEqual(16_700);
  });

  test('nothing up to the whole card makes a format of Intl, the first of which would make a tap wait', () => {
    const later = files.flatMap(({ path }) =>
      /^assets\/(card|check|later-controls|profile-rest|status-line|waiting-drafts)-[^/]+\.js$/.test(path)
        ? [path]
        : [],
    );
    expect(later.length).toBeGreaterThanOrEqual(7);
    const formats = /Intl\.(DateTime|List|Number)Format/;
    expect([...scripts, ...staticGraph(later)].filter((path) => formats.test(textOf(path)))).toEqual([]);
  });

  test('each survey that ships travels in 8 000 bytes at most in each of its languages', async () => {
    const files = [...(await shippedEditions())].flatMap(([id, edition]) =>
      [...edition.files].flatMap(([path, text]) =>
        /^\d+\./.test(path) ? [{ path: `${id}/${path}`, size: compressedSize(text) }] : [],
      ),
    );
    expect(files.filter(({ path }) => /\.(es|ar)\.json$/.test(path)).length).toBeGreaterThan(5);
    expect(files.filter(({ size }) => size > 8_000)).toEqual([]);
  });

  test('the style is in the page', () => {
    expect(html).not.toContain('rel="stylesheet"');
    expect(html).toContain('<style>');
  });
});

describe('the results page', () => {
  test('shows its index after 19 kB of code at most beside the first file, all of it named by one script', () => {
    const index = staticGraph(
      files.flatMap(({ path }) =>
        /^assets\/(?:elsewhere|results-page|published-shelf)-[^/]+\.js$/.test(path) ? [path] : [],
      ),
    ).filter((script) => !scripts.includes(script));
    expect(index.length).toBeGreaterThan(5);
    // Its words come beside it, in French or another language.
    expect(sum(index.filter((script) => !/^assets\/(results|past)-words-/.test(script)))).toBeLessThanOrEqual(19_000);
    const ahead = textOf(one(/import\(`\/(assets\/[^`]+)`\)/.exec(html) ?? []));
    expect(index.filter((script) => !ahead.includes(script))).toEqual([]);
  });

  test('can be read once 7.5 kB beside the page have come: a script, the styles that it names, and what the endpoint has drawn', async () => {
    const published = (await shippedSurveys()).surveys.get(entry.id);
    const edition = (await shippedEditions()).get(entry.id);
    if (!published || !edition) throw new Error(`no ${entry.id}`);
    const people = { commune: 420, departement: 95, region: 40, intercommunalite: 123 };
    const front = await frontOf(published, edition, people);
    expect(front).toContain('data-past');
    const ahead = one(/import\(`\/(assets\/[^`]+)`\)/.exec(html) ?? []);
    const styles = [...textOf(ahead).matchAll(/assets\/[\w-]+\.css/g)].map(([path]) => path);
    const index = styles.filter((path) => /results-page|\/parts-/.test(path));
    expect(index).toHaveLength(2);
    expect(compressedSize(front) + sum([ahead, ...index])).toBeLessThanOrEqual(7_500);
  });

  test('reads less than 60 kB beside its code, when every group of a whole study is shown', async () => {
    const people = { commune: 4200, departement: 95, region: 40, intercommunalite: 1230, other: 120 };
    const file = v.parse(resultsFileSchema, readPublic(`${study.survey.id}/results.json`));
    const publication = publicationOfPeople(study.survey, people, { file, phase: 'results' });
    expect(Object.values(publication.strata)).not.toContain(null);
    const paths = ['results.json', 'origins.json', 'past.json', 'maps/fr-departments.json'];
    const edition = (await shippedEditions()).get(study.survey.id);
    const beside = paths.map((path) => compressedSize(edition?.files.get(path) ?? ''));
    expect(Math.min(...beside)).toBeGreaterThan(100);
    const data = gzipSync(JSON.stringify(publication)).length + beside.reduce((total, part) => total + part, 0);
    expect(data).toBeGreaterThan(20_000);
    expect(data).toBeLessThan(60_000);
    // It counts the answers of 5 685 people: fourteen seconds beside other tests on two cores.
  });
});

describe('what shared tablets alone need', () => {
  const isTheirs = (path: string) => path.startsWith('assets/field-');

  test('is named so that the worker leaves it out, and nothing else needs any of it to run', () => {
    const names = files.map(({ path }) => path).filter(isTheirs);
    expect(names.some((path) => path.startsWith('assets/field-start-') && path.endsWith('.js'))).toBe(true);
    const others = files.filter(({ path }) => path.startsWith('assets/') && path.endsWith('.js') && !isTheirs(path));
    const needed = others.flatMap(({ path }) =>
      staticGraph([path])
        .filter(isTheirs)
        .map((theirs) => [path, theirs]),
    );
    expect(needed).toEqual([]);
    // Sealing is theirs, and the desk's, which makes the keys: HPKE names itself in what it derives.
    const sealing = files.filter(({ text }) => text.includes('HPKE-v1')).map(({ path }) => path);
    expect(sealing.filter((path) => !isTheirs(path) && !path.startsWith('assets/organisateur/'))).toEqual([]);
    expect(sealing.filter(isTheirs)).not.toEqual([]);
  });
});

describe('the release', () => {
  test('names no address of anyone else', () => {
    // Names of vocabularies and of licences are read, never fetched; so are the texts of the declaration of accessibility, in the desk.
    const names =
      /^https?:\/\/(www\.w3\.org|json-schema\.org|spdx\.org|(formulaire|www)\.defenseurdesdroits\.fr|github\.com\/DISIC)\//;
    const found = files
      // Mammoth names the vocabularies of Word, in the desk alone; the policy of the page lets it fetch none.
      .filter(({ path }) => /\.(html|js|css|webmanifest)$/.test(path) && !/\/(mammoth|rolldown-runtime)/.test(path))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/https?:\/\/[\w.-]+\/?[^\s"'`)]*/g)].map(([url]) => ({ path, url })),
      )
      .filter(({ url }) => !names.test(url));
    expect(found).toEqual([]);
  });

  test('names no file that is not in it', () => {
    const paths = new Set(files.map(({ path }) => path));
    const named = files
      .filter(({ path }) => /^(index\.html|assets\/.+\.(js|css))$/.test(path))
      .flatMap(({ path, text }) => [...text.matchAll(/assets\/[\w.-]+\.\w+/g)].map(([file]) => ({ path, file })));
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(({ file }) => !paths.has(file))).toEqual([]);
  });

  test('finds the imports of each chunk as a parser does, so that all of it is fetched before it is imported', () => {
    const chunks = files.filter(({ path }) => /^assets\/.*\.js$/.test(path));
    expect(chunks.length).toBeGreaterThan(50);
    for (const { path, text } of chunks) {
      const { body } = parse(text, { ecmaVersion: 'latest', sourceType: 'module' });
      const parsed = body.flatMap((one) => ('source' in one && one.source ? [`${one.source.value}`] : []));
      const found = [...text.matchAll(STATIC_IMPORT)].map(([, name]) => name);
      expect([path, found]).toEqual([path, parsed]);
    }
  });

  test('asks for late styles by our own code, which asks again for one that did not come', () => {
    const scripts = files.filter(({ path }) => path.endsWith('.js')).map(({ text }) => text);
    expect(scripts.filter((text) => text.includes('did not come'))).not.toEqual([]);
    expect(scripts.filter((text) => text.includes('vite:preloadError'))).toEqual([]);
  });

  test('has no style in an attribute, which the policy would refuse', () => {
    expect(files.filter(({ path, text }) => path.endsWith('.html') && /\sstyle=/.test(text))).toEqual([]);
  });
});

function staticGraph(entries: readonly string[]): readonly string[] {
  const found = new Set<string>();
  const visit = (path: string) => {
    if (found.has(path)) return;
    found.add(path);
    for (const [, from = ''] of textOf(path).matchAll(/(?:import|from)\s*["']\.\/([^"']+\.js)["']/g))
      visit(`assets/${from}`);
  };
  entries.forEach(visit);
  return [...found];
}

function textOf(path: string): string {
  return files.find((file) => file.path === path)?.text ?? '';
}

/**
 * The size as brotli. How well the hashes in the names of files compress is chance, up to sixty bytes from one build to the next, so that
 * the mean of several names is taken.
 */
function sizeOf(path: string): number {
  const compressed = join(APP, `${path}.br`);
  if (!existsSync(compressed)) return readFileSync(join(APP, path)).length;
  const text = textOf(path);
  const hashes = [...new Set(text.match(HASH))];
  if (hashes.length === 0) return compressedSize(text);
  const sizes = DRAWS.map((draw) =>
    compressedSize(text.replace(HASH, (hash) => hashOf(`${draw} ${hashes.indexOf(hash)}`, hash.length))),
  );
  return Math.round(sizes.reduce((total, size) => total + size, 0) / DRAWS.length);
}

function hashOf(text: string, digits: number): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits);
}

function sum(paths: readonly string[]): number {
  return paths.reduce((total, path) => total + sizeOf(path), 0);
}

/** On a busy machine the endpoint does not draw a page within a second: it then answers with that of no survey, and goes on drawing. */
async function drawnPage() {
  for (let left = 60; left > 0; left--) {
    const page = await asked('/');
    if (page.text.includes(' id="survey">')) return page;
  }
  throw new Error('the page of the survey was never drawn');
}

/** What the built endpoint answers to a browser, and the lines before it as they travel. */
async function asked(path: string): Promise<{ readonly head: string; readonly text: string }> {
  const answered = await new Promise<IncomingMessage>((resolve, reject) => {
    get(endpoint.url + path, { headers: { 'Accept-Encoding': 'br' } }, resolve).once('error', reject);
  });
  const { statusCode, statusMessage, rawHeaders } = answered;
  const lines = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1]}`] : []));
  return {
    head: [`HTTP/1.1 ${statusCode} ${statusMessage}`, ...lines, '', ''].join('\r\n'),
    text: brotliDecompressSync(await buffer(answered)).toString('utf8'),
  };
}

function compressedSize(content: string | Uint8Array): number {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT };
  return brotliCompressSync(content, { params }).length;
}

function one([, captured = '']: readonly string[]): string {
  return captured;
}
