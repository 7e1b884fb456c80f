import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { editionOf, type ListedFile } from '../../src/edition/edition-of.ts';
import { editionPicture } from '../../src/edition/edition-picture.ts';
import { jsonIn, shippedEditions, shippedSurveys } from '../support/shipped.ts';

const { surveys, folder } = await shippedSurveys();
const editions = await shippedEditions();
const study = surveys.get('numerique-territorial');
const edition = editions.get('numerique-territorial');
if (!study || !edition) throw new Error('the study is not shipped');

test('an edition holds every revision in every language, and its list names each file with its digest', () => {
  const { files }: { files: readonly ListedFile[] } = jsonIn(edition, 'files.json');
  const held = [...edition.files.keys(), ...edition.pictures.keys()].filter((path) => path !== 'files.json');
  expect(files.map(({ path }) => path)).toEqual(held.sort());
  for (const [revision, { languages }] of study.revisions)
    for (const language of languages) expect(edition.files.has(`${revision}.${language}.json`)).toBe(true);
  for (const { path, integrity, bytes } of files) {
    const content = edition.files.get(path) ?? edition.pictures.get(path)?.content ?? '';
    const algorithm = edition.pictures.has(path) ? 'sha256' : 'sha384';
    expect(integrity, path).toBe(`${algorithm}-${createHash(algorithm).update(content).digest('base64')}`);
    expect(bytes).toBe(content.length);
  }
});

test('a phone keeps what an interview, its card and the results need; pictures that are shown elsewhere it does not', () => {
  const { files }: { files: readonly ListedFile[] } = jsonIn(edition, 'files.json');
  const kept = (who: string) => files.filter((one) => one.for === who).map(({ path }) => path);
  expect(kept('phone')).toEqual(
    expect.arrayContaining([
      '2.fr.json',
      '2.en.json',
      'presentation.fr.json',
      'emblems.svg',
      'maps/fr-departments.json',
    ]),
  );
  expect(kept('network').every((path) => /\.png$|^emblems\//.test(path))).toBe(true);
  expect(kept('tablet')).toEqual([]);
  const example = editions.get('exemple-benevolat');
  const listed: { files: readonly ListedFile[] } | undefined = example && jsonIn(example, 'files.json');
  expect(listed?.files.find(({ path }) => path === 'notice.json')?.for).toBe('tablet');
});

test('a logo is named to the page of results, and fetched where it is shown', () => {
  const logo = editionPicture(new Uint8Array(30));
  const made = editionOf({ published: study, folder, pictures: new Map([...edition.pictures, ['logo.png', logo]]) });
  if (made.kind === 'faulty') throw new Error('faulty');
  const { files }: { files: readonly ListedFile[] } = jsonIn(made.edition, 'files.json');
  expect(files.find(({ path }) => path === 'logo.png')?.for).toBe('network');
  expect(jsonIn(made.edition, 'results.json')).toEqual({ ...jsonIn(edition, 'results.json'), logo: true });
});

test('the same files make the same edition, and another byte another', async () => {
  const again = await shippedEditions();
  expect([...again].map(([id, one]) => [id, one.id])).toEqual([...editions].map(([id, one]) => [id, one.id]));
  const changed = {
    ...study.presentation,
    words: { ...study.presentation.words, stratum: { fr: 'Type', en: 'Type' } },
  };
  const { pictures } = edition;
  const made = editionOf({ published: { ...study, presentation: changed }, folder, pictures });
  const plain = editionOf({ published: study, folder, pictures });
  if (made.kind === 'faulty' || plain.kind === 'faulty') throw new Error('faulty');
  expect(made.edition.id).toMatch(/^[0-9a-f]{32}$/);
  expect(made.edition.id).not.toBe(plain.edition.id);
});

test.each(['fr', 'en'])(
  'each profile has about two hundred words in %s, next to texts that take others’ place',
  (language) => {
    const invented = new Map([[language, { notes: {}, interviews: [] }]]);
    const { pictures } = edition;
    const made = editionOf({ published: study, folder, pictures, texts: invented });
    const texts = made.kind === 'edition' && jsonIn(made.edition, `texts.${language}.json`).profiles;
    expect(Object.keys(texts)).toEqual(study.current.typology?.profiles.map(({ id }) => id));
    for (const text of Object.values(texts)) {
      const words = [...JSON.stringify(text).matchAll(/"text":"([^"]+)/g)].flatMap(([, said = '']) => said.split(' '));
      expect([text, Math.abs(words.length - 210) < 30]).toEqual([{ language, passages: expect.anything() }, true]);
    }
  },
);

test('its address is the beginning of the SHA-256 of its list, so that the list can be checked', () => {
  const digest = createHash('sha256')
    .update(edition.files.get('files.json') ?? '')
    .digest('hex');
  expect(digest.startsWith(edition.id)).toBe(true);
});

test('a text of the organiser that cannot be read is a fault with its file and line', () => {
  const texts = new Map([...folder, ['numerique-territorial/lessons.fr.md', 'no head']]);
  expect(editionOf({ published: study, folder: texts, pictures: new Map() })).toMatchObject({
    kind: 'faulty',
    lines: expect.arrayContaining([expect.stringMatching(/^numerique-territorial\/lessons\.fr\.md:1: /)]),
  });
});
