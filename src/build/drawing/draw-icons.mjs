/*
 * Draws the icons of the application from the five emblems of the first survey: `node src/build/drawing/draw-icons.mjs`,
 * when an emblem has changed. They belong to the release, whatever surveys it serves, and are committed: there is no browser where the
 * application is built.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { openBrowser } from './draw-interview.mjs';

const PAPER = '#fbfaf6';
const read = (path) => JSON.parse(readFileSync(`public/surveys/${path}`, 'utf8'));
const { profiles } = read(`${read('index.json').surveys[0].id}/presentation.json`);
const browser = await openBrowser();
try {
  const page = await browser.newPage();
  const colours = await page.evaluate(
    coloursOf,
    Object.values(profiles).map(({ hue }) => hue),
  );
  const emblems = Object.values(profiles).map(({ emblem }, place) => ({ emblem, colour: colours[place] }));
  // The smaller an icon, the thicker its lines and the larger the five discs. Without a background a tab shows more of them.
  const icons = {
    'icon.svg': icon(emblems, { reach: 0.45, line: 4, ground: 'rounded' }),
    'maskable.svg': icon(emblems, { reach: 0.38, line: 4, ground: 'whole' }),
    'monochrome.svg': monochrome(emblems, { reach: 0.42, line: 4.5 }),
    'icon-512.png': icon(emblems, { reach: 0.45, line: 4, ground: 'rounded' }),
    'icon-192.png': icon(emblems, { reach: 0.45, line: 4.5, ground: 'rounded' }),
    'icon-48.png': icon(emblems, { reach: 0.5, line: 6.5, ground: 'none' }),
    'icon-32.png': icon(emblems, { reach: 0.5, line: 0, ground: 'none' }),
    'maskable-512.png': icon(emblems, { reach: 0.38, line: 4, ground: 'whole' }),
    'maskable-192.png': icon(emblems, { reach: 0.38, line: 4.5, ground: 'whole' }),
    'monochrome-192.png': monochrome(emblems, { reach: 0.42, line: 4.5 }),
    'apple-touch-icon.png': icon(emblems, { reach: 0.42, line: 4.5, ground: 'whole' }),
  };
  for (const [name, svg] of Object.entries(icons)) {
    const size = Number(/-(\d+)\.png$/.exec(name)?.[1] ?? 180);
    writeFileSync(`public/icons/${name}`, name.endsWith('.svg') ? `${svg}\n` : await rastered(page, svg, size));
  }
} finally {
  await browser.close();
}

/** `reach`: the distance of the discs from the middle, as a fraction of the side. `line`: the emblems' line width on their grid of 64; 0 draws discs alone. */
function icon(emblems, { reach, line, ground }) {
  const grounds = {
    none: '',
    whole: `<rect width="512" height="512" fill="${PAPER}"/>`,
    rounded: `<rect width="512" height="512" rx="112" fill="${PAPER}"/>`,
  };
  const discs = emblems.map((one, place) => {
    const { x, y, radius, scale } = placeOf(place, reach, emblems.length);
    return `<g transform="translate(${x} ${y})"><circle r="${radius}" fill="${one.colour}"/>${lines(one, scale, line, '#fff')}</g>`;
  });
  return svgOf(`${grounds[ground]}${discs.join('')}`);
}

/** Draws the discs alone, with the emblems cut out: the system uses the opaque parts of such an icon. */
function monochrome(emblems, { reach, line }) {
  const places = emblems.map((one, place) => ({ one, ...placeOf(place, reach, emblems.length) }));
  const discs = places.map(({ x, y, radius }) => `<circle cx="${x}" cy="${y}" r="${radius}" fill="#fff"/>`);
  const cuts = places.map(
    ({ one, x, y, scale }) => `<g transform="translate(${x} ${y})">${lines(one, scale, line, '#000')}</g>`,
  );
  return svgOf(`<mask id="m">${discs.join('')}${cuts.join('')}</mask><rect width="512" height="512" mask="url(#m)"/>`);
}

/** Five discs that touch one another around the middle, the first above: none is larger or nearer. */
function placeOf(place, reach, count) {
  const turn = (2 * Math.PI) / count;
  // The discs' centres are `radius / sin(turn / 2)` from the middle; a little less than touching.
  const radius = (512 * reach) / (1 + 1 / Math.sin(turn / 2));
  const ring = 512 * reach - radius;
  const round = (value) => Math.round(value * 10) / 10;
  return {
    x: round(256 + ring * Math.sin(place * turn)),
    // The foot of a pentagon is nearer to its middle than its top.
    y: round(256 + (ring + radius) * 0.05 - ring * Math.cos(place * turn)),
    radius: round(radius * 0.96),
    scale: Math.round(((radius * 1.26) / 64) * 1000) / 1000,
  };
}

function lines({ emblem }, scale, line, colour) {
  if (line === 0) return '';
  const paths = emblem.map((path) => `<path d="${path}"/>`).join('');
  return `<g transform="scale(${scale}) translate(-32 -32)" fill="none" stroke="${colour}" stroke-width="${line}" stroke-linecap="round" stroke-linejoin="round">${paths}</g>`;
}

function svgOf(content) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">${content}</svg>`;
}

async function rastered(page, svg, size) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${svg}`);
  return page.screenshot({ omitBackground: true });
}

/** Runs in the page: converts the profiles' colours to a notation that every program reads. */
function coloursOf(hues) {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d');
  return hues.map((hue) => {
    canvas.fillStyle = `oklch(62% 0.11 ${hue})`;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
    return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  });
}
