import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { Storage } from '../../src/endpoint/storage/storage.ts';
import { backUp } from '../../src/host/backup.ts';
import { restore } from '../../src/host/restore.ts';
import type { Envelope } from '../../src/wire/envelope.ts';
import {
  DAY,
  envelope,
  openSqlite,
  receivedOf,
  studyOptions,
  studySurveys,
  temporaryFolder,
} from '../endpoint/harness.ts';

const SURVEY = 'numerique-territorial';
const stored = (storage: Storage, ...all: readonly Envelope[]) => storage.store(all.map(receivedOf), [], DAY);
const night = (number: number) => ({
  survey: SURVEY,
  night: number,
  follows: number - 1,
  day: DAY,
  phase: 'preview' as const,
  shown: `shown ${number}`,
  ledger: `ledger ${number}`,
});

/** Backs up what `before` has made, and restores it in the place of what `since` has made of it. */
async function putBack(before: (storage: Storage) => Promise<unknown>, since: (storage: Storage) => Promise<unknown>) {
  const [folder, elsewhere] = [await temporaryFolder(), await temporaryFolder()];
  const [file, backup] = [join(folder, 'responses.sqlite'), join(folder, 'backup')];
  const options = studyOptions(await studySurveys());
  const storage = openSqlite(file, options);
  await before(storage);
  await backUp(file, backup, DAY);
  await since(storage);
  await storage.close();
  const restored = join(elsewhere, 'responses.sqlite');
  const { since: counted } = await restore(backup, restored, { day: DAY, replaced: file, texts: options.texts });
  const again = openSqlite(restored, options);
  onTestFinished(() => again.close());
  return { again, counted };
}

it('a restore with the replaced database takes over what was decided, excluded and published since the backup', async () => {
  const [one, other, late] = [envelope(), envelope(), envelope()];
  const closed = { survey: SURVEY, version: 2, body: '{"closing":"since"}' };
  const { again } = await putBack(
    async (storage) => {
      await stored(storage, one, other);
      await storage.setAside(SURVEY, [one.id], 'before', DAY);
      await storage.keepLifecycle({ ...closed, version: 1, body: '{}' });
      await storage.publishNight(night(0));
    },
    async (storage) => {
      await stored(storage, late);
      await storage.takeBack(SURVEY, [one.id]);
      await storage.setAside(SURVEY, [one.id, late.id], 'since', DAY);
      await storage.keepLifecycle(closed);
      await storage.publishNight(night(1));
      await storage.chooseHome(SURVEY);
      await storage.publishRevision(SURVEY, 4, DAY);
      await storage.claimAddress('bruit-2027', SURVEY, null);
    },
  );
  expect(await again.lifecycle(SURVEY)).toEqual(closed);
  expect((await again.look()).home).toBe(SURVEY);
  expect(await again.claimAddress('bruit-2027', 'another', null)).toBe(false);
  expect(await again.publishedRevisions(SURVEY)).toEqual([4]);
  // A second draw of the same night would expose every answer once more.
  expect(await again.lastNight(SURVEY)).toEqual(night(1));
  expect(await again.excludedTwice(SURVEY)).toEqual([one.id]);
  const aside = [];
  for await (const { id, reason } of again.aside(SURVEY)) aside.push([id, reason]);
  // A tablet may send again what is missing: it stays excluded.
  expect(aside).toEqual([one.id, late.id].toSorted().map((id) => [id, 'since']));
});

it.each([
  ['a higher', 1],
  // A file has brought in what was finished before its tablet closed the draft with a part.
  ['a lower', 5],
])(
  'a restore counts as missing a response that was completed after the backup, with %s number',
  async (_, sequence) => {
    const begun = envelope({ status: 'partial', sequence });
    const { again, counted } = await putBack(
      (storage) => stored(storage, begun, envelope()),
      (storage) => stored(storage, { ...begun, status: 'complete', sequence: 2 }),
    );
    expect(counted).toEqual({ erased: 0, missing: 1 });
    expect((await again.losses(SURVEY)).missing).toEqual([{ day: DAY, responses: 1 }]);
  },
);

it('a restore publishes no comment that a reader or its author has taken back since the backup', async () => {
  const comment = (text: string) =>
    envelope({ answers: { 'authority-type': 'commune', 'free-comment': text, 'free-comment-consent': 'yes' } });
  const [stays, returned, withdrawn] = [comment('stays'), comment('returned'), comment('withdrawn')];
  const inLots = async (storage: Storage) => (await storage.inLots(SURVEY)).map(({ text }) => text);
  const { again } = await putBack(
    async (storage) => {
      await stored(storage, stays, returned, withdrawn);
      for (const seen of await storage.comments(SURVEY, { most: 10 }))
        await storage.changeComment(SURVEY, { seen, state: 'publishable', deletesText: false });
      const drawn = (await storage.drawable(SURVEY, ['publishable'], '9999-12-31')).map(({ key, state }, place) => ({
        key,
        state,
        lot: 1,
        place,
      }));
      await storage.drawLots({ survey: SURVEY, day: DAY, body: '{}' }, drawn);
      expect((await inLots(storage)).toSorted()).toEqual(['returned', 'stays', 'withdrawn']);
    },
    async (storage) => {
      const seen = (await storage.inLots(SURVEY)).find(({ text }) => text === 'returned');
      if (!seen) throw new Error('it is public');
      await storage.changeComment(SURVEY, { seen, state: 'to-read', deletesText: false });
      await stored(storage, { ...withdrawn, sequence: 2, answers: { 'authority-type': 'commune' } });
    },
  );
  expect(await inLots(again)).toEqual(['stays']);
  expect(await again.comments(SURVEY, { before: '2000-01-01', most: 10 }), 'came on no day').toHaveLength(3);
});
