import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { entryOf } from '../../src/edition/edition-of.ts';
import { pageHeaders } from '../../src/endpoint/http/security-headers.ts';
import { renderPage } from '../../src/pages/render-page.ts';
import { type LandingOrder, landingOf } from '../../src/pages/shared-profile.ts';
import { CANONICAL } from '../support/barometer.ts';
import { jsonIn, shippedEditions, shippedSurveys } from '../support/shipped.ts';

const ORIGIN = 'https://barometre.example';
const { surveys } = await shippedSurveys();
const editions = await shippedEditions();
interface PreviewOrder extends LandingOrder {
  readonly isHome: boolean;
  readonly origin: string | undefined;
}

const published = [...surveys.values()].map((one, place) => {
  const edition = editions.get(one.current.id);
  if (!edition) throw new Error(`no edition of ${one.current.id}`);
  return { published: one, edition, isHome: place === 0 };
});
const template = readFileSync('index.html', 'utf8');

function previewPage({ published: one, edition, isHome, name, origin }: PreviewOrder): string | undefined {
  const landing = landingOf({ published: one, edition, name });
  if (!landing) return undefined;
  const { language } = landing;
  const file = jsonIn(edition, `${one.current.revision}.${language}.json`);
  const entry = entryOf(one, edition.id, isHome);
  return renderPage(template, {
    entry,
    language,
    ui: 'fr',
    file,
    emblems: undefined,
    origin,
    conformity: 'none',
    image: undefined,
    landing,
  });
}

const pages = published.flatMap((survey) => {
  const { id, languages, typology } = survey.published.current;
  return [...(typology?.profiles.map((profile) => profile.id) ?? []), 'composite'].flatMap((page) =>
    languages.map((language, index) => {
      const name = `${page}${index === 0 ? '' : `.${language}`}`;
      const html = previewPage({ ...survey, name, origin: ORIGIN }) ?? '';
      return { path: `/p/${id}/${name}`, name, html, survey };
    }),
  );
});

/** Pictures are in French and English: other languages show the French ones. */
const pictureOf = (name: string) => `previews/${name.replace(/\.(?!en$).*/, '')}.png`;

test('each profile of the study has its page, and a profile or a language that is not there has none', () => {
  expect(pages.map(({ name }) => name)).toEqual(
    expect.arrayContaining([...Object.keys(CANONICAL), 'composite'].flatMap((page) => [page, `${page}.en`])),
  );
  const [home] = published;
  if (!home) throw new Error('no survey');
  for (const name of ['', 'unknown', 'eclaireur.de', 'eclaireur.en.en', 'eclaireur.fr.', '__proto__'])
    expect(previewPage({ ...home, name, origin: ORIGIN }), name).toBeUndefined();
});

test.each(pages)(
  '$path says the profile and nothing more, and works without script',
  ({ path, name, html, survey }) => {
    const { id } = survey.published.current;
    expect(html).toContain(`<meta property="og:url" content="${ORIGIN}${path}">`);
    const [, language = 'fr'] = name.split('.');
    const locale = new Intl.Locale(language).maximize();
    expect(html).toContain(`<meta property="og:locale" content="${locale.language}_${locale.region}">`);
    expect(html).toContain('<meta property="og:site_name" content="Baromètre">');
    expect(html).toContain(
      `<meta property="og:image" content="${ORIGIN}/surveys/${id}/${survey.edition.id}/${pictureOf(name)}">`,
    );
    expect(html).toContain('<meta name="robots" content="noindex">');
    expect(html).toContain(`<html lang="${language}"`);
    expect(html).toContain('class="primary begin"');
    expect(html).not.toMatch(/http-equiv|undefined|\{profile\}/);
    // Nothing of it needs more than the page of the release is allowed.
    expect(pageHeaders(html)).toEqual(pageHeaders(template));
  },
);

test('a composite is never shown as one of its profiles', () => {
  for (const { name, html, survey } of pages)
    if (name.startsWith('composite'))
      for (const profile of survey.published.current.typology?.profiles ?? [])
        expect(html).not.toContain(`<p class="name">${profile.name.fr ?? ''}</p>`);
});

test('without PUBLIC_URL there is no picture: social networks need an absolute address', () => {
  for (const { name, survey } of pages) {
    const html = previewPage({ ...survey, name, origin: undefined });
    expect(html).not.toMatch(/og:image|og:url|summary_large_image/);
    expect(html).toContain('<meta name="twitter:card" content="summary">');
  }
});

test.each(pages)('the picture of $path is a PNG of 1200 × 630', ({ name, survey }) => {
  const png = Buffer.from(survey.edition.pictures.get(pictureOf(name))?.content ?? '');
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
});
