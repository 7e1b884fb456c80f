/*
 * Draws the pictures of `/p/<profile>`, with the drawing that people share: `node src/build/prerender/draw-previews.mjs`, when a profile's
 * name, sentence or emblem has changed. The pictures are committed: there is no browser where the application is built.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright';
import { createServer, runnerImport } from 'vite';

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
  mkdirSync('public/p', { recursive: true });
  for (const { profile, svg } of drawings) {
    await page.evaluate((text) => {
      const drawn = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
      drawn.setAttribute('style', 'position:fixed;inset:0;z-index:9');
      document.body.replaceChildren(document.adoptNode(drawn));
    }, svg);
    writeFileSync(`public/p/${profile}.png`, await page.screenshot());
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
  const { typeset } = await import('/src/ui/words/typeset.ts');
  const { surveys } = await (await fetch('/surveys/index.json')).json();
  const measure = measureWith(document.createElement('canvas').getContext('2d'), `"${family}"`);
  const drawings = [];
  for (const { id, revision } of surveys) {
    const { typology, languages } = await (await fetch(`/surveys/${id}/${revision}.json`)).json();
    const shown = await (await fetch(`/surveys/${id}/presentation.${languages[0]}.json`)).json();
    learnEmblems(shown.emblems);
    const say = (text) => typeset(text[languages[0]], languages[0]);
    for (const profile of typology?.profiles ?? []) {
      const message = {
        survey: say(typology.title),
        kicker: sharingFr['preview.kicker'],
        name: say(profile.name),
        sentence: say(profile.sentence),
        emblems: [profile.id],
        spirit: sharingFr['draw.spirit'],
        invitation: shown.words.invitation ?? sharingFr['draw.invitation'],
        link: '',
      };
      drawings.push({
        profile: profile.id,
        svg: drawSvg(message, 'landscape', undefined, measure, `"${family}"`),
      });
    }
  }
  return drawings;
}
