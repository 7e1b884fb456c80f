import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Surveys } from '../../src/authoring/published-surveys.ts';
import { followColumns } from '../../src/endpoint/columns/followed-columns.ts';
import { tallies } from '../../src/endpoint/columns/participation.ts';
import { CannotStart } from '../../src/endpoint/process/cannot-start.ts';
import { openReader } from '../../src/endpoint/storage/open-storage.ts';
import { stampOf } from '../../src/endpoint/storage/response-row.ts';
import type { Received, Storage } from '../../src/endpoint/storage/storage.ts';
import { GIVEN, type Texts } from '../../src/endpoint/storage/texts.ts';
import { textsApart } from '../../src/endpoint/stored/texts-apart.ts';
import type { WireAnswers } from '../../src/wire/envelope.ts';
import { DAY, digestOf, SECRET } from '../endpoint/harness.ts';
import { study } from '../support/surveys.ts';
import { collected, respondingTo, responsesContract } from './responses.ts';
import { surveysContract } from './surveys.ts';

/** Opens a storage that holds nothing; `again` opens another one on the same data, as a second endpoint would. */
export interface OpenedStorage {
  readonly storage: Storage;
  readonly again: (texts?: Texts) => Promise<Storage>;
  readonly remove: () => Promise<void>;
}

/** What the envelopes of these tests answer. */
const REVISIONS = new Map([[study.survey.revision, study.survey]]);

/** The columns of a survey, whatever its id, by the questions of the study. */
async function columnsIn(storage: Pick<Storage, 'source'>, id: string) {
  const reader = openReader(storage.source);
  const surveys = new Map([[id, { current: study.survey, revisions: REVISIONS, results: {} }]]);
  const columns = await followColumns(reader, surveys).of(id);
  await reader.close();
  return { columns, survey: { revisions: REVISIONS } };
}

async function talliedIn(storage: Pick<Storage, 'source'>, id: string) {
  const { columns, survey } = await columnsIn(storage, id);
  return tallies(columns, survey);
}

async function asideIn(storage: Pick<Storage, 'source'>, id: string) {
  return (await columnsIn(storage, id)).columns.aside.reduce((sum, mark) => sum + mark, 0);
}

