/*
 * Draws the pictures of `/p/<profile>`, with the drawing that people share: `node src/build/prerender/draw-previews.mjs`, when a profile's
 * name, sentence or emblem has changed. They go into the folder `previews` beside each survey (of SURVEYS_DIR, when it is set) and
 * are committed: there is no browser where the application is built.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright';
import { createServer, runnerImport } from 'vite';

const SURVEYS = process.env.SURVEYS_DIR || 'public/surveys';
const FAMILY = 'Atkinson Hyperlegible Next';
const { module: browsers } = await runnerImport('/src/build/chromium.ts', { root: process.cwd(), configFile: false });
const server = await createServer({ server: { port: 0, host: '127.0.0.1' }, logLevel: 'error' });
await server.listen();
const { port } = server.httpServer.address();
const browser = await chromium.launch({
  executablePath: browsers.findChromium(),
  args: [...browsers.CHROMIUM_ARGS],
});
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 630 } });
  await page.goto(`http://127.0.0.1:${port}/`);
  const drawings = await page.evaluate(draw, FAMILY);
  for (const { survey, page: name, svg } of drawings) {
    await page.evaluate((text) => {
      const drawn = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
      drawn.setAttribute('style', 'position:fixed;inset:0;z-index:9');
      document.body.replaceChildren(document.adoptNode(drawn));
    }, svg);
    mkdirSync(`${SURVEYS}/${survey}/previews`, { recursive: true });
    writeFileSync(`${SURVEYS}/${survey}/previews/${name}.png`, await page.screenshot());
  }
} finally {
  await browser.close();
  await server.close();
}

async function draw(family) {
  const { fetchFont } = await import('/src/ui/elements/font.ts');
  (await fetchFont())();
  const { drawSvg, measureWith } = await import('/src/ui/picture/draw-picture.tsx');
  const { learnEmblems } = await import('/src/ui/emblems/learn-emblems.ts');
  const { sharingFr } = await import('/src/ui/words/fr/sharing.ts');
  const { sharingEn } = await import('/src/ui/words/en/sharing.ts');
  const { typeset } = await import('/src/ui/words/typeset.ts');
  const { surveys } = await (await fetch('/surveys/index.json')).json();
  const measure = measureWith(document.createElement('canvas').getContext('2d'), `"${family}"`);
  const { compositePage, previewAddress } = await import('/src/ui/address/addresses.ts');
  const drawings = [];
  for (const [place, { id, revision }] of surveys.entries()) {
    const { typology, languages } = await (await fetch(`/surveys/${id}/${revision}.json`)).json();
    for (const language of typology ? languages : []) {
      const shown = await (await fetch(`/surveys/${id}/presentation.${language}.json`)).json();
      learnEmblems(shown.emblems);
      const text = language === 'fr' ? sharingFr : sharingEn;
      const say = (of) => typeset(of[language], language);
      const all = {
        page: compositePage(id, place === 0),
        name: text['draw.composite'],
        sentence: text['preview.composite'],
        emblems: typology.profiles.map((profile) => profile.id),
      };
      const each = typology.profiles.map((profile) => ({
        page: profile.id,
        name: say(profile.name),
        sentence: say(profile.sentence),
        emblems: [profile.id],
      }));
      for (const { page, ...what } of [...each, all]) {
        const message = {
          survey: say(typology.title),
          kicker: text['preview.kicker'],
          ...what,
          spirit: text['draw.spirit'],
          invitation: shown.words.invitation ?? text['draw.invitation'],
          link: '',
        };
        const svg = drawSvg(message, 'landscape', undefined, measure, `"${family}"`);
        drawings.push({ survey: id, page: previewAddress('', { languages }, page, language).slice('/p/'.length), svg });
      }
    }
  }
  return drawings;
}
