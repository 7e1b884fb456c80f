import type { EmblemDrawing } from '../core/survey/presentation.ts';

/** The width of one emblem with the space around it. */
const WIDTH = 72;
const HEIGHT = 64;

/**
 * Draws the emblems of a survey next to each other, as the picture of its opening, which shows without script. One background and one
 * line colour serve every theme. `lit`: the profile that is highlighted.
 */
export function emblemRow(emblems: Readonly<Record<string, EmblemDrawing>>, lit?: string): string {
  const drawings = Object.entries(emblems).map(([profile, { paths, hue }], place) => {
    const [light, chroma] = profile === lit ? ['78%', '.08'] : ['93%', '.035'];
    const edge =
      profile === lit ? 'stroke="#16202b" stroke-width="3.5"' : `stroke="oklch(62% .11 ${hue})" stroke-width="2.5"`;
    const circle = `<circle cx="36" cy="32" r="30" fill="oklch(${light} ${chroma} ${hue})" ${edge}/>`;
    const lines = paths.map((path) => `<path d="${path}"/>`).join('');
    const shift = place === 0 ? '' : ` transform="translate(${place * WIDTH})"`;
    return `<g${shift}>${circle}<g transform="translate(15 11) scale(.656)">${lines}</g></g>`;
  });
  const style = 'fill="none" stroke="#16202b" stroke-width="3.6" stroke-linecap="round" stroke-linejoin="round"';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${drawings.length * WIDTH} ${HEIGHT}" ${style}>${drawings.join('')}</svg>\n`;
}
