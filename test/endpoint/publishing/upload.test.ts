import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { cleanPng } from '../../../src/endpoint/publishing/upload/png-chunks.ts';
import { readUploadFolder } from '../../../src/endpoint/publishing/upload/upload-folder.ts';
import { isUploadName } from '../../../src/endpoint/publishing/upload/upload-names.ts';
import REFUSED_NAMES from '../../fixtures/cases/refused-file-names.json' with { type: 'json' };
import { temporaryFolder } from '../harness.ts';
import { chunk, chunkNames, pixelsOf, withPixels } from './png.ts';

const SHIPPED = 'public/surveys';
const shippedFiles = readdirSync(SHIPPED, { recursive: true, encoding: 'utf8' });
const pictureOf = (name: string) => readFileSync(join(SHIPPED, name));
const [first = ''] = shippedFiles.filter((name) => name.endsWith('.png'));

it('a list in the folder of a survey is taken instead of the one that surveys share', async () => {
  const shared = await temporaryFolder();
  const folder = join(shared, 'garden');
  for (const one of [shared, folder]) {
    mkdirSync(join(one, 'lists'), { recursive: true });
    writeFileSync(join(one, 'lists/towns.json'), JSON.stringify(one));
  }
  writeFileSync(join(folder, '1.json'), JSON.stringify({ list: 'towns' }));
  const { files } = await readUploadFolder(folder);
  expect(Buffer.from(files.get('lists/towns.json') ?? []).toString()).toBe(JSON.stringify(folder));
});

describe('the name of a file', () => {
  it('is one of a closed list, which every shipped survey keeps to', () => {
    const names = shippedFiles.flatMap((name) => {
      const [folder = '', ...rest] = name.split('/');
      if (rest.length === 0 || !/\.(json|md|png)$/.test(name)) return [];
      return [/^(lists|maps)$/.test(folder) ? name : rest.join('/')];
    });
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !isUploadName(name))).toEqual([]);
    const others = [
      'notes/digital-plan.fr.md',
      'notes/crossing.plan-by-type.fr.md',
      'lessons.pt-BR.md',
      'interviews/a-mayor.fr.md',
    ];
    expect(others.filter((name) => !isUploadName(name))).toEqual([]);
  });

  it.each([...REFUSED_NAMES, `previews/${'x'.repeat(300)}.png`])('is refused: %j', (name) => {
    expect(isUploadName(name)).toBe(false);
  });
});

describe('a picture', () => {
  it('keeps every pixel, whatever encoded it', async () => {
    for (const name of shippedFiles.filter((one) => one.endsWith('.png')).slice(0, 6)) {
      const read = await cleanPng(pictureOf(name));
      if (read.kind === 'faulty') throw new Error(read.reason);
      expect(pixelsOf(read.bytes).equals(pixelsOf(pictureOf(name))), name).toBe(true);
      expect(chunkNames(read.bytes)).toEqual(['IHDR', 'IDAT', 'IEND']);
    }
  });

  it('loses comments, places, and what follows it or its pixels', async () => {
    const file = pictureOf(first);
    const [header, rest] = [file.subarray(0, 33), file.subarray(33)];
    const spoiled = Buffer.concat([
      header,
      chunk('tEXt', 'MARKER'),
      chunk('eXIf', 'MARKER'),
      rest,
      Buffer.from('MARKER<script>'),
    ]);
    const padded = withPixels(spoiled, Buffer.concat([deflateSync(pixelsOf(file)), Buffer.from('MARKER')]));
    for (const one of [spoiled, padded]) {
      const read = await cleanPng(one);
      if (read.kind === 'faulty') throw new Error(read.reason);
      expect(Buffer.from(read.bytes).includes('MARKER')).toBe(false);
      expect(pixelsOf(read.bytes).equals(pixelsOf(file))).toBe(true);
    }
  });

  it('is refused when it is none, is cut short, has another check sum, another size, or too many pixels', async () => {
    const file = pictureOf(first);
    const flipped = Buffer.from(file);
    flipped[50] = (flipped[50] ?? 0) ^ 1;
    const sized = (width: number, height: number) => {
      const data = Buffer.from(file.subarray(16, 29));
      data.writeUInt32BE(width, 0);
      data.writeUInt32BE(height, 4);
      return Buffer.concat([file.subarray(0, 8), chunk('IHDR', data), file.subarray(33)]);
    };
    const interlaced = Buffer.from(file.subarray(16, 29));
    interlaced[12] = 1;
    const bad: readonly Uint8Array[] = [
      Buffer.of(),
      Buffer.from('<svg onload="alert(1)">'),
      Buffer.from('GIF89a'),
      file.subarray(0, file.length - 20),
      file.subarray(0, 33),
      flipped,
      sized(0, 10),
      sized(100, 100),
      sized(2 ** 31 - 1, 2 ** 31 - 1),
      Buffer.concat([file.subarray(0, 8), chunk('IHDR', interlaced), file.subarray(33)]),
      withPixels(file, Buffer.from('no deflate')),
      // A few kilobytes that inflate to far more than the header says.
      withPixels(file, deflateSync(Buffer.alloc(2 ** 24))),
    ];
    for (const [at, one] of bad.entries()) expect([at, (await cleanPng(one)).kind]).toEqual([at, 'faulty']);
  });
});
