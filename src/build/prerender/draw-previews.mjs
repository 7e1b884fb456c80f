/*
 * Draws the pictures of `/p/<profile>`, with the drawing that people share: `node src/build/prerender/draw-previews.mjs`, when a profile's
 * name, sentence or emblem has changed. They go into the folder `previews` beside each survey (of SURVEYS_DIR, when it is set) and
 * are committed: there is no browser where the application is built.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright';
import { createServer, runnerImport } from 'vite';

const SURVEYS = process.env.SURVEYS_DIR || 'public/surveys';
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
  for (const { survey, page: name, png } of await page.evaluate(draw)) {
    mkdirSync(`${SURVEYS}/${survey}/previews`, { recursive: true });
    writeFileSync(`${SURVEYS}/${survey}/previews/${name}.png`, Buffer.from(png, 'base64'));
  }
} finally {
  await browser.close();
  await server.close();
}

async function draw() {
  const { drawPicture } = await import('/src/ui/picture/draw-picture.ts');
  const { learnEmblems } = await import('/src/ui/emblems/learn-emblems.ts');
  const { compositePage, previewAddress } = await import('/src/ui/address/addresses.ts');
  const { sharingFr } = await import('/src/ui/words/fr/sharing.ts');
  const { sharingEn } = await import('/src/ui/words/en/sharing.ts');
  const { typeset } = await import('/src/ui/words/typeset.ts');
  const { surveys } = await (await fetch('/surveys/index.json')).json();
  const pictures = [];
  for (const [place, { id, revision }] of surveys.entries()) {
    const file = await (await fetch(`/surveys/${id}/${revision}.json`)).json();
    const { typology, languages, title, sections, opening } = file;
    for (const [nth, language] of (typology ? languages : []).entries()) {
      const shown = await (await fetch(`/surveys/${id}/presentation.${language}.json`)).json();
      learnEmblems(shown.emblems);
      const text = language === 'fr' ? sharingFr : sharingEn;
      const say = (of) => typeset(of[language], language);
      const legend = typology.profiles.map((profile) => profile.id);
      const each = typology.profiles.map((profile) => ({
        page: profile.id,
        names: [say(profile.name)],
        sentence: say(profile.sentence),
        emblems: [profile.id],
      }));
      const all = {
        page: compositePage(id, place === 0),
        names: [text['draw.composite']],
        sentence: text['preview.composite'],
        emblems: legend,
      };
      const questions = sections.flatMap((section) => section.questions).length;
      const first = {
        page: 'opening',
        kicker: text['preview.opening'](questions, opening.minutes),
        names: text['preview.profiles'](legend.length).split('\n'),
        sentence: say(title),
        emblems: legend,
      };
      for (const { page, ...what } of [...each, all, ...(place === 0 && nth === 0 ? [first] : [])]) {
        const message = {
          survey: say(typology.title),
          kicker: text['preview.kicker'],
          legend,
          spirit: text['draw.spirit'],
          invitation: shown.words.invitation ?? text['draw.invitation'],
          link: '',
          ...what,
        };
        const picture = await drawPicture({ message, shape: 'landscape', qr: undefined, name: page });
        const bytes = new Uint8Array(await picture.arrayBuffer());
        const png = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
        pictures.push({ survey: id, page: previewAddress('', { languages }, page, language).slice('/p/'.length), png });
      }
    }
  }
  return pictures;
}
