import { randomBytes, randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { stampOf } from '../../src/endpoint/storage/response-row.ts';
import type { Outcome, Received, Storage } from '../../src/endpoint/storage/storage.ts';
import { DAY, envelope, receivedOf } from '../endpoint/harness.ts';

/** The part of the storage that takes and gives responses. */
export type ResponseStorage = Pick<
  Storage,
  'store' | 'all' | 'receiptState' | 'erase' | 'eraseBefore' | 'countBefore' | 'erasures' | 'close'
>;

export interface OpenedResponses {
  readonly storage: ResponseStorage;
  readonly opened: { readonly again: () => Promise<ResponseStorage> };
}

export async function collected<T>(things: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const thing of things) found.push(thing);
  return found;
}

/** Makes responses for a storage, stores them in it and reads them again. */
export function respondingTo(storage: () => Pick<Storage, 'store' | 'all'>) {
  const received = (changes: Parameters<typeof envelope>[0] = {}): Received =>
    receivedOf(envelope({ survey: `survey-${randomUUID()}`, ...changes }));
  const next = ({ envelope: held }: Received, changes: Parameters<typeof envelope>[0]): Received =>
    received({ ...held, ...changes });
  const store = async (...all: Received[]): Promise<readonly Outcome[]> => await storage().store(all, [], DAY);
  const all = async (survey: string, from: Pick<Storage, 'all'> = storage()) =>
    (await collected(from.all(survey))).map((one) => ({ ...one, answers: JSON.parse(one.answers) }));
  return { received, next, store, all };
}

