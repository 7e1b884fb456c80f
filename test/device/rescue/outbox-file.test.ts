import { afterEach, describe, expect, test, vi } from 'vitest';
import type { OpenedDevice } from '../../../src/device/port/device.ts';
import { keepShared } from '../../../src/device/rescue/shared-files.ts';
import { readShelf, takeShare } from '../../../src/ui/screens/rescue/waiting-shares.ts';
import {
  clean,
  down,
  draftOf,
  envelopesIn,
  failStorage,
  fakeEndpoint,
  fileOf,
  held,
  open,
  rescueFile,
  SURVEY,
  status,
  until,
} from '../support.ts';

afterEach(clean);

const HERE = async (survey: string) => survey === SURVEY.id;

/** As the page does when somebody presses the button of each. */
async function takeShares(device: OpenedDevice) {
  const outcomes = [];
  for (const one of (await readShelf(globalThis)).shares) outcomes.push(await takeShare(globalThis, device, one, HERE));
  return outcomes;
}

/** A device whose endpoint is away. */
async function tablet() {
  const endpoint = down();
  return open({ fetch: endpoint.fetch });
}

/** The rescue file of a tablet with these finished responses, of which nothing else is left. */
async function fileOfTablet(...numbers: readonly number[]): Promise<Blob> {
  const device = await tablet();
  for (const number of numbers) await device.finish(draftOf(number), SURVEY);
  const file = await rescueFile(device);
  await clean();
  return file;
}

/** Shares a file with the application; returns the address of the page that opens. */
function share(content: BlobPart, now = Date.now(), query = ''): Promise<string> {
  const body = new FormData();
  body.append('rescue', new File([content], 'secours.txt', { type: 'text/plain' }));
  const request = new Request(`https://barometre.example/rescue${query}`, { method: 'POST', body });
  return keepShared(request, globalThis, now);
}

const NOTHING = { kind: 'imported', added: 0, known: 0, erased: 0, elsewhere: 0, damaged: 0 };

