import { hash, randomBytes, randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { givenAddresses } from '../../src/endpoint/publishing/short-addresses.ts';
import type { Storage } from '../../src/endpoint/storage/storage.ts';
import type { FileSet, NamedToken, SurveyRecord } from '../../src/endpoint/storage/survey-storage.ts';
import { DAY, envelope, receivedOf } from '../endpoint/harness.ts';
import { NOTICE } from '../support/notice.ts';

const MIB = 2 ** 20;

export function keptSurvey(changes: Partial<SurveyRecord> = {}): SurveyRecord {
  return {
    survey: `survey-${randomUUID()}`,
    version: randomUUID(),
    state: 'none',
    isListed: false,
    withdrawnOn: null,
    published: null,
    draft: null,
    ...changes,
  };
}

export function fileSet(...files: FileSet['files'][number][]): FileSet {
  return { files, by: 'mairie-de-test', on: DAY };
}

const fileOf = (path: string, bytes: Uint8Array) => ({
  path,
  digest: hash('sha256', bytes, 'hex'),
  bytes: bytes.length,
});

/** What every storage must do with surveys and tokens. */
export function surveysContract(
  parts: () => { readonly storage: Storage; readonly opened: { readonly again: () => Promise<Storage> } },
) {
  it('keeps a survey as it was given, and another version of it replaces the one that was read', async () => {
    const { storage } = parts();
    const draft = fileSet(fileOf('1.json', Buffer.from('{}')));
    const first = keptSurvey({ draft });
    expect(await storage.changeSurvey({ follows: null, next: first })).toBe(true);
    expect(await storage.keptSurvey(first.survey)).toEqual(first);
    expect(await storage.changeSurvey({ follows: null, next: first })).toBe(false);
    const next: SurveyRecord = {
      ...first,
      version: randomUUID(),
      state: 'withdrawn',
      isListed: true,
      withdrawnOn: DAY,
      published: draft,
      draft: null,
    };
    expect(await storage.changeSurvey({ follows: 'another', next })).toBe(false);
    expect(await storage.keptSurvey(first.survey)).toEqual(first);
    expect(await storage.changeSurvey({ follows: first.version, next })).toBe(true);
    expect(await storage.keptSurvey(first.survey)).toEqual(next);
    expect(await storage.keptSurveys()).toContainEqual(next);
    expect((await storage.look()).versions.get(first.survey)).toBe(next.version);
  });

  it('keeps the link that opens a draft with it', async () => {
    const { storage } = parts();
    const first = keptSurvey({ draft: { ...fileSet(), preview: { digest: '0'.repeat(64), until: DAY } } });
    await storage.changeSurvey({ follows: null, next: first });
    expect(await storage.keptSurvey(first.survey)).toEqual(first);
  });

  it('lets one of two endpoints that change a survey at once win, and tells the other', async () => {
    const { storage, opened } = parts();
    const other = await opened.again();
    const first = keptSurvey();
    for (const follows of [null, first.version]) {
      const changes = [storage, other].map((one) => {
        const version = follows === null ? first.version : randomUUID();
        return one.changeSurvey({ follows, next: { ...first, version } });
      });
      expect((await Promise.all(changes)).toSorted()).toEqual([false, true]);
    }
    expect(await other.keptSurvey(first.survey)).toEqual(await storage.keptSurvey(first.survey));
    await other.close();
  });

  it('refuses a change that must come before the first response once there is one', async () => {
    const { storage } = parts();
    const first = keptSurvey({ state: 'published' });
    await storage.changeSurvey({ follows: null, next: first });
    const one = envelope({ survey: first.survey });
    const second = { ...first, version: randomUUID() };
    expect(await storage.changeSurvey({ follows: first.version, next: second, isUnanswered: true })).toBe(true);
    await storage.store([receivedOf(one)], [], DAY);
    const third = { ...first, version: randomUUID() };
    expect(await storage.changeSurvey({ follows: second.version, next: third, isUnanswered: true })).toBe(false);
    expect(await storage.keptSurvey(first.survey)).toEqual(second);
  });

  it('drops a survey that was never published, as it was read and not otherwise', async () => {
    const { storage } = parts();
    const draft = keptSurvey({ draft: fileSet() });
    const published = keptSurvey({ state: 'published', published: fileSet() });
    for (const next of [draft, published]) await storage.changeSurvey({ follows: null, next });
    expect(await storage.dropSurvey(published.survey, published.version)).toBe(false);
    expect(await storage.dropSurvey(draft.survey, 'another')).toBe(false);
    expect(await storage.dropSurvey(draft.survey, draft.version)).toBe(true);
    expect(await storage.keptSurvey(draft.survey)).toBeUndefined();
    expect(await storage.keptSurvey(published.survey)).toEqual(published);
  });

  it('gives a file back byte for byte, from nothing up to 5 MB, and nothing for one that is not whole', async () => {
    const { storage } = parts();
    for (const size of [0, 1, 256 * 1024, 256 * 1024 + 1, 5 * MIB]) {
      const bytes = randomBytes(size);
      const digest = hash('sha256', bytes, 'hex');
      expect(await storage.file(digest)).toBeUndefined();
      await storage.putFile(digest, bytes, DAY);
      await storage.putFile(digest, bytes, DAY);
      const kept = await storage.file(digest);
      expect(kept && Buffer.compare(kept, bytes)).toBe(0);
    }
    const wrong = hash('sha256', 'another', 'hex');
    await storage.putFile(wrong, randomBytes(10), DAY);
    expect(await storage.file(wrong)).toBeUndefined();
  });

  it('forgets the files that no survey names, but for those of today', async () => {
    const { storage } = parts();
    const bytesOf = (word: string) => Buffer.from(`${word} ${randomUUID()}`);
    const given = [bytesOf('published'), bytesOf('draft'), bytesOf('left'), bytesOf('today')] as const;
    const files = given.map((bytes) => fileOf('1.json', bytes));
    for (const [place, bytes] of given.entries())
      await storage.putFile(files[place]?.digest ?? '', bytes, '2026-11-20');
    await storage.putFile(files[3]?.digest ?? '', given[3], DAY);
    const [published, draft] = files;
    if (!published || !draft) throw new Error('there are four');
    const next = keptSurvey({ state: 'published', published: fileSet(published), draft: fileSet(draft) });
    await storage.changeSurvey({ follows: null, next });
    await storage.forgetFiles(DAY);
    const isThere = await Promise.all(files.map(async ({ digest }) => (await storage.file(digest)) !== undefined));
    expect(isThere).toEqual([true, true, false, true]);
  });

  it('keeps the survey that was chosen for the bare address, until none is', async () => {
    const { storage, opened } = parts();
    const other = await opened.again();
    expect((await other.look()).home).toBeNull();
    await storage.chooseHome('mairie');
    expect((await other.look()).home).toBe('mairie');
    await other.chooseHome(null);
    expect((await storage.look()).home).toBeNull();
    await other.close();
  });

  it('forgets with a survey that it was chosen for the bare address, and not with another', async () => {
    const { storage } = parts();
    await storage.chooseHome('mairie');
    await storage.forgetSurvey('jardin');
    expect((await storage.look()).home).toBe('mairie');
    await storage.forgetSurvey('mairie');
    expect((await storage.look()).home).toBeNull();
  });

  it('gives an address that two surveys claim at once to one of them for good, and a channel one code', async () => {
    const { storage, opened } = parts();
    const other = await opened.again();
    const claimed = [storage, other].map((one, place) => one.claimAddress('forum', `town-${place}`, null));
    expect((await Promise.all(claimed)).toSorted()).toEqual([false, true]);
    const channels = Array.from({ length: 210 }, (_, place) => ({ id: `place-${place}`, label: {} }));
    const town = { id: 'town', notice: { ...NOTICE, channels } };
    const [given, same] = await Promise.all([storage, other].map((one) => givenAddresses(one, town)));
    expect(given).toEqual(same);
    expect(given?.filter(({ path }) => /^town\/[fkmpruxy][2-9][fkmpruxy]?$/.test(path))).toHaveLength(200);
    await other.close();
  });

  it('keeps tokens by their digests, each name once, until they are revoked', async () => {
    const { storage, opened } = parts();
    const other = await opened.again();
    const token: NamedToken = {
      name: `t-${randomUUID().slice(0, 8)}`,
      digest: hash('sha256', 'secret', 'hex'),
      scopes: ['read', 'publish'],
      until: '2999-12-31',
      surveys: ['mairie-*', 'another'],
    };
    const added = await Promise.all([storage.addToken(token), other.addToken(token)]);
    expect(added.toSorted()).toEqual([false, true]);
    const unlimited = { ...token, name: `${token.name}-all`, surveys: null };
    await storage.addToken(unlimited);
    const unused = { usedOn: null };
    expect((await other.look()).tokens).toEqual([
      { ...token, ...unused },
      { ...unlimited, ...unused },
    ]);
    for (const day of ['2026-11-24', '2026-11-23']) await storage.noteTokenUse(token.name, day);
    expect((await other.look()).tokens[0]).toEqual({ ...token, usedOn: '2026-11-24' });
    expect(await other.revokeToken(token.name)).toBe(true);
    expect(await storage.revokeToken(token.name)).toBe(false);
    expect((await storage.look()).tokens).toEqual([{ ...unlimited, ...unused }]);
    await storage.revokeToken(unlimited.name);
    await other.close();
  });
}