/** What every storage must do, whatever it is made of. */
export function storageContract(name: string, open: () => Promise<OpenedStorage>) {
  describe(`storage in ${name}`, () => {
    let opened: OpenedStorage;
    let storage: Storage;
    beforeAll(async () => {
      opened = await open();
      storage = opened.storage;
    }, 60_000);
    afterAll(async () => {
      await storage.close();
      await opened.remove();
    }, 60_000);

    let survey: string;
    beforeEach(() => {
      survey = `survey-${randomUUID()}`;
    });

    const { received, next, store, all } = respondingTo(() => storage);
    responsesContract(() => ({ storage, opened }));

    it('keeps the first publication of a night, the first that follows another, and the ledger of the last alone', async () => {
      const other = await opened.again();
      const row = (night: number, follows: number, ledger: string) =>
        ({ survey, night, follows, day: DAY, phase: 'preview', shown: `{"night":${night}}`, ledger }) as const;
      expect(await storage.lastNight(survey)).toBeUndefined();
      await storage.publishNight(row(0, -1, 'opened'));
      await Promise.all([storage.publishNight(row(1, 0, 'here')), other.publishNight(row(1, 0, 'there'))]);
      const first = await storage.lastNight(survey);
      expect(await other.lastNight(survey)).toEqual(first);
      expect(first).toMatchObject({ night: 1, follows: 0 });
      // Two nights that follow one another's: the ledger would fork, and noise be lost.
      await storage.publishNight(row(2, 1, 'second'));
      await other.publishNight(row(3, 1, 'fork'));
      expect(await storage.lastNight(survey)).toEqual(row(2, 1, 'second'));
      await storage.publishNight(row(5, 2, 'third'));
      expect(await other.lastNight(survey)).toEqual(row(5, 2, 'third'));
      expect(await other.nights(survey)).toEqual([0, 1, 2, 5].map((night) => ({ night, day: DAY, phase: 'preview' })));
      expect(await storage.night(survey, 1)).toEqual({ phase: 'preview', shown: '{"night":1}' });
      expect(await storage.night(survey, 4)).toBeUndefined();
    });

    it('remembers which responses were excluded twice, reinstated or not, until they are erased', async () => {
      const responses = [received({ survey }), received({ survey }), received({ survey })];
      await store(...responses);
      const [one, two] = responses.map(({ envelope }) => envelope.id);
      if (!one || !two) throw new Error('three responses');
      await storage.setAside(survey, [one, two], 'r', DAY);
      await storage.setAside(survey, [one], 'r', DAY);
      await storage.takeBack(survey, [one]);
      const twice = async () => (await storage.excludedTwice(survey)).filter((id) => [one, two].includes(id));
      expect(await twice()).toEqual([]);
      await storage.setAside(survey, [one], 'r', DAY);
      await storage.takeBack(survey, [one]);
      expect(await twice()).toEqual([one]);
      await storage.setAside(survey, [two], 'r', DAY);
      await storage.takeBack(survey, [two]);
      await storage.setAside(survey, [two], 'r', DAY);
      expect((await twice()).toSorted()).toEqual([one, two].toSorted());
      await storage.erase(responses[0]?.envelope.receiptHash ?? '', DAY);
      expect(await twice()).toEqual([two]);
      await storage.eraseBefore('9999-12-31', survey);
      expect(await twice()).toEqual([]);
    });

    it('keeps the lifecycle decision, and of two concurrent decisions the first', async () => {
      const other = await opened.again();
      expect(await storage.lifecycle(survey)).toBeUndefined();
      const decided = (version: number, body: string, by = storage) => by.keepLifecycle({ survey, version, body });
      const both = await Promise.all([decided(1, 'one'), decided(1, 'two', other)]);
      expect(both.filter(Boolean)).toHaveLength(1);
      expect(await decided(3, 'out of turn')).toBe(false);
      expect(await decided(2, 'next', other)).toBe(true);
      expect(await storage.lifecycle(survey)).toEqual({ survey, version: 2, body: 'next' });
      await other.close();
    });

    it('keeps the content of a revision from its first response on, and lets a revision without responses change', async () => {
      const [first, second] = [1, 2].map((revision) => ({ survey, revision, digest: 'as published' }));
      if (!first || !second) throw new Error('two revisions');
      expect(await storage.keepRevisions([first, second])).toEqual([]);
      expect(await storage.keepRevisions([{ ...first, digest: 'fixed in time' }])).toEqual([]);
      expect(await storage.changedRevisions([{ ...first, digest: 'only looked at' }])).toEqual([]);
      await store(received({ survey, revision: 1 }));
      expect(await storage.changedRevisions([first, second])).toEqual([first]);
      expect(await storage.changedRevisions([{ ...first, digest: 'fixed in time' }])).toEqual([]);
      const other = await opened.again();
      const edited = { ...first, digest: 'edited' };
      expect(await other.keepRevisions([edited, { ...second, digest: 'fixed too' }])).toEqual([edited]);
      expect(await other.keepRevisions([{ ...first, digest: 'fixed in time' }])).toEqual([]);
      expect(await storage.keepRevisions([edited])).toEqual([edited]);
      await other.close();
    });

    it('remembers which revisions were published, until their survey is deleted', async () => {
      for (const [revision, day] of [
        [3, DAY],
        [1, DAY],
        [3, '2027-01-01'],
      ] as const)
        await storage.publishRevision(survey, revision, day);
      expect(await storage.publishedRevisions(survey)).toEqual([1, 3]);
      await storage.forgetSurvey(survey);
      expect(await storage.publishedRevisions(survey)).toEqual([]);
    });

    it('counts refusals beside the envelopes of the same batch, and adds them up over transactions and endpoints', async () => {
      const refusal = { code: 'answer.off-path', survey } as const;
      const counted = async () =>
        (await storage.refusals()).flatMap((one) =>
          one.survey === survey ? [[one.day, one.code, one.envelopes]] : [],
        );
      expect(await storage.store([received()], [refusal, refusal], DAY)).toEqual(['stored']);
      expect(await counted()).toEqual([[DAY, 'answer.off-path', 2]]);
      expect(await storage.store([], [refusal, { ...refusal, code: 'answer.invalid' }], DAY)).toEqual([]);
      const other = await opened.again();
      await Promise.all(
        Array.from({ length: 20 }, (_, turn) => (turn % 2 ? other : storage).store([], [refusal], DAY)),
      );
      await other.close();
      expect(await counted()).toEqual([
        [DAY, 'answer.invalid', 1],
        [DAY, 'answer.off-path', 23],
      ]);
    });

    it('tallies by day, channel, status and last question, and counts refusals by day, code and survey', async () => {
      const partial = { survey, status: 'partial', channel: null, lastQuestion: null } as const;
      await storage.store([received({ survey }), received({ survey })], [{ code: 'answer.invalid', survey }], DAY);
      await storage.store([received({ survey, channel: null })], [], DAY);
      await storage.store([received(partial)], [{ code: 'answer.invalid', survey }], '2026-11-25');
      expect(await talliedIn(storage, survey)).toEqual([
        { receivedOn: DAY, channel: null, status: 'complete', lastQuestion: 'free-comment', responses: 1 },
        { receivedOn: DAY, channel: 'linkedin', status: 'complete', lastQuestion: 'free-comment', responses: 2 },
        { receivedOn: '2026-11-25', channel: null, status: 'partial', lastQuestion: null, responses: 1 },
      ]);
      expect((await storage.refusals()).filter((one) => one.survey === survey)).toEqual([
        { day: DAY, code: 'answer.invalid', survey, envelopes: 1 },
        { day: '2026-11-25', code: 'answer.invalid', survey, envelopes: 1 },
      ]);
    });

    it('counts refusals of each event apart, by day and code, over transactions and endpoints', async () => {
      const other = await opened.again();
      const at = (event: string) => ({ code: 'answer.invalid', survey, event }) as const;
      await storage.store([], [at('congres'), at(''), at('congres'), { code: 'answer.invalid', survey }], DAY);
      await other.store([], [at('congres'), { ...at('salon'), code: 'sealed.key-unknown' }], DAY);
      await storage.store([], [at('congres')], '2026-11-25');
      expect(await storage.eventRefusals(survey)).toEqual([
        { day: DAY, code: 'answer.invalid', channel: null, envelopes: 1 },
        { day: DAY, code: 'answer.invalid', channel: 'congres', envelopes: 3 },
        { day: DAY, code: 'sealed.key-unknown', channel: 'salon', envelopes: 1 },
        { day: '2026-11-25', code: 'answer.invalid', channel: 'congres', envelopes: 1 },
      ]);
      expect(await storage.eventRefusals('another-survey')).toEqual([]);
      await other.close();
    });

    it('excludes existing responses once, with a reason, and reinstates them', async () => {
      const [one, two, three] = [received({ survey }), received({ survey }), received({ survey })];
      await store(one, two, three);
      const ids = [one, two].map(({ envelope: { id } }) => id).toSorted();
      const reason = "robot d'un soir\n\u202e";
      expect(await storage.setAside(survey, [...ids, randomUUID()], reason, DAY)).toBe(2);
      expect(await storage.setAside(survey, ids, 'again', DAY)).toBe(0);
      expect(await storage.setAside('another-survey', [three.envelope.id], reason, DAY)).toBe(0);
      expect(await collected(storage.aside(survey))).toEqual(ids.map((id) => ({ id, reason, day: DAY })));
      expect(await all(survey)).toHaveLength(3);
      expect(await storage.takeBack('another-survey', ids)).toBe(0);
      expect(await storage.takeBack(survey, ['no id\0', ...ids.slice(0, 1)])).toBe(1);
      await storage.erase((ids[1] === one.envelope.id ? one : two).envelope.receiptHash, DAY);
      expect(await collected(storage.aside(survey))).toEqual([]);
    });

    it('lists a thousand excluded responses in the order of ids, and counts them', async () => {
      const many = Array.from({ length: 1_001 }, () => received({ survey }));
      await store(...many);
      const ids = many.map((one) => one.envelope.id);
      expect(await storage.setAside(survey, ids, 'reason', DAY)).toBe(1_001);
      const aside = await collected(storage.aside(survey));
      expect(aside.map((one) => one.id)).toEqual(ids.toSorted());
      expect(await asideIn(storage, survey)).toBe(1_001);
      const reader = openReader(storage.source);
      expect(await collected(reader.aside(survey))).toEqual(aside);
      expect(await all(survey, reader)).toEqual(await all(survey));
      expect(await collected(reader.all(survey, ids.toSorted()[999]))).toHaveLength(1);
      await reader.close();
      expect(await asideIn(storage, 'another-survey')).toBe(0);
    });

    it('tallies many responses as it tallies few, erased ones left out', async () => {
      const many = Array.from({ length: 1_001 }, () => received({ survey }));
      await store(...many);
      await storage.erase(many[0]?.envelope.receiptHash ?? '', DAY);
      const [tallied, ...others] = await talliedIn(storage, survey);
      expect(tallied?.responses).toBe(1_000);
      expect(others).toEqual([]);
    });

    it('counts what organisers did by day, over endpoints, and deletes it after its time', async () => {
      const act = { day: '2026-12-01', name: 'claire', survey, act: 'post-close', outcome: 'done' };
      const other = await opened.again();
      await Promise.all([storage.noteAct(act, ''), other.noteAct(act, '')]);
      await other.close();
      await storage.noteAct({ ...act, day: '2026-12-02', outcome: 'dry' }, '');
      const listed = async () => (await storage.journal('2026-12')).filter((one) => one.survey === survey);
      expect(await listed()).toEqual([
        { ...act, day: '2026-12-02', outcome: 'dry', times: 1 },
        { ...act, times: 2 },
      ]);
      expect(await storage.journal('2026-11')).toEqual([]);
      await storage.noteAct({ ...act, day: '2027-12-02' }, '2026-12-02');
      expect((await listed()).map(({ day }) => day)).toEqual(['2026-12-02']);
    });

    it('drops the exclusion of a response that is erased by its day', async () => {
      const old = received({ survey });
      await storage.store([old], [], '2001-01-01');
      await storage.setAside(survey, [old.envelope.id], 'reason', DAY);
      expect(await storage.eraseBefore('2001-01-02', survey)).toBe(1);
      expect(await collected(storage.aside(survey))).toEqual([]);
    });

    it('erases the responses of one channel of one survey, and counts them before', async () => {
      const sent = (channel: string | null, of = survey) => received({ survey: of, channel });
      const [trial, mail, none, other] = [sent('essai'), sent('mail'), sent(null), sent('essai', `${survey}-2`)];
      await store(trial, mail, none, other);
      expect([
        await storage.countChannel(survey, 'essai', DAY),
        await storage.countChannel(survey, 'essai', '2001-01-01'),
      ]).toEqual([1, 0]);
      expect(await storage.eraseBefore('2999-01-01', survey, 'essai')).toBe(1);
      const left = (await all(survey)).map((one) => one.id);
      expect(new Set(left)).toEqual(new Set([mail.envelope.id, none.envelope.id]));
      expect((await all(`${survey}-2`)).map((one) => one.id)).toEqual([other.envelope.id]);
      expect(await store(trial)).toEqual(['erased']);
    });

    it('holds the same data after compaction', async () => {
      const [one, two] = [received({ survey }), received({ survey })];
      await storage.store([one, two], [{ code: 'answer.invalid', survey }], DAY);
      await storage.erase(two.envelope.receiptHash, DAY);
      const held = () => Promise.all([all(survey), talliedIn(storage, survey), storage.refusals(), storage.standing()]);
      const before = await held();
      await storage.tidy();
      expect(await held()).toEqual(before);
      expect(await store(one, two)).toEqual(['already-stored', 'erased']);
    });

    it('reads responses by id, the stamps of a day, and sums of days', async () => {
      const [one, two, three] = [received({ survey }), received({ survey }), received({ survey })];
      await store(one, two);
      await storage.store([three], [], '2026-11-25');
      const reader = openReader(storage.source);
      expect(await reader.daySums(survey)).toEqual([
        { receivedOn: DAY, responses: 2, stamps: stampOf(one.digest) + stampOf(two.digest) },
        { receivedOn: '2026-11-25', responses: 1, stamps: stampOf(three.digest) },
      ]);
      expect(await reader.stamps(survey, '2026-11-25')).toEqual([
        { id: three.envelope.id, stamp: stampOf(three.digest) },
      ]);
      expect((await reader.responses(survey, [one.envelope.id, randomUUID()])).map(({ id }) => id)).toEqual([
        one.envelope.id,
      ]);
      expect(await reader.responses('another-survey', [one.envelope.id])).toEqual([]);
      const { receiptHash: _, ...kept } = three.envelope;
      expect(await reader.responses(survey, [three.envelope.id])).toEqual([
        { ...kept, receivedOn: '2026-11-25', stamp: stampOf(three.digest), answers: JSON.stringify(kept.answers) },
      ]);
      await storage.erase(three.envelope.receiptHash, DAY);
      expect((await reader.daySums(survey)).map(({ receivedOn }) => receivedOn)).toEqual([DAY]);
      await reader.close();
    });

    describe('what people wrote', () => {
      const survey = `survey-${randomUUID()}`;
      const surveys = new Map([[survey, { revisions: REVISIONS }]]) as unknown as Surveys;
      const texts = textsApart(surveys, SECRET);
      const LONG = `${'é🏛'.repeat(2_500)}.`;
      const written = (text: string, more = {}, changes = {}) =>
        received({ survey, answers: { 'authority-type': 'commune', 'free-comment': text, ...more }, ...changes });
      let own: Storage;
      beforeAll(async () => {
        own = await opened.again(texts);
      }, 60_000);
      afterAll(() => own.close());
      const read = async (before?: string) => {
        const texts = await collected(own.texts(survey, before));
        const reader = openReader(own.source);
        expect(await collected(reader.texts(survey, before))).toEqual(texts);
        await reader.close();
        return texts.toSorted((one, other) => (one.text < other.text ? -1 : 1));
      };
      const keep = (...some: Received[]) => own.store(some, [], DAY);
      const forgetAll = async (...some: Received[]) => {
        for (const {
          envelope: { receiptHash },
        } of some)
          await own.erase(receiptHash, DAY);
        expect(await read()).toEqual([]);
      };

      it('is stored separately, and a second sending is recognised by the whole text', async () => {
        const steering = { 'technical-steering': 'other', 'technical-steering-other': 'Autrement' };
        const one = written(LONG, { ...steering, 'free-comment-consent': 'yes' });
        expect(await keep(one, one)).toEqual(['stored', 'already-stored']);
        expect(await read()).toEqual([
          { item: 'technical-steering-other', text: 'Autrement', consent: null },
          { item: 'free-comment', text: LONG, consent: 'yes' },
        ]);
        const [kept] = await all(survey);
        expect(kept?.answers).toEqual({
          'authority-type': 'commune',
          'free-comment': GIVEN,
          'technical-steering': 'other',
          'technical-steering-other': GIVEN,
        });
        const { answers } = one.envelope;
        // The stored digest is of the stored answers. A digest of the sent answers would confirm a guessed text.
        const digest = digestOf({ ...one.envelope, answers: kept?.answers });
        const reader = openReader(own.source);
        expect((await reader.stamps(survey, DAY)).map(({ stamp }) => stamp)).toEqual([stampOf(digest)]);
        await reader.close();
        const others: readonly WireAnswers[] = [
          { ...answers, 'free-comment': 'Autre' },
          { ...answers, 'free-comment': GIVEN },
          { 'authority-type': 'commune' },
        ];
        expect(await keep(...others.map((other) => next(one, { answers: other })))).toEqual(
          others.map(() => 'conflict'),
        );
        expect(await keep(one)).toEqual(['already-stored']);
        await forgetAll(one);
      });

      it('gives way to what replaces its response, and to nothing that does not', async () => {
        const one = written('Premier', { 'technical-steering': 'other', 'technical-steering-other': 'Autrement' });
        const second = next(one, { sequence: 2, answers: { 'authority-type': 'commune', 'free-comment': LONG } });
        const third = next(one, { sequence: 3, answers: { 'authority-type': 'commune', 'free-comment': 'Bref' } });
        expect(await keep(one)).toEqual(['stored']);
        expect(await keep(second)).toEqual(['stored']);
        expect(await read()).toEqual([{ item: 'free-comment', text: LONG, consent: null }]);
        expect(await keep(third, second, one)).toEqual(['stored', 'superseded', 'superseded']);
        expect((await read()).map(({ text }) => text)).toEqual(['Bref']);
        expect(await keep(next(one, { sequence: 4, answers: { 'authority-type': 'commune' } }))).toEqual(['stored']);
        expect(await read()).toEqual([]);
        await keep(next(one, { sequence: 5, answers: { 'authority-type': 'commune', 'free-comment': 'Encore' } }));
        await forgetAll(one);
      });

      it('gives way with a partial to the complete response of a lower sequence', async () => {
        const complete = written('Entier');
        const part = {
          'authority-type': 'commune',
          'technical-steering': 'other',
          'technical-steering-other': 'Partie',
        };
        expect(await keep(next(complete, { sequence: 5, status: 'partial', answers: part }))).toEqual(['stored']);
        expect(await keep(complete)).toEqual(['stored']);
        expect((await read()).map(({ text }) => text)).toEqual(['Entier']);
        await forgetAll(complete);
      });

      it('is erased with its response, by its receipt and by its day', async () => {
        const old = Array.from({ length: 30 }, (_, turn) => written(`Ancien ${turn} ${LONG}`));
        const late = written('Resté');
        await own.store(old, [], '0990-01-01');
        await keep(late);
        expect(await own.eraseBefore('0990-01-02')).toBe(30);
        expect((await read()).map(({ text }) => text)).toEqual(['Resté']);
        expect(await keep(next(late, { sequence: 2, receiptHash: 'd'.repeat(64) }))).toEqual(['conflict']);
        await forgetAll(late);
        expect(await keep(late)).toEqual(['erased']);
        expect(await read()).toEqual([]);
      });

      it('is erased by its receipt even if it arrived while its survey was deleted', async () => {
        const [late, later] = [written('en retard'), written('plus tard encore')];
        await own.eraseBefore('9999-12-31', survey);
        await keep(late, later);
        await own.forgetSurvey(survey);
        await own.erase(late.envelope.receiptHash, DAY);
        expect((await read()).map(({ text }) => text)).toEqual(['plus tard encore']);
        await own.eraseBefore('9999-12-31');
        expect(await read()).toEqual([]);
      });

      it('returns the day on which it arrived until that day is over, and never after', async () => {
        const [before, today] = [written('Hier'), written("Aujourd'hui")];
        await own.store([before], [], '2026-11-23');
        await keep(today);
        expect((await read(DAY)).map(({ text }) => text)).toEqual(['Hier']);
        await own.forgetDays(DAY);
        expect((await read('2026-11-23')).map(({ text }) => text)).toEqual(['Hier']);
        await own.forgetDays('2026-11-25');
        expect(await read('2026-11-23')).toHaveLength(2);
        await forgetAll(before, today);
      });

      it('is moderated in the version that was read, and only while its author has not changed it', async () => {
        const agreed = { 'free-comment-consent': 'yes' };
        const begun = written('deux', agreed, { status: 'partial' });
        const [one, other] = [written(`${LONG}un`, agreed), next(begun, { sequence: 2, status: 'complete' })];
        await own.store([one, begun, written('non publiable')], [], '2026-11-23');
        expect(await own.comments(survey, { most: 10 })).toHaveLength(1);
        await own.store([other], [], '2026-11-23');
        await keep(written('du jour', agreed));
        const listed = (asked = {}) => own.comments(survey, { most: 10, ...asked });
        const find = async (text: string) => {
          const found = (await listed()).find((comment) => comment.text?.startsWith(text));
          if (!found) throw new Error(`no ${text}`);
          return found;
        };
        expect((await listed()).map(({ text }) => text).toSorted()).toEqual(
          ['deux', 'du jour', `${LONG}un`].toSorted(),
        );
        expect(await listed({ before: DAY })).toHaveLength(2);
        expect(await own.commentCounts(survey, DAY)).toEqual([{ state: 'to-read', comments: 2, inLots: 0 }]);
        const item = 'free-comment';
        expect((await listed({ item })).map(({ consent }) => consent).toSorted()).toEqual([null, 'yes', 'yes', 'yes']);
        expect(await listed({ item: 'another-item' })).toEqual([]);
        const [first, second, third] = await listed();
        expect(await listed({ after: first?.key, most: 1 })).toEqual([second]);
        expect(await listed({ after: second?.key })).toEqual([third]);
        // In another order each is listed once as well, and pages go on in it: by the exclusive or of key and order.
        for (const order of [-1n, 2n ** 63n - 1n, -(2n ** 63n), 0x1234_5678_9abc_def0n]) {
          const all = await listed({ order });
          expect(all.map(({ key }) => key).toSorted()).toEqual([first?.key, second?.key, third?.key]);
          if (order === -1n) expect(all).toEqual([third, second, first]);
          expect(await listed({ order, most: 1 })).toEqual(all.slice(0, 1));
          expect(await listed({ order, after: all[0]?.key })).toEqual(all.slice(1));
          expect(await listed({ order, after: all[2]?.key })).toEqual([]);
        }

        const seen = await find(LONG);
        const publish = { state: 'publishable', deletesText: false };
        expect(await own.changeComment('another-survey', { seen, ...publish })).toBe(false);
        expect(await own.changeComment(survey, { seen: { ...seen, state: 'discarded' }, ...publish })).toBe(false);
        expect(await own.changeComment(survey, { seen, ...publish })).toBe(true);
        expect(await own.changeComment(survey, { seen, ...publish })).toBe(false);
        const accepted = await find(LONG);
        expect(accepted).toEqual({ ...seen, state: 'publishable' });

        // Sent again with the same text, it stays as it was decided; with another one, it is another comment.
        await keep(next(one, { sequence: 2, minutes: 40 }));
        expect(await own.comment(survey, seen.key)).toEqual(accepted);
        await keep(next(one, { sequence: 3, answers: { ...one.envelope.answers, 'free-comment': 'trois' } }));
        expect(await own.comment(survey, seen.key)).toBeUndefined();
        expect(await own.changeComment(survey, { seen: accepted, state: 'to-read', deletesText: false })).toBe(false);
        expect(await find('trois')).toMatchObject({ state: 'to-read' });
        await keep(next(one, { sequence: 4, answers: { 'authority-type': 'commune', 'free-comment': 'trois' } }));
        expect((await listed()).map(({ text }) => text).toSorted()).toEqual(['deux', 'du jour']);

        const left = await find('deux');
        expect(await own.changeComment(survey, { seen: left, state: 'discarded', deletesText: true })).toBe(true);
        expect(await own.comment(survey, left.key)).toMatchObject({ state: 'discarded', text: null });
        expect((await read()).map(({ text }) => text)).toEqual(['du jour', 'non publiable', 'trois']);
        await own.erase(other.envelope.receiptHash, DAY);
        expect(await own.comment(survey, left.key)).toBeUndefined();
        await own.forgetDays('2026-11-25');
        await own.eraseBefore('2026-11-25');
        expect(await read()).toEqual([]);
      });

      it('is drawn into lots by the first endpoint of a day, and leaves them when it is erased or withdrawn', async () => {
        const some = Array.from({ length: 4 }, (_, turn) => written(`${turn}`, { 'free-comment-consent': 'yes' }));
        await keep(...some);
        for (const seen of await own.comments(survey, { most: 10 }))
          await own.changeComment(survey, { seen, state: 'publishable', deletesText: false });
        const drawable = await own.drawable(survey, ['publishable'], '2026-11-25');
        expect(drawable).toHaveLength(4);
        expect(await own.drawable(survey, ['publishable'], DAY)).toEqual([]);
        const drawn = drawable.map(({ key, state }, at) => ({ key, state, lot: 1 + (at % 2), place: 10 - at }));
        const last = { key: drawn[3]?.key ?? '', state: 'another', lot: 1, place: 99 };
        const kept = { survey, day: '2026-11-25', body: '{}' };
        expect(await own.verbatims(survey)).toBeUndefined();
        const stamps = [await own.lotsStamp(survey)];
        const other = await opened.again(texts);
        const both = await Promise.all([
          own.drawLots(kept, [...drawn.slice(0, 3), last]),
          other.drawLots(kept, [...drawn.slice(0, 3), last]),
        ]);
        await other.close();
        expect(both.toSorted()).toEqual([false, true]);
        expect(await own.verbatims(survey)).toEqual(kept);
        stamps.push(await own.lotsStamp(survey));
        const public1 = await own.inLots(survey);
        expect(public1.map(({ key, lot }) => [key, lot])).toEqual(
          [drawn[2], drawn[0], drawn[1]].map((one) => [one?.key, one?.lot]),
        );
        const [withdrawn, erased] = public1;
        if (!withdrawn || !erased) throw new Error('three are public');
        await own.changeComment(survey, { seen: withdrawn, state: 'to-read', deletesText: false });
        stamps.push(await own.lotsStamp(survey));
        const receipt = some.find(({ envelope: { answers } }) => answers['free-comment'] === erased.text);
        await own.erase(receipt?.envelope.receiptHash ?? '', DAY);
        stamps.push(await own.lotsStamp(survey));
        expect((await own.inLots(survey)).map(({ key }) => key)).toEqual([drawn[1]?.key]);
        expect(new Set(stamps).size).toBe(4);
        await forgetAll(...some);
      });

      it('is stored under one secret, and an endpoint with another does not start', async () => {
        const other = textsApart(surveys, { forTexts: Buffer.alloc(32, 1) });
        const one = written('Le mien');
        await keep(one);
        await expect(opened.again(other)).rejects.toThrow(CannotStart);
        await expect(opened.again(other)).rejects.toThrow(/disclosure\.key/);
        // Without the secret, an erasure would leave the text behind, so it is refused.
        await expect(storage.erase(one.envelope.receiptHash, DAY)).rejects.toThrow(/secret/);
        expect((await read()).map(({ text }) => text)).toEqual(['Le mien']);
        await forgetAll(one);
      });
    });

    surveysContract(() => ({ storage, opened }));

    it('has one epoch for all its endpoints', async () => {
      const other = await opened.again();
      const standing = await storage.standing();
      expect(standing).toEqual({ epoch: expect.stringMatching(/^[0-9a-f]{32}$/), backedUpThrough: null });
      expect(await other.standing()).toEqual(standing);
      await other.close();
    });

    it('answers a health check by writing a value and reading it back', async () => {
      await Promise.all([storage.probe(), storage.probe(), storage.probe()]);
    });
  });
}
