/*
 * Draws the pictures that are shown before one installs, with the application as it is built: `node src/build/drawing/draw-screenshots.mjs`
 * after `npm run build`, when a question or the card has changed. For each survey (of SURVEYS_DIR, when it is set) it draws those of
 * `question-narrow.png`, `question-wide.png`, `card-narrow.png` and `card-wide.png` that its `presentation.json` names, and leaves
 * other pictures alone. They are committed: there is no browser where the application is built.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { drawInterview, withEndpoint } from './draw-interview.mjs';

const SURVEYS = process.env.SURVEYS_DIR || 'public/surveys';
const SCREENS = {
  narrow: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
  wide: { viewport: { width: 1280, height: 800 }, hasTouch: true },
};
await withEndpoint([], SURVEYS, drawAll);

async function drawAll(browser, url) {
  for (const { id } of JSON.parse(readFileSync(`${SURVEYS}/index.json`, 'utf8')).surveys) {
    const wanted = screenshotsOf(id);
    for (const form of Object.keys(SCREENS).filter((one) => wanted.some((file) => file.endsWith(`-${one}.png`)))) {
      const drawn = await drawInterview(browser, `${url}/?s=${id}`, { ...SCREENS[form], locale: 'fr-FR' });
      for (const [name, png] of Object.entries(drawn))
        if (wanted.includes(`${name}-${form}.png`))
          writeFileSync(`${SURVEYS}/${id}/screenshots/${name}-${form}.png`, png);
    }
  }
}

function screenshotsOf(id) {
  try {
    const { app } = JSON.parse(readFileSync(`${SURVEYS}/${id}/presentation.json`, 'utf8'));
    return (app?.screenshots ?? []).map(({ file }) => file);
  } catch (error) {
    // A survey may do without.
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}
