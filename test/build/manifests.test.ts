import { describe, expect, test } from 'vitest';
import { manifestAssets } from '../../src/build/manifests.ts';
import { siteSource } from '../../src/build/site.ts';
import { readAsked } from '../../src/ui/address/link.ts';

const SURVEYS = 'public/surveys';
const site = await siteSource(SURVEYS).read();
const assets = manifestAssets(site, SURVEYS);
const entries = [...site.surveys].map(([id, { current }]) => ({
  id,
  revision: current.revision,
  languages: current.languages,
}));
const manifests = entries.flatMap(({ id, languages }) =>
  languages.map((language) => ({
    survey: id,
    language,
    manifest: JSON.parse(String(assets.get(`surveys/${id}/manifest.${language}.webmanifest`))),
  })),
);

test('only a survey that seals has a shortcut to the field, which names no channel', () => {
  const urlsOf = (shown: typeof site) =>
    JSON.parse(String(manifestAssets(shown, SURVEYS).get('manifest.webmanifest'))).shortcuts.map(
      ({ url }: { url: string }) => new URL(url, 'https://barometre.example').searchParams,
    );
  const isField = (query: URLSearchParams) => query.get('mode') === 'field' && !query.has('c');
  expect(urlsOf(site).some(isField)).toBe(false);
  const [[id, published] = []] = site.surveys;
  if (!id || !published) throw new Error('no survey');
  const notice = { sealing: { keys: [] } } as never;
  const sealing = { ...published, current: { ...published.current, notice } };
  expect(urlsOf({ ...site, surveys: new Map([[id, sealing]]) }).filter(isField)).toHaveLength(1);
});

describe('an installed survey', () => {
  test('is known by an id that is its own in every language, and that of 2017 by the one it always had', () => {
    const ids = new Map(manifests.map(({ survey, manifest }) => [survey, manifest.id]));
    expect(new Set(ids.values()).size).toBe(entries.length);
    for (const { survey, manifest } of manifests) expect(manifest.id).toBe(ids.get(survey));
    expect(ids.get('numerique-territorial')).toBe('/');
  });

  test.each(manifests)('opens $survey in $language, whichever survey the site opens with', (one) => {
    for (const url of [one.manifest.start_url, ...one.manifest.shortcuts.map(({ url }: { url: string }) => url)]) {
      const query = new URL(url, 'https://barometre.example').searchParams;
      const asked = readAsked(query, entries.toReversed());
      expect(asked).toMatchObject({ entry: { id: one.survey }, language: one.language });
      expect(query.get('c')).toBe('app');
    }
  });

  test.each(manifests)('$survey in $language says what it is, and shows only pictures that are there', (one) => {
    const { manifest } = one;
    expect(manifest.lang).toBe(one.language);
    for (const text of [manifest.name, manifest.short_name, manifest.description]) expect(text).toMatch(/\S{3}/);
    for (const { src, sizes } of manifest.screenshots ?? []) {
      const png = Buffer.from(assets.get(src.slice(1)) ?? '');
      expect(sizes).toBe(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`);
    }
  });
});

test('the page names that of the survey of a bare address before any code', () => {
  const [first] = entries;
  expect(assets.get('manifest.webmanifest')).toBe(
    assets.get(`surveys/${first?.id}/manifest.${first?.languages[0]}.webmanifest`),
  );
});

test('a picture that is named and not there stops the build', () => {
  expect(() => manifestAssets(site, 'test/fixtures/surveys')).toThrow(/presentation\.json names this picture/);
});
