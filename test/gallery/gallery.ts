import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { startJourney } from '../support/journey.ts';
import type { Shot } from './shot.ts';
import { SERIES } from './shots.ts';

const FOLDER = 'test-output/gallery';

const SIZES = {
  small: { width: 360, height: 640 },
  phone: { width: 390, height: 844 },
  tablet: { width: 820, height: 1180 },
  lying: { width: 844, height: 390 },
  laptop: { width: 1366, height: 768 },
} as const;
const THEMES = ['light', 'dark', 'print'] as const;

type Size = keyof typeof SIZES;
type Theme = (typeof THEMES)[number];

/** Longer pages are cut here: the rest of them is more of the same. */
const LONGEST = 6000;
/** A4 at 96 pixels to the inch, less its margins. */
const PAPER = { width: 688, height: 1050 };

/** Draws the pictures and their page. Prints what could not be reached, and goes on. */
export async function gallery(words: readonly string[]): Promise<void> {
  const option = (name: string) =>
    words
      .find((word) => word.startsWith(`--${name}=`))
      ?.slice(name.length + 3)
      .split(',');
  const wanted = words.filter((word) => !word.startsWith('--'));
  const sizes = (option('sizes') ?? Object.keys(SIZES)) as readonly Size[];
  const themes = (option('themes') ?? THEMES) as readonly Theme[];
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const rows: string[] = [];
  for (const { env = {}, isDemonstration = false, shots } of SERIES) {
    const isWanted = ({ name }: Shot) => wanted.length === 0 || wanted.some((word) => name.includes(word));
    const last = shots.findLastIndex(isWanted);
    if (last < 0) continue;
    const journey = await startJourney(env, { isDemonstration });
    const { page } = await journey.openVisit();
    for (const shot of shots.slice(0, last + 1)) {
      await page.setViewportSize(SIZES.phone);
      const failed = await shot.reach(page, journey).then(
        () => undefined,
        (error: unknown) => String(error).split('\n')[0],
      );
      if (failed !== undefined) console.log(`✗ ${shot.name}: ${failed}`);
      if (!isWanted(shot)) continue;
      rows.push(rowOf(shot, failed ? [] : await drawEach(page, shot, sizes, themes)));
      console.log(shot.name);
    }
    await journey.end();
  }
  writeFileSync(join(FOLDER, 'index.html'), pageOf(rows));
  console.log(`${FOLDER}/index.html`);
}

async function drawEach(
  page: Page,
  shot: Shot,
  sizes: readonly Size[],
  themes: readonly Theme[],
): Promise<readonly string[]> {
  const files: string[] = [];
  await readThrough(page);
  for (const theme of themes) {
    const isPrint = theme === 'print';
    if (isPrint && !shot.isPrinted) continue;
    await page.emulateMedia({ media: isPrint ? 'print' : 'screen', colorScheme: theme === 'dark' ? 'dark' : 'light' });
    for (const size of isPrint ? (['paper'] as const) : sizes) {
      await page.setViewportSize(size === 'paper' ? PAPER : SIZES[size]);
      await page.evaluate(() => scrollTo(0, 0));
      await page.waitForTimeout(shot.settles ?? 250);
      const file = `${shot.name.replaceAll(/[^\p{L}\d]+/gu, '-')}.${size}.${theme}.png`;
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      const { width } = page.viewportSize() ?? PAPER;
      const whole = { x: 0, y: 0, width, height: Math.min(height, LONGEST) };
      // A sandboxed frame is drawn only where it is in view.
      if ((await page.locator('iframe').count()) > 0) {
        await page.setViewportSize({ width, height: whole.height });
        await page.waitForTimeout(500);
      }
      await page.screenshot({
        path: join(FOLDER, file),
        scale: 'css',
        ...(shot.isFirstScreen ? {} : { fullPage: true, clip: whole }),
      });
      files.push(file);
    }
    if (isPrint) {
      const pdf = `${shot.name.replaceAll(/[^\p{L}\d]+/gu, '-')}.pdf`;
      await page.pdf({ path: join(FOLDER, pdf), preferCSSPageSize: true });
      files.push(pdf);
    }
  }
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
  return files;
}

/** Scrolls to the end and back: charts are drawn only once they have come near the screen. The page grows as they are. */
async function readThrough(page: Page): Promise<void> {
  const screens = () => page.evaluate(() => document.documentElement.scrollHeight / innerHeight);
  if ((await screens()) < 2) return;
  for (let screen = 1; screen < (await screens()); screen++) {
    await page.evaluate((to) => scrollTo(0, to * innerHeight), screen);
    await page.waitForTimeout(100);
  }
  // What is folded is not drawn.
  const undrawn = 'td div[aria-hidden="true"]:empty:not(details:not([open]) *)';
  await page.waitForFunction((one) => document.querySelector(one) === null, undrawn);
}

function rowOf({ name }: Shot, files: readonly string[]): string {
  const shown = files.map((file) =>
    file.endsWith('.pdf')
      ? `<figure><a href="${file}">${file}</a></figure>`
      : `<figure><img loading="lazy" src="${file}" alt=""><figcaption>${file}</figcaption></figure>`,
  );
  return `<section><h2>${name}</h2><div>${shown.join('')}</div></section>`;
}

function pageOf(rows: readonly string[]): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Gallery</title><style>
body{font:15px system-ui;margin:24px;background:#777;color:#fff}h2{font-size:18px}div{display:flex;gap:16px;align-items:flex-start;overflow-x:auto}
figure{margin:0;flex:none}img{max-height:900px;max-width:900px;background:#fff}figcaption{font-size:12px}
</style>${rows.join('\n')}`;
}