test('every envelope not received is in the rescue file, refused ones too, and comes back on another device', async () => {
  const endpoint = fakeEndpoint();
  endpoint.verdictFor = () => ({ verdict: 'refused', problem: 'answer.invalid' });
  const tablet = await open({ fetch: endpoint.fetch });
  await tablet.finish(draftOf(1), SURVEY);
  await until(tablet, ({ refused }) => refused === 1);
  endpoint.answer = () => status(503);
  const [first] = await held(tablet);
  const day = Array.from({ length: 249 }, (_, index) => ({ ...first, id: draftOf(index + 2).id }));
  await tablet.importFile(fileOf(...day), HERE);
  expect(tablet.outbox.status()).toMatchObject({ waiting: 249, refused: 1 });
  expect(await tablet.outbox.exportFile()).toMatchObject({ file: { sealed: 0, clear: 250 } });
  const file = await rescueFile(tablet);
  expect(await file.text()).toMatch(/^\{"rescue":1,[^\n]+en clair/);
  expect(new Set((await held(tablet)).map(({ id }) => id)).size).toBe(250);
  await clean();

  const fresh = fakeEndpoint();
  const laptop = await open({ fetch: fresh.fetch });
  expect(await laptop.importFile(file, HERE)).toEqual({ ...NOTHING, added: 250 });
  await until(laptop, ({ waiting }) => waiting === 0);
  expect(fresh.stored.size).toBe(250);
  expect(await held(laptop)).toEqual([]);
});

test('a file for one survey holds nothing of another', async () => {
  const device = await tablet();
  await device.finish(draftOf(1), SURVEY);
  const [own] = await held(device);
  await device.importFile(fileOf({ ...own, id: draftOf(2).id, survey: 'other' }), async () => true);
  expect(await envelopesIn(await rescueFile(device, [SURVEY.id]))).toEqual([own]);
  expect(await held(device)).toHaveLength(2);
});

test('imported where the same responses are, and again, it changes nothing; a later answer of one replaces it', async () => {
  const device = await tablet();
  await device.finish(draftOf(), SURVEY);
  const file = await rescueFile(device);
  expect(await device.importFile(file, HERE)).toEqual({ ...NOTHING, known: 1 });
  expect(await device.importFile(file, HERE)).toEqual({ ...NOTHING, known: 1 });
  expect(await held(device)).toMatchObject([{ sequence: 1 }]);

  await device.finish(draftOf(1, { sequence: 1 }), SURVEY);
  const later = await rescueFile(device);
  // Nor does what was given before come back beside it.
  expect(await device.importFile(file, HERE)).toEqual({ ...NOTHING, known: 1 });
  expect(await held(device)).toMatchObject([{ sequence: 2 }]);
  await clean();
  const other = await tablet();
  await other.importFile(file, HERE);
  expect(await other.importFile(later, HERE)).toEqual({ ...NOTHING, added: 1 });
  expect(await held(other)).toMatchObject([{ sequence: 2 }]);
});

test('a partial of a response never takes the place of the complete one', async () => {
  const device = await tablet();
  await device.finish(draftOf(), SURVEY);
  const [complete] = await held(device);
  const partial = fileOf({ ...complete, sequence: 7, status: 'partial' });
  expect(await device.importFile(partial, HERE)).toEqual({ ...NOTHING, known: 1 });
  expect(await held(device)).toEqual([complete]);
});

test('a complete response is brought in beside a partial of a higher number', async () => {
  const device = await tablet();
  await device.finish(draftOf(), SURVEY);
  const [complete] = await held(device);
  const file = await rescueFile(device);
  await clean();
  const other = await tablet();
  const partial = { ...complete, sequence: 7, status: 'partial' };
  expect(await other.importFile(fileOf(partial), HERE)).toEqual({ ...NOTHING, added: 1 });
  expect(await other.importFile(file, HERE)).toEqual({ ...NOTHING, added: 1 });
  expect(await held(other)).toEqual([partial, complete]);
});

test('what was received from here, or erased here, does not come back', async () => {
  const endpoint = down();
  const device = await open({ fetch: endpoint.fetch });
  await device.finish(draftOf(1), SURVEY);
  await device.finish(draftOf(2), SURVEY);
  const file = await rescueFile(device);
  await device.finished.erase(draftOf(2).id, draftOf(2).secret);
  endpoint.answer = () => undefined;
  await device.outbox.send();
  await until(device, ({ waiting }) => waiting === 0);
  expect(await device.importFile(file, HERE)).toEqual({ ...NOTHING, known: 1, erased: 1 });
  expect(await held(device)).toEqual([]);
});

test('nothing is brought in while it cannot be read what was erased here', async () => {
  const file = await fileOfTablet(1);
  const other = await tablet();
  const failing = vi.spyOn(caches, 'open').mockRejectedValue(new DOMException('', 'UnknownError'));
  expect(await other.importFile(file, HERE)).toEqual({ kind: 'unavailable' });
  failing.mockRestore();
  expect(await other.importFile(file, HERE)).toEqual({ ...NOTHING, added: 1 });
});

test('of a damaged file what is whole is taken, and the rest is counted; another survey stays out', async () => {
  const [header, one = '', two, three] = (await (await fileOfTablet(1, 2, 3)).text()).split('\n');
  // Another answer in one line, another cut off, the last one gone.
  const damaged = new Blob([[header, one.replace('weekly', 'wEEkly'), two, three?.slice(0, 99)].join('\r\n')]);
  const other = await tablet();
  expect(await other.importFile(damaged, HERE)).toEqual({ ...NOTHING, added: 1, damaged: 2 });
  expect(await held(other)).toMatchObject([{ id: draftOf(2).id }]);
  expect(await other.importFile(damaged, async (survey) => survey === 'another-survey')).toEqual({
    ...NOTHING,
    elsewhere: 1,
    damaged: 2,
  });
  const cut = new Blob([`${header}\n${one}\n`]);
  expect(await other.importFile(cut, HERE)).toEqual({ ...NOTHING, added: 1, damaged: 2 });
});

test.each([
  ['a later release', '{"rescue":2,"envelopes":"otherwise"}\n???', 'newer'],
  ['somebody else', 'Bonjour,\n\nvoici le compte rendu.\n', 'foreign'],
  ['no bytes', '', 'foreign'],
])('a file of %s changes nothing, and is recognised', async (_, text, kind) => {
  const device = await tablet();
  expect(await device.importFile(new Blob([text]), HERE)).toEqual({ kind });
  expect(await held(device)).toEqual([]);
});

test('two files joined are read as one, and so is one that another application has shared', async () => {
  const both = new Blob([await fileOfTablet(1), await fileOfTablet(2)]);
  const laptop = await tablet();
  expect(await takeShares(laptop)).toEqual([]);
  expect(await share(both, Date.now(), '?s=garden')).toBe('https://barometre.example/?s=garden#/rescue/shared');
  expect(await takeShares(laptop)).toEqual([{ ...NOTHING, added: 2 }]);
  expect(await (await caches.open('rescue-shared')).keys()).toEqual([]);
  expect(await takeShares(laptop)).toEqual([]);
});

test('a file that is being shared while the page looks for one is there at the next look', async () => {
  const file = await fileOfTablet(1);
  const other = await tablet();
  const put = Cache.prototype.put;
  vi.spyOn(Cache.prototype, 'put').mockImplementationOnce(async function (this: Cache, ...given) {
    expect(await takeShares(other)).toEqual([]);
    return put.apply(this, given);
  });
  await share(file);
  expect(await takeShares(other)).toEqual([{ ...NOTHING, added: 1 }]);
});

test('a shared file that could not be written stays for another try', async () => {
  const file = await fileOfTablet(1);
  const other = await tablet();
  await other.outbox.send();
  await share(file);
  failStorage(undefined, 'Connection to Indexed Database server lost');
  expect(await takeShares(other)).toEqual([{ kind: 'unavailable' }]);
  vi.restoreAllMocks();
  expect(await takeShares(other)).toEqual([{ ...NOTHING, added: 1 }]);
  expect(await (await caches.open('rescue-shared')).keys()).toEqual([]);
});

test('a shared file stays while a page has its responses in memory alone, and while their survey may be of this site', async () => {
  await share(await fileOfTablet(1));
  const other = await tablet();
  const [shared] = (await readShelf(globalThis)).shares;
  if (!shared) throw new Error('nothing was shared');
  const inMemory = { keeps: 'memory', importFile: other.importFile } as const;
  expect(await takeShare(globalThis, inMemory, shared, HERE)).toEqual({ ...NOTHING, added: 1 });
  expect(await takeShare(globalThis, other, shared, async () => false)).toEqual({ ...NOTHING, elsewhere: 1 });
  expect(await takeShares(other)).toEqual([{ ...NOTHING, known: 1 }]);
  expect((await readShelf(globalThis)).shares).toEqual([]);
});

describe('what any site may post', () => {
  const waiting = async () => {
    const shelf = await caches.open('rescue-shared');
    const texts = (await shelf.keys()).map(async (key) => (await shelf.match(key))?.text());
    return (await Promise.all(texts)).map((text) => text?.trim()).toSorted();
  };
  const NOON = 1_800_000_000_000;
  afterEach(() => caches.delete('rescue-shared'));

  test('replaces nothing that waits, and chooses nothing of the page but its survey', async () => {
    expect(await share('one', NOON, '?mode=field&s=garden&c=x')).toBe(
      'https://barometre.example/?s=garden#/rescue/shared',
    );
    expect(await share('two', NOON, '')).toBe('https://barometre.example/#/rescue/shared');
    expect(await share('three', NOON, '?s=x%26mode%3Dfield%23')).toBe(
      'https://barometre.example/?s=x%26mode%3Dfield%23#/rescue/shared',
    );
    expect(await waiting()).toEqual(['one', 'three', 'two']);
  });

  test('is refused beyond 5 MB, and beyond five that wait; a day later they are gone', async () => {
    await share('x'.repeat(5_000_001), NOON);
    expect(await waiting()).toEqual(['too-large']);
    for (const text of ['a', 'b', 'c', 'd', 'e', 'f']) await share(text, NOON);
    expect(await waiting()).toEqual(['a', 'b', 'c', 'd', 'e', 'too-many']);
    await share('g', NOON + 25 * 60 * 60 * 1000);
    expect(await waiting()).toEqual(['g']);
  });
});
