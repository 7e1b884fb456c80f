import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSurveyFiles } from '../../src/authoring/read-survey-files.ts';
import { temporaryFolder } from '../endpoint/harness.ts';
import { NOTICE } from '../support/notice.ts';

async function withChanges(change: (folder: string) => Promise<unknown>): Promise<readonly string[]> {
  const folder = join(await temporaryFolder(), 'surveys');
  await cp('public/surveys', folder, { recursive: true });
  await change(folder);
  const read = await readSurveyFiles(folder);
  return read.kind === 'faulty' ? read.lines.map((line) => line.replace(`${folder}/`, '')) : [];
}

const edit = (file: string, search: string | RegExp, replacement: string) => async (folder: string) => {
  const path = join(folder, file);
  const text = await readFile(path, 'utf8');
  const changed = text.replace(search, replacement);
  if (changed === text) throw new Error(`nothing to change in ${file}`);
  await writeFile(path, changed);
};

const FILE = 'numerique-territorial/3.json';

describe('the surveys of a folder', () => {
  it('are read with the areas of their lists as options', async () => {
    const read = await readSurveyFiles('public/surveys');
    if (read.kind === 'faulty') throw new Error(read.lines.join('\n'));
    const published = read.surveys.get('numerique-territorial');
    const territory = published?.current.question.get('territory');
    expect(territory?.choices.map((option) => option.id)).toEqual(expect.arrayContaining(['01', '2A', '976', 'nc']));
    expect(published?.files.get(1)?.id).toBe('numerique-territorial');
  });

  it('carry the notice in their folder, and have none without that file', async () => {
    const { languages }: { languages: string[] } = JSON.parse(await readFile(`public/surveys/${FILE}`, 'utf8'));
    const inAll = (text: string) => Object.fromEntries(languages.map((tag) => [tag, `${text} (${tag})`]));
    const notice = JSON.parse(JSON.stringify(NOTICE), (_, part) => (part?.fr ? inAll(part.fr) : part));
    const folder = join(await temporaryFolder(), 'surveys');
    await cp('public/surveys', folder, { recursive: true });
    const path = join(folder, 'numerique-territorial', 'notice.json');
    const read = async () => {
      const surveys = await readSurveyFiles(folder);
      return surveys.kind === 'faulty' ? surveys.lines : surveys.surveys.get('numerique-territorial')?.current.notice;
    };
    expect(await read()).toBeUndefined();
    await writeFile(path, JSON.stringify(notice));
    expect(await read()).toEqual(notice);
    await writeFile(path, JSON.stringify({ ...notice, dpo: { ...notice.dpo, en: undefined } }));
    expect(await read()).toEqual([`${path}: dpo: no text in "en"`]);
    await writeFile(path, '{');
    expect(await read()).toMatchObject([expect.stringContaining(`${path}: (file): `)]);
  });

  it.each<[string, (folder: string) => Promise<unknown>, RegExp]>([
    ['text that is not JSON', edit(FILE, '{', '{,'), /^numerique-territorial\/3\.json: \(file\): /],
    ['a misspelt key', edit(FILE, '"revision"', '"revison"'), /^numerique-territorial\/3\.json: revi/],
    [
      'an id that is not its folder',
      edit(FILE, '"id": "numerique-territorial"', '"id": "other"'),
      /3\.json: id: "other" is not the name/,
    ],
    [
      'a revision that is not its name',
      edit(FILE, '"revision": 3', '"revision": 4'),
      /3\.json: revision: 4 is not the name/,
    ],
    [
      'a missing list',
      (folder) => rm(join(folder, 'lists'), { recursive: true }),
      /3\.json: list: no lists\/fr-departments\.json/,
    ],
    ['no index', (folder) => rm(join(folder, 'index.json')), /^index\.json: \(file\): no such file$/],
    ['an index that is not one', (folder) => writeFile(join(folder, 'index.json'), '[]'), /^index\.json: /],
    [
      'an index naming nothing',
      edit('index.json', '"revision": 3', '"revision": 7'),
      /^index\.json: surveys\.numerique-territorial: no readable/,
    ],
    [
      'a rule about nothing',
      edit(FILE, /"item": "[a-z-]+"/, '"item": "no-such-item"'),
      /no question or row "no-such-item"/,
    ],
    [
      'a crossing of what is not there',
      edit('numerique-territorial/results.json', '"rows": "respondent-role"', '"rows": "no-such-item"'),
      /^numerique-territorial\/results\.json: crossings\.0\.rows: no counted item "no-such-item"$/,
    ],
    [
      'bands of what is no number',
      edit('numerique-territorial/results.json', '"initial-budget-share": [', '"digital-plan": ['),
      /^numerique-territorial\/results\.json: bands\.digital-plan: no number/,
    ],
    [
      'a map of areas that its list has not',
      edit('maps/fr-departments.json', '"971": "m', '"999": "m'),
      /^maps\/fr-departments\.json: frames: no area "999" in the list$/,
    ],
    [
      'a look for a profile that is not there',
      edit('numerique-territorial/presentation.json', '"eclaireur"', '"phare"'),
      /^numerique-territorial\/presentation\.json: profiles\.phare: no profile "phare"$/,
    ],
    [
      'an emblem that is markup',
      edit('exemple-benevolat/presentation.json', 'm32 6 11 6v13', 'm32 6\\"/><script>'),
      /^exemple-benevolat\/presentation\.json: profiles\.ruche\.emblem/,
    ],
    [
      'a map without its list',
      (folder) => cp(join(folder, 'maps/fr-departments.json'), join(folder, 'maps/nowhere.json')),
      /^maps\/nowhere\.json: \(file\): no list has the name of this map$/,
    ],
  ])('with %s are refused, saying where', async (_, change, expected) => {
    const lines = await withChanges(change);
    expect(
      lines.some((line) => expected.test(line)),
      lines.join('\n'),
    ).toBe(true);
    for (const line of lines) expect(line).toMatch(/^[^\n]+: [^\n]+: [^\n]+$/);
  });

  const LATIN_1 = 'byte 0xe9 is not UTF-8: save the file again in UTF-8 ("ANSI" and Latin-1 are other encodings)';
  const inLatin1 = (file: string, text: string) => (folder: string) =>
    writeFile(join(folder, file), Buffer.from(text, 'latin1'));

  it.each<[string, (folder: string) => Promise<unknown>, string]>([
    [
      'a questionnaire in Latin-1',
      inLatin1(FILE, '{\n  "title": { "fr": "Le t\u00e9l\u00e9travail" }\n}'),
      `${FILE}: line 2, column 25: ${LATIN_1}`,
    ],
    ['an index in Latin-1', inLatin1('index.json', '\u00e9'), `index.json: line 1, column 1: ${LATIN_1}`],
    [
      'a list whose last byte is half a letter',
      inLatin1('lists/fr-departments.json', '{}\r\n\u00e9'),
      `lists/fr-departments.json: line 2, column 1: ${LATIN_1}`,
    ],
    [
      'a note in Latin-1, after letters of several bytes',
      (folder) =>
        mkdir(join(folder, 'numerique-territorial/notes'), { recursive: true }).then(() =>
          writeFile(
            join(folder, 'numerique-territorial/notes/all.fr.md'),
            Buffer.concat([
              Buffer.from('\u00e9t\u00e9 \u{1f41d} '),
              Buffer.from('\u00e9', 'latin1'),
              Buffer.from('\n'),
            ]),
          ),
        ),
      `numerique-territorial/notes/all.fr.md: line 1, column 7: ${LATIN_1}`,
    ],
    [
      'a file in UTF-16',
      (folder) => writeFile(join(folder, 'index.json'), Buffer.from('\ufeff{}', 'utf16le')),
      'index.json: line 1, column 1: this is UTF-16: save the file again in UTF-8',
    ],
  ])('with %s are refused, saying the line and the column, and nothing else', async (_, change, expected) => {
    expect(await withChanges(change)).toEqual([expected]);
  });

  it('are read even when a file begins with a byte order mark', async () => {
    const mark = async (folder: string) => {
      for (const file of [FILE, 'index.json'])
        await writeFile(join(folder, file), `\ufeff${await readFile(join(folder, file), 'utf8')}`);
    };
    expect(await withChanges(mark)).toEqual([]);
  });
});
