/* Writes the picture of a screen as a PNG of 256 colours, a third as large as the browser's own. */
import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');
const COLOURS = 256;
/** Squares of the distances below which two colours share a place of the palette, as long as there are others. */
const ALIKE = [400, 100, 0];

/** `page` decodes the PNG. */
export async function smallPng(page, png) {
  const { width, height, base64 } = await page.evaluate(decode, png.toString('base64'));
  const rgba = Buffer.from(base64, 'base64');
  const colours = Array.from({ length: width * height }, (_, pixel) => rgba.readUIntBE(pixel * 4, 3));
  const palette = paletteOf(colours);
  const places = new Map([...new Set(colours)].map((colour) => [colour, nearest(palette, colour)]));
  // Each line begins with the number of its filter: none, which suits a palette.
  const lines = Buffer.alloc((width + 1) * height);
  for (const [pixel, colour] of colours.entries()) lines[pixel + Math.floor(pixel / width) + 1] = places.get(colour);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // 8 bits a pixel, which name a colour of the palette.
  header.set([8, 3], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap(channelsOf))),
    chunk('IDAT', deflateSync(lines, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Runs in the page, whose policy lets it fetch no `data:` address. */
async function decode(png) {
  const bytes = Uint8Array.from(atob(png), (byte) => byte.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context.drawImage(bitmap, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  let text = '';
  for (let at = 0; at < data.length; at += 8192) text += String.fromCharCode(...data.subarray(at, at + 8192));
  return { width, height, base64: btoa(text) };
}

/** Takes the most frequent colours. The edges of letters have many that look alike, which would leave no place for others. */
function paletteOf(colours) {
  const counts = new Map();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  const byCount = [...counts].sort(([, one], [, other]) => other - one).map(([colour]) => colour);
  const palette = [];
  for (const alike of ALIKE)
    for (const colour of byCount)
      if (palette.length < COLOURS && palette.every((taken) => distance(taken, colour) > alike)) palette.push(colour);
  return palette;
}

function nearest(palette, colour) {
  const distances = palette.map((taken) => distance(taken, colour));
  return distances.indexOf(Math.min(...distances));
}

function distance(one, other) {
  const channels = channelsOf(other);
  return channelsOf(one).reduce((sum, value, place) => sum + (value - channels[place]) ** 2, 0);
}

function channelsOf(colour) {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