/** What every storage of responses does: SQLite, PostgreSQL and the one of the simulation. */
export function responsesContract(given: () => OpenedResponses): void {
  const { received, next, store, all } = respondingTo(() => given().storage);

  it('keeps a response as it was received, with the day and nothing finer', async () => {
    const answers = { 'a-text': 'é\n\tœ 🏛 "\\', rows: { r: 'x' }, many: ['a', 'b'], number: 0.1 };
    const one = received({ answers, readBy: 'translated' });
    expect(await store(one)).toEqual(['stored']);
    const { receiptHash: _, ...kept } = one.envelope;
    expect(await all(one.envelope.survey)).toEqual([{ ...kept, receivedOn: DAY, stamp: stampOf(one.digest) }]);
  });

  it('takes the same envelope twice for one response', async () => {
    const one = received();
    expect(await store(one, one)).toEqual(['stored', 'already-stored']);
    expect(await store(one)).toEqual(['already-stored']);
    expect(await all(one.envelope.survey)).toHaveLength(1);
  });

  it('lets a higher sequence replace a lower, and never the other way', async () => {
    const first = received({ status: 'partial', minutes: 1 });
    const third = next(first, { sequence: 3, status: 'complete', minutes: 3 });
    const second = next(first, { sequence: 2, status: 'partial', minutes: 2 });
    expect(await store(first, third, second, first)).toEqual(['stored', 'stored', 'superseded', 'superseded']);
    expect(await all(first.envelope.survey)).toMatchObject([{ sequence: 3, minutes: 3, status: 'complete' }]);
  });

  it('lets a complete replace a partial of the same sequence, and never the other way', async () => {
    const partial = received({ status: 'partial', minutes: 1 });
    const complete = next(partial, { status: 'complete', minutes: 2 });
    expect(await store(partial, complete)).toEqual(['stored', 'stored']);
    expect(await store(partial, complete)).toEqual(['superseded', 'already-stored']);
    expect(await all(partial.envelope.survey)).toMatchObject([{ sequence: 1, minutes: 2, status: 'complete' }]);
  });

  it('lets a complete replace a partial of a higher sequence', async () => {
    const complete = received({ minutes: 2 });
    const partial = next(complete, { sequence: 5, status: 'partial', minutes: 1 });
    expect(await store(partial, complete)).toEqual(['stored', 'stored']);
    expect(await store(partial, complete)).toEqual(['superseded', 'already-stored']);
    expect(await all(partial.envelope.survey)).toMatchObject([{ sequence: 1, minutes: 2, status: 'complete' }]);
  });

  it('never lets a partial follow a complete', async () => {
    const complete = received();
    expect(await store(complete, next(complete, { sequence: 9, status: 'partial' }))).toEqual(['stored', 'superseded']);
    expect(await all(complete.envelope.survey)).toMatchObject([{ sequence: 1, status: 'complete' }]);
  });

  it.each<[string, Parameters<typeof envelope>[0]]>([
    ['another content under the same sequence', { minutes: 59 }],
    ['another receipt', { sequence: 2, receiptHash: 'f'.repeat(64) }],
  ])('keeps the first when a second comes with %s', async (_, changes) => {
    const one = received();
    expect(await store(one, next(one, changes))).toEqual(['stored', 'conflict']);
    expect(await all(one.envelope.survey)).toMatchObject([{ minutes: 11, sequence: 1 }]);
  });

  it('erases by receipt, for good, and says so as often as asked', async () => {
    const { storage } = given();
    const one = received();
    const { survey, receiptHash } = one.envelope;
    await store(one);
    expect(await storage.receiptState(receiptHash)).toBe('received');
    expect(await storage.erase(receiptHash, DAY)).toBe(true);
    expect(await storage.erase(receiptHash, DAY)).toBe(true);
    expect(await storage.receiptState(receiptHash)).toBe('erased');
    expect(await store(one, next(one, { sequence: 2 }), next(one, { receiptHash: 'e'.repeat(64) }))).toEqual([
      'erased',
      'erased',
      'erased',
    ]);
    expect(await all(survey)).toEqual([]);
  });

  it('knows nothing of a receipt that it never had', async () => {
    const { storage } = given();
    expect(await storage.receiptState('0'.repeat(64))).toBeUndefined();
    expect(await storage.erase('0'.repeat(64), DAY)).toBe(false);
  });

  it('gives the responses of one survey in the order of their ids, over many pages', async () => {
    const { storage } = given();
    const survey = `survey-${randomUUID()}`;
    const many = Array.from({ length: 450 }, () => received({ survey }));
    const few = received();
    await store(...many, few);
    const ids = (await all(survey)).map((one) => one.id);
    expect(ids).toEqual(many.map((one) => one.envelope.id).toSorted());
    for (const place of [0, 99, 100, 449])
      expect((await collected(storage.all(survey, ids[place]))).map((one) => one.id)).toEqual(ids.slice(place + 1));
    // Among those of another survey, whole pages of which hold none of these.
    expect((await all(few.envelope.survey)).map((one) => one.id)).toEqual([few.envelope.id]);
  });

  it('keeps answers of every length as they were, where they fit in a page and where they do not', async () => {
    const survey = `survey-${randomUUID()}`;
    const many = [1_000, 3_700, 4_000, 16_000, 64_000].flatMap((bytes) =>
      [randomBytes(bytes / 2).toString('hex'), 'é"\\'.repeat(bytes / 4)].map((text) =>
        received({ survey, answers: { text } }),
      ),
    );
    await store(...many);
    const answers = new Map((await all(survey)).map((one) => [one.id, one.answers]));
    for (const { envelope: one } of many) expect(answers.get(one.id)).toEqual(one.answers);
    const [first] = many;
    if (!first) throw new Error('there are ten');
    // A short answer replaces a long one, and the other way round.
    for (const [sequence, text] of [
      [2, 'x'.repeat(20_000)],
      [3, 'short'],
    ] as const) {
      expect(await store(next(first, { sequence, answers: { text } }))).toEqual(['stored']);
      expect((await all(survey)).find(({ id }) => id === first.envelope.id)?.answers).toEqual({ text });
    }
  });

  it('stores one row when many send the same at once, here and through another endpoint', async () => {
    const { storage, opened } = given();
    const other = await opened.again();
    const one = received();
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, turn) => (turn % 2 ? other : storage).store([one], [], DAY)),
    );
    expect(outcomes.flat().filter((word) => word === 'stored')).toHaveLength(1);
    expect(outcomes.flat().filter((word) => word === 'already-stored')).toHaveLength(49);
    expect(await all(one.envelope.survey, other)).toHaveLength(1);
    await other.close();
  });

  it('never brings back what another endpoint erases at the same moment', async () => {
    const { storage, opened } = given();
    const other = await opened.again();
    for (let turn = 0; turn < 20; turn++) {
      const one = received();
      await store(one);
      await Promise.all([other.erase(one.envelope.receiptHash, DAY), store(next(one, { sequence: 2 }))]);
      expect(await all(one.envelope.survey)).toEqual([]);
      expect(await storage.receiptState(one.envelope.receiptHash)).toBe('erased');
    }
    await other.close();
  });

  it('holds every character that the wire lets through', async () => {
    const text = [
      '\t\n',
      '\u202e\u200b',
      'e\u0301'.repeat(200),
      '🏴󠁧󠁢󠁳󠁣󠁴󠁿'.repeat(50),
      "' OR 1=1; --",
      '\u2028\ufffc',
      '\\u0000',
    ].join('|');
    const one = received({ answers: { text }, channel: null, lastQuestion: null });
    await store(one);
    expect(await all(one.envelope.survey)).toMatchObject([{ answers: { text }, channel: null, lastQuestion: null }]);
  });

  it('erases what was received before a day, for good, and nothing later', async () => {
    const { storage } = given();
    const survey = `survey-${randomUUID()}`;
    const old = Array.from({ length: 1_200 }, () => received({ survey }));
    await storage.store(old, [], '2001-01-01');
    const later = received({ survey });
    await storage.store([later], [], '2001-01-02');
    expect(await storage.eraseBefore('2001-01-02')).toBe(1_200);
    expect(await storage.eraseBefore('2001-01-02')).toBe(0);
    expect((await all(survey)).map((one) => one.id)).toEqual([later.envelope.id]);
    expect(new Set(await store(...old))).toEqual(new Set(['erased']));
  });

  it('counts by survey and day what is erased by receipt, once', async () => {
    const { storage } = given();
    const survey = `survey-${randomUUID()}`;
    const [one, two, three] = [received({ survey }), received({ survey }), received({ survey })];
    await store(one, two, three);
    for (const _ of [1, 2]) await storage.erase(one.envelope.receiptHash, DAY);
    await storage.erase(two.envelope.receiptHash, DAY);
    await storage.erase(three.envelope.receiptHash, '2026-11-25');
    expect(await storage.erasures(survey)).toEqual([
      { day: DAY, responses: 2 },
      { day: '2026-11-25', responses: 1 },
    ]);
  });

  it('tells how many responses are older than a day, and erases none of them', async () => {
    const { storage } = given();
    const survey = `survey-${randomUUID()}`;
    await storage.store([received({ survey }), received({ survey })], [], '1999-01-01');
    expect(await storage.countBefore('1999-01-02')).toEqual({ [survey]: 2 });
    expect(await storage.countBefore('1999-01-01')).toEqual({});
    expect(await all(survey)).toHaveLength(2);
  });
}
