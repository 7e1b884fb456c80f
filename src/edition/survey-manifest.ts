import type { PublishedSurvey } from '../authoring/published-surveys.ts';
import { directionOf } from '../core/language.ts';
import { OWN } from '../core/own-paths.ts';
import type { LocalText } from '../core/survey/survey-parts.ts';
import { ALL } from '../words/compiled/respondent/all.mjs';
import { uiLanguageFor } from '../words/languages.ts';
import type { EditionPictures } from './edition-picture.ts';

/** Returns a line for each screenshot that `presentation.json` names and that is not there, or is not a PNG file. */
export function missingScreenshots({ current, presentation }: PublishedSurvey, pictures: EditionPictures) {
  const named = presentation.app?.screenshots ?? [];
  return named
    .filter(({ file }) => pictures.get(`screenshots/${file}`)?.size === undefined)
    .map(({ file }) => `${current.id}/presentation.json:1: names screenshots/${file}, which is not a PNG file there`);
}

/** Browsers know an installed application by this for ever: it is not the start address, which may change. */
export function identityOf({ current, presentation }: Pick<PublishedSurvey, 'current' | 'presentation'>): string {
  return presentation.app?.identity ?? `/?s=${current.id}`;
}

/**
 * The manifest of one survey in one language: each installed survey is a separate application. Its pictures have relative addresses,
 * so that the file is the same in its edition and at the address that installed applications know.
 */
export function manifestOf({ current, presentation }: PublishedSurvey, language: string, pictures: EditionPictures) {
  const { app = {} } = presentation;
  const say = (text: LocalText | undefined) => text?.[language];
  const name = say(current.title) ?? current.id;
  const spoken = uiLanguageFor(language, [presentation.interface, ...current.languages]);
  const lang = `&lang=${language}`;
  const start = `/?s=${current.id}&c=app${lang}`;
  const words = ALL[spoken].page;
  const shortcuts: readonly (readonly [long: string, short: string, url: string])[] = [
    [...words['shortcut-answer'], start],
    [...words['shortcut-card'], `${start}#/card`],
    [...words['shortcut-results'], `${start}#/results`],
    // Only where tablets seal: while a day lasts it opens on that day, so the shortcut names no channel.
    ...(current.notice?.sealing ? [[...words['shortcut-field'], `/?s=${current.id}&mode=field${lang}`] as const] : []),
  ];
  return {
    id: identityOf({ current, presentation }),
    lang: language,
    dir: directionOf(language),
    name,
    short_name: say(app.shortName) ?? name,
    description: say(app.description) ?? say(current.opening.why),
    start_url: start,
    scope: '/',
    display: 'standalone',
    display_override: ['standalone', 'minimal-ui'],
    // A link that is opened again focuses the existing window, where a draft may be open.
    launch_handler: { client_mode: ['navigate-existing', 'auto'] },
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
      { src: '/icons/monochrome.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'monochrome' },
      { src: '/icons/monochrome-192.png', sizes: '192x192', type: 'image/png', purpose: 'monochrome' },
    ],
    ...(app.screenshots
      ? {
          screenshots: app.screenshots.map(({ file, form, label }) => {
            const src = `screenshots/${file}`;
            return { src, sizes: pictures.get(src)?.size, type: 'image/png', form_factor: form, label: say(label) };
          }),
        }
      : {}),
    // A rescue file, which the service worker handles: it is sent to no server.
    share_target: {
      action: `${OWN.rescue}?s=${current.id}${lang}`,
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
