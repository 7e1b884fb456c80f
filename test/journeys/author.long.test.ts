import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { docxOf, p, table } from '../desk/documents.ts';
import TOWN_HALL from '../fixtures/town-hall-letters.json' with { type: 'json' };
import { freshJourney } from '../support/journeys.ts';
import { Author, type Written } from './author.ts';

type Language = 'fr' | 'en';
type Kind = 'table' | 'quiz';
type Letter = readonly [
  name: string,
  desk: Language,
  written: string,
  has: { readonly questions: number; readonly profiles: number },
];

/** What an author may be asked, from a text file to a survey that is online, on pages that are read once they are whole. */
const MOST = { clicks: 25, fields: 15, words: 300, refusals: 0 };

const journey = freshJourney({ SURVEYS_DIR: '' }, { hasWorker: false });

test.each<[Language, Kind]>([
  ['fr', 'table'],
  ['fr', 'quiz'],
  ['en', 'table'],
  ['en', 'quiz'],
])(
  'twelve questions and three profiles go from a text and a workbook to a live survey, in %s by a %s',
  async (language, kind) => {
    const id = `${language}-${kind}`;
    const author = await authorOf(language, { id, ...TOWN_HALL[language], decides: ['q1', 'q3', 'q8'] });
    await author.publish(kind, `${journey.network.url}/organisateur?lang=${language}`, journey.folder);
    const online = await publishedOf(id, language);
    expect(online.typology.profiles).toHaveLength(3);
    expectShort(author, { ...MOST, clicks: 30 });
  },
);

/** Texts as their authors have them: the language of the desk, that of the text, and what a survey must have of it. */
const LETTERS: readonly Letter[] = [
  ['federation', 'fr', 'fr', { questions: 12, profiles: 3 }],
  ['neighbourhood', 'fr', 'fr', { questions: 11, profiles: 0 }],
  ['gardener', 'fr', 'es', { questions: 5, profiles: 3 }],
  ['library', 'en', 'en', { questions: 11, profiles: 0 }],
  ['builds', 'en', 'en', { questions: 6, profiles: 0 }],
];

test.each(LETTERS)('a Word file, %s, goes live from the desk alone, in %s', async (name, language, written, has) => {
  const lines = (await readFile(join('test/authoring/workbook/texts', `${name}.txt`), 'utf8')).split('\n');
  const path = join(journey.folder, `${name}.docx`);
  await writeFile(path, docxOf(bodyOf(lines)));
  const [title = ''] = lines;
  const texts = lines
    .flatMap((line) => [line, ...line.split('\t')])
    .map((one) => one.replace(/^[^\p{L}]+/u, '').trim());
  const questions = lines
    .filter((line) => /^\d+\./.test(line))
    .map((line) => [line.replace(/^\d+\. |\([^)]*\) ?/g, '')] as const);
  const author = await authorOf(language, {
    id: name,
    ...TOWN_HALL[language],
    title,
    questions,
    profiles: texts,
    decides: [],
  });
  await author.publishDocument(path, `${journey.network.url}/organisateur?lang=${language}`);
  const online = await publishedOf(name, written);
  const asked = online.sections.flatMap(
    (section: { readonly questions: readonly unknown[] }) => section.questions,
  ).length;
  expect({ questions: asked, profiles: online.typology?.profiles.length ?? 0 }).toEqual(has);
  expectShort(author, MOST);
});

async function authorOf(language: Language, written: Written): Promise<Author> {
  const { page } = await journey.openVisit({ locale: language === 'fr' ? 'fr-FR' : 'en-GB' });
  await page.setViewportSize({ width: 1366, height: 900 });
  return new Author(page, language, written);
}

const publishedOf = (id: string, language: string) =>
  fetch(`${journey.network.url}/surveys/${id}/1.${language}.json`).then((file) => file.json());

function expectShort({ clicks, fields, typed, refusals, words }: Author, most: typeof MOST): void {
  console.info(`${clicks} clicks, ${fields} fields, ${typed} words typed, ${words.count} to read, ${refusals} refused`);
  expect(refusals).toBeLessThanOrEqual(most.refusals);
  expect(words.count, words.list.join('\n')).toBeLessThanOrEqual(most.words);
  expect(clicks).toBeLessThanOrEqual(most.clicks);
  expect(fields).toBeLessThanOrEqual(most.fields);
}

/** The body of a document: cells with tabs between them are a table, each other line is a paragraph. */
function bodyOf(lines: readonly string[]): string {
  const parts: string[] = [];
  let rows: string[][] = [];
  for (const line of [...lines, '']) {
    if (line.includes('\t')) {
      rows.push(line.split('\t').map(escaped));
      continue;
    }
    if (rows.length > 0) parts.push(table(...rows));
    rows = [];
    parts.push(p(escaped(line)));
  }
  return parts.join('');
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
