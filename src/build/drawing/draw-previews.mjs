/*
 * Draws the pictures of `/p/<profile>`, with the drawing that people share: `node src/build/drawing/draw-previews.mjs`, when a profile's
 * name, sentence or emblem has changed. They go into the folder `previews` of each survey (of SURVEYS_DIR, when it is set) and
 * are committed: there is no browser where the application is built.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'vite';
import { openBrowser } from './draw-interview.mjs';

const SURVEYS = process.env.SURVEYS_DIR || 'public/surveys';
const server = await createServer({ server: { port: 0, host: '127.0.0.1' }, logLevel: 'error' });
await server.listen();
const { port } = server.httpServer.address();
const browser = await openBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 630 } });
  await page.goto(`http://127.0.0.1:${port}/`);
  for (const { survey, page: name, png } of await page.evaluate(draw, readSurveys())) {
    mkdirSync(`${SURVEYS}/${survey}/previews`, { recursive: true });
    writeFileSync(`${SURVEYS}/${survey}/previews/${name}.png`, Buffer.from(png, 'base64'));
  }
} finally {
  await browser.close();
  await server.close();
}

/** The current revision of each, with its presentation. */
function readSurveys() {
  const read = (path) => JSON.parse(readFileSync(`${SURVEYS}/${path}`, 'utf8'));
  return read('index.json').surveys.map(({ id, revision }) => ({
    file: read(`${id}/${revision}.json`),
    presentation: existsSync(`${SURVEYS}/${id}/presentation.json`) ? read(`${id}/presentation.json`) : {},
  }));
}

async function draw(surveys) {
  const { drawPicture } = await import('/src/ui/picture/draw-picture.ts');
  const { learnEmblems } = await import('/src/ui/emblems/learn-emblems.ts');
  const { presentationIn } = await import('/src/edition/presentation-in.ts');
  const { COMPOSITE_PAGE } = await import('/src/ui/address/addresses.ts');
  const { ALL } = await import('/src/words/compiled/respondent/all.mjs');
  const { uiLanguageFor } = await import('/src/words/languages.ts');
  const { typeset } = await import('/src/ui/words/typeset.ts');
  const pictures = [];
  for (const { file, presentation } of surveys) {
    const { id, typology, languages, title, sections, opening } = file;
    for (const [nth, language] of (typology ? languages : []).entries()) {
      const shown = presentationIn(language, presentation, file);
      learnEmblems(shown.emblems);
      const text = ALL[uiLanguageFor(language, languages)].sharing;
      const say = (of) => typeset(of[language], language);
      const legend = typology.profiles.map((profile) => profile.id);
      const each = typology.profiles.map((profile) => ({
        page: profile.id,
        names: [say(profile.name)],
        sentence: typeset(shown.aloud?.profiles[profile.id]?.[0]?.says ?? profile.sentence[language], language),
        emblems: [profile.id],
      }));
      const all = {
        page: COMPOSITE_PAGE,
        names: [text['draw.composite']],
        sentence: text['preview.composite'],
        emblems: legend,
      };
      const questions = sections.flatMap((section) => section.questions).length;
      const first = {
        page: 'opening',
        kicker: text['preview.opening'](questions, opening.minutes),
        names: text['preview.profiles'](legend.length).split('\n'),
        emblems: legend,
      };
      for (const { page, ...what } of [...each, all, first]) {
        const message = {
          question: typeset(shown.words.question ?? shown.words.invitation ?? title[language], language),
          kicker: text['preview.kicker'],
          spirit: text['draw.spirit'],
          link: '',
          ...what,
        };
        const picture = await drawPicture({ message, shape: 'landscape', qr: undefined, name: page });
        const bytes = new Uint8Array(await picture.arrayBuffer());
        const png = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
        pictures.push({ survey: id, page: nth === 0 ? page : `${page}.${language}`, png });
      }
    }
  }
  return pictures;
}
