import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { saveAs } from '../../src/core/check/save-as.ts';
import { readChosen } from '../../src/desk/questionnaires/read-upload.ts';

const ONE = JSON.stringify({ id: 'one' });
const file = (name: string, content: BlobPart) => new File([content], name);
const archive = (files: Readonly<Record<string, string>>) =>
  file(
    'a.zip',
    new Uint8Array(zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])))),
  );

test('an archive is read without the folder that everything is in, and gives the id of its newest revision', async () => {
  const read = await readChosen([
    archive({
      'one/1.json': '{}',
      'one/10.json': ONE,
      'one/notes/a.fr.md': 'x',
      'one/.DS_Store': '',
      'one/run.sh': '',
    }),
  ]);
  expect(read.kind === 'files' && [[...read.upload.files.keys()], read.upload.id]).toEqual([
    ['1.json', '10.json', 'notes/a.fr.md'],
    'one',
  ]);
});

test('files are taken as they are chosen', async () => {
  const read = await readChosen([file('1.json', ONE), file('notice.json', '{}'), file('photo.jpg', '')]);
  expect(read.kind === 'files' && [...read.upload.files.keys()]).toEqual(['1.json', 'notice.json']);
});

test.each([
  ['an archive that is cut short', [file('a.zip', 'PK')], 'no-archive'],
  ['a file that is too large', [file('1.json', new Uint8Array(6 * 2 ** 20))], 'too-large'],
  ['an archive that unpacks to too much', [archive({ '1.json': ' '.repeat(6 * 2 ** 20) })], 'too-large'],
])('%s is refused with its reason', async (_, files, why) => {
  expect(await readChosen(files)).toEqual({ kind: 'refused', why });
});

test.each([
  ['Sondage.XLS', 'C’est un ancien classeur (.xls)'],
  ['limesurvey_1.lss', 'Tab-separated-values format'],
  ['lettre.doc', 'enregistrez-le en .docx'],
  ['photo.jpg', 'Ce n’est pas un fichier d’enquête'],
])('%s is not read, and the reason says what to do', async (name, says) => {
  const read = await readChosen([file(name, 'x')]);
  expect(read).toEqual({ kind: 'other', name });
  expect(saveAs(name).fr.replaceAll('\u00a0', ' ')).toContain(says);
});

test('a workbook is taken whatever the case of its name', async () => {
  const read = await readChosen([file('Questions.ODS', 'x')]);
  expect(read).toMatchObject({ kind: 'files', upload: { id: 'questions' } });
});
