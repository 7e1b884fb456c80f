import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { editionOf, entryOf } from '../../src/edition/edition-of.ts';
import { editionPicture } from '../../src/edition/edition-picture.ts';
import { manifestOf } from '../../src/edition/survey-manifest.ts';
import { renderPage } from '../../src/pages/render-page.ts';
import { readLink } from '../../src/ui/address/link.ts';
import { typeset } from '../../src/ui/words/typeset.ts';
import { words as en } from '../../src/words/compiled/respondent/en/first.mjs';
import { words as fr } from '../../src/words/compiled/respondent/fr/first.mjs';
import { jsonIn, shippedEditions, shippedSurveys } from '../support/shipped.ts';

const { surveys, folder } = await shippedSurveys();
const editions = await shippedEditions();
const manifests = [...surveys.values()].flatMap(({ current: { id, languages } }) =>
  languages.map((language) => {
    const edition = editions.get(id);
    if (!edition) throw new Error(`no edition of ${id}`);
    return { survey: id, language, languages, edition, manifest: jsonIn(edition, `manifest.${language}.webmanifest`) };
  }),
);

test('only a survey that seals has a shortcut to the field, which names no channel', () => {
  const [published] = surveys.values();
  if (!published) throw new Error('no survey');
  const fieldOf = (one: typeof published) =>
    manifestOf(one, 'fr', new Map())
      .shortcuts.map(({ url }) => new URL(url, 'https://barometre.example').searchParams)
      .filter((query) => query.get('mode') === 'field' && !query.has('c'));
  expect(fieldOf(published)).toEqual([]);
  const notice = { sealing: { keys: [] } } as never;
  expect(fieldOf({ ...published, current: { ...published.current, notice } })).toHaveLength(1);
});

test('an installed survey in Hebrew is written from right to left, and its shortcuts speak what the interface speaks', () => {
  const [published] = surveys.values();
  if (!published) throw new Error('no survey');
  const languages = ['he', 'en'];
  const manifest = manifestOf({ ...published, current: { ...published.current, languages } }, 'he', new Map());
  expect(manifest).toMatchObject({ lang: 'he', dir: 'rtl' });
  expect(manifest.shortcuts[0]?.short_name).toBe('Answer');
});

describe('an installed survey', () => {
  test('is known by an id that is its own in every language, and that of 2017 by the one it always had', () => {
    const ids = new Map(manifests.map(({ survey, manifest }) => [survey, manifest.id]));
    expect(new Set(ids.values()).size).toBe(surveys.size);
    for (const { survey, manifest } of manifests) expect(manifest.id).toBe(ids.get(survey));
    expect(ids.get('numerique-territorial')).toBe('/');
  });

  test.each(manifests)(
    'is called by one name in $language everywhere: $survey',
    ({ survey, language, edition, manifest }) => {
      const published = surveys.get(survey);
      if (!published) throw new Error('no survey');
      const { current, revisions, presentation } = published;
      const questionnaires = [...revisions.keys()].map((one) => jsonIn(edition, `${one}.${language}.json`));
      const template = readFileSync('index.html', 'utf8');
      const entry = entryOf(published, edition.id, false);
      const [file] = questionnaires.slice(-1);
      const origin = 'https://barometre.example';
      const page = renderPage(template, {
        entry,
        language,
        ui: 'fr',
        file,
        origin,
        emblems: undefined,
        conformity: 'none',
        image: undefined,
      });
      const named = [
        presentation.app?.name?.[language] ?? current.title[language],
        manifest.name,
        // The report, the poster, the foot of the card and the desk say that of the questionnaire; exports that of the survey.
        ...questionnaires.map(({ title }) => title[language]),
        current.title[language],
        ...[...revisions.values()].map(({ title }) => title[language]),
      ].map((name) => typeset(name, language));
      const shown = [/<title>(.*?)<\/title>/, /og:title" content="(.*?)"/, /class="study">(.*?)</, /<h1[^>]*>(.*?)</];
      const read = shown.map((one) => one.exec(page)?.[1]?.replaceAll(/[\u2068\u2069]/g, ''));
      const written = read.slice(0, file.asked ? 3 : 4);
      expect(new Set([...named, ...written.filter((one) => one !== undefined)])).toEqual(new Set([named[0]]));
      expect(page).toContain(`<meta property="og:site_name" content="${fr['app.name']}">`);
    },
  );

  test('belongs to one product, which has one name', () => {
    const page = readFileSync('index.html', 'utf8');
    const report = readFileSync('src/ui/screens/results/report/report.module.css', 'utf8');
    const [atHome] = manifests.filter(({ survey }) => survey === 'numerique-territorial');
    const names = [/<title>(.*?)</.exec(page)?.[1], /content: "(\p{Lu}.*?)"/u.exec(report)?.[1], en['app.name']];
    expect(new Set([...names, atHome?.manifest.short_name])).toEqual(new Set([fr['app.name']]));
  });

  test.each(manifests)('opens $survey in $language, whichever survey the site opens with', (one) => {
    for (const url of [one.manifest.start_url, ...one.manifest.shortcuts.map(({ url }: { url: string }) => url)]) {
      const link = readLink(new URL(url, 'https://barometre.example').search);
      expect(link).toMatchObject({ survey: one.survey, channel: 'app' });
      expect(link.language).toBe(one.language);
    }
  });

  test.each(manifests)('$survey in $language says what it is, and shows only pictures that are there', (one) => {
    const { manifest } = one;
    expect(manifest).toMatchObject({ lang: one.language, dir: one.language === 'ar' ? 'rtl' : 'ltr' });
    // A link that is opened again comes to the window that is there.
    expect(manifest.launch_handler).toEqual({ client_mode: ['navigate-existing', 'auto'] });
    const purposes = manifest.icons.map(({ purpose }: { purpose: string }) => purpose);
    expect(new Set(purposes)).toEqual(new Set(['any', 'maskable', 'monochrome']));
    for (const { src, sizes, type } of manifest.icons) {
      const bytes = readFileSync(`public${src}`);
      if (type === 'image/png') expect(sizes).toBe(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`);
    }
    for (const text of [manifest.name, manifest.short_name, manifest.description]) expect(text).toMatch(/\S{3}/);
    for (const { src, sizes } of manifest.screenshots ?? []) {
      const png = Buffer.from(one.edition.pictures.get(src)?.content ?? '');
      expect(sizes).toBe(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`);
    }
  });
});

test('a screenshot that is named and not there is a fault of the survey', () => {
  const published = surveys.get('numerique-territorial');
  if (!published) throw new Error('no survey');
  const read = editionOf({
    published,
    folder,
    pictures: new Map([['screenshots/card-narrow.png', editionPicture(new Uint8Array(30))]]),
  });
  expect(read).toMatchObject({ kind: 'faulty' });
  expect(read.kind === 'faulty' && read.lines).toContain(
    'numerique-territorial/presentation.json:1: names screenshots/card-narrow.png, which is not a PNG file there',
  );
});
