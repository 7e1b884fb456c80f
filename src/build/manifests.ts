import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import type { PublishedSurvey } from '../authoring/published-surveys.ts';
import type { LocalText } from '../core/survey/survey-parts.ts';
import type { Site, SiteSource } from './site.ts';

/**
 * One manifest for each survey and language, and its screenshots: an installed survey is an application of its own. The page names
 * that of the survey of a bare address, and changes the link when it opens with another.
 */
export function manifests(source: SiteSource): Plugin {
  return {
    name: 'manifests',
    applyToEnvironment: (environment) => environment.name === 'client',
    async generateBundle() {
      for (const [fileName, content] of manifestAssets(await source.read(), source.path))
        this.emitFile({ type: 'asset', fileName, source: content });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const name = new URL(request.url ?? '/', 'http://localhost').pathname.slice(1);
        if (!name.endsWith('.webmanifest')) return next();
        source.read().then((site) => {
          const content = manifestAssets(site, source.path).get(name);
          if (content === undefined) next();
          else response.setHeader('content-type', 'application/manifest+json').end(content);
        }, next);
      });
    },
  };
}

/** By path in the release. */
export function manifestAssets({ surveys }: Site, folder: string): ReadonlyMap<string, string | Uint8Array> {
  const assets = new Map<string, string | Uint8Array>();
  for (const [id, published] of surveys) {
    for (const { file } of published.presentation.app?.screenshots ?? [])
      assets.set(`surveys/${id}/screenshots/${file}`, pictureAt(join(folder, id, 'screenshots', file)));
    for (const language of published.current.languages) {
      const text = JSON.stringify(manifestOf(published, language, (path) => sizeOf(assets, path)));
      assets.set(`surveys/${id}/manifest.${language}.webmanifest`, text);
      // The one that a page names before any code has run.
      if (!assets.has('manifest.webmanifest')) assets.set('manifest.webmanifest', text);
    }
  }
  return assets;
}

function manifestOf({ current, presentation }: PublishedSurvey, language: string, sizes: (path: string) => string) {
  const { app = {} } = presentation;
  const [reference = 'fr'] = current.languages;
  const say = (text: LocalText | undefined) => text?.[language];
  const name = say(app.name) ?? say(current.typology?.title) ?? say(current.title) ?? current.id;
  const start = `/?s=${current.id}&c=app${language === reference ? '' : `&lang=${language}`}`;
  const words = SHORTCUTS[language === 'fr' ? 'fr' : 'en'];
  const shortcuts = [
    ...words.map(([long, short, route]) => [long, short, `${start}${route}`] as const),
    // Of a survey that goes to people on a shared tablet: where a day lasts, it opens on it, and no channel is said twice.
    ...(current.notice?.sealing
      ? [[...FIELD[language === 'fr' ? 'fr' : 'en'], fieldStart(current.id, language, reference)] as const]
      : []),
  ];
  return {
    // Never the start address, which may change: an installed application is known by it for ever.
    id: app.identity ?? `/?s=${current.id}`,
    lang: language,
    dir: 'ltr',
    name,
    short_name: say(app.shortName) ?? name,
    description: say(app.description) ?? say(current.opening.why),
    start_url: start,
    scope: '/',
    display: 'standalone',
    background_color: '#fbfaf6',
    theme_color: '#fbfaf6',
    ...(app.categories ? { categories: app.categories } : {}),
    icons: [
      { src: '/icons/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
      ...(['any', 'maskable'] as const).flatMap((purpose) =>
        ['192x192', '512x512'].map((size) => {
          const file = `${purpose === 'any' ? 'icon' : purpose}-${size.split('x')[0]}.png`;
          return { src: `/icons/${file}`, sizes: size, type: 'image/png', purpose };
        }),
      ),
    ],
    ...(app.screenshots
      ? {
          screenshots: app.screenshots.map(({ file, form, label }) => {
            const path = `surveys/${current.id}/screenshots/${file}`;
            return { src: `/${path}`, sizes: sizes(path), type: 'image/png', form_factor: form, label: say(label) };
          }),
        }
      : {}),
    // A rescue file, which the worker alone takes: it goes on to no server.
    share_target: {
      action: `/rescue?s=${current.id}${language === reference ? '' : `&lang=${language}`}`,
      method: 'POST',
      enctype: 'multipart/form-data',
      params: { files: [{ name: 'rescue', accept: ['text/plain', '.txt', '.ndjson'] }] },
    },
    shortcuts: shortcuts.map(([long, short, url]) => ({
      name: long,
      short_name: short,
      url,
      icons: [{ src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' }],
    })),
  };
}

const FIELD = { fr: ['Terrain', 'Terrain'], en: ['Field day', 'Field'] } as const;

function fieldStart(id: string, language: string, reference: string): string {
  return `/?s=${id}&mode=field${language === reference ? '' : `&lang=${language}`}`;
}

const SHORTCUTS = {
  fr: [
    ['Reprendre ou commencer', 'Répondre', ''],
    ['Mon dernier profil', 'Mon profil', '#/card'],
    ['Résultats de l’enquête', 'Résultats', '#/results'],
  ],
  en: [
    ['Resume or begin', 'Answer', ''],
    ['My latest profile', 'My profile', '#/card'],
    ['Results of the survey', 'Results', '#/results'],
  ],
} as const;

function pictureAt(path: string): Uint8Array {
  if (!existsSync(path)) throw new Error(`${path}: presentation.json names this picture, and it is not there`);
  const png = readFileSync(path);
  if (png.toString('latin1', 1, 4) !== 'PNG') throw new Error(`${path}: this is no PNG file`);
  return png;
}

/** The two numbers that a PNG file begins with. */
function sizeOf(assets: ReadonlyMap<string, string | Uint8Array>, path: string): string {
  const png = assets.get(path);
  if (!(png instanceof Uint8Array)) throw new Error(`no picture ${path}`);
  const numbers = new DataView(png.buffer, png.byteOffset);
  return `${numbers.getUint32(16)}x${numbers.getUint32(20)}`;
}
