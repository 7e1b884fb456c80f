import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { createVerbatims } from '../../../src/endpoint/moderation/draw-verbatims.ts';
import { createKeyring } from '../../../src/endpoint/tokens/keyring.ts';
import type { Use } from '../../../src/endpoint/tokens/token-audit.ts';
import type { Envelope } from '../../../src/wire/envelope.ts';
import {
  type CommentState,
  type CommentsPage,
  commentsPageSchema,
  type ModeratedComment,
  textsPageSchema,
} from '../../../src/wire/organiser/moderation.ts';
import { type Verbatims, verbatimsSchema } from '../../../src/wire/verbatims.ts';
import { ask, TOKEN } from '../../support/ask.ts';
import { envelope, NEAR, named, passingDays, studySurveys, verdicts } from '../harness.ts';

const SURVEY = 'numerique-territorial';
const ANNE = 'a-token-of-a-reader-called-anne-0123';
const ZOE = 'a-token-of-a-reader-called-zoe-01234';
const keyring = createKeyring(
  TOKEN,
  [ANNE, ZOE].map((token) => named(token, token, 'comments')),
);

function written(text: string, more: Partial<Record<keyof Envelope, unknown>> = {}, consent = true): Envelope {
  const answers = { 'authority-type': 'region', territory: '29', 'free-comment': text };
  return envelope({ answers: { ...answers, ...(consent && { 'free-comment-consent': 'yes' }) }, ...more });
}

/** An endpoint whose days pass on command; at each change of the day the lots that are due are drawn. */
async function moderated() {
  const uses: Use[] = [];
  const parts = await passingDays({ keyring, audit: (use) => uses.push(use) });
  const { app, verbatims, now } = parts;

  async function list(query = 'today=1', token = ANNE): Promise<CommentsPage> {
    const { status, body } = await ask(app, `comments/${SURVEY}?${query}`, undefined, { token });
    expect(status).toBe(200);
    return v.parse(commentsPageSchema, body);
  }
  async function find(text: string, token = ANNE): Promise<ModeratedComment> {
    const found = (await list('today=1', token)).comments.find((one) => one.text?.includes(text));
    if (!found) throw new Error(`no ${text}`);
    return found;
  }
  async function decide(
    { key }: ModeratedComment,
    from: CommentState,
    decision: string,
    { token = ANNE, survey = SURVEY }: { token?: string; survey?: string } = {},
  ) {
    const { status, body } = await ask(app, 'comments', { survey, key, from, decision }, { token });
    return [status, body] as const;
  }
  async function read(): Promise<Verbatims> {
    const { status, body } = await ask(app, `/api/verbatims/${SURVEY}`);
    expect(status).toBe(200);
    return v.parse(verbatimsSchema, body);
  }
  async function pass() {
    await parts.tomorrow();
    await verbatims.drawDue();
  }
  return { ...parts, uses, now, list, find, decide, read, pass };
}

describe('moderation', () => {
  it('shows each reader a stable random order, and every comment once over its pages', async () => {
    const { app, list } = await moderated();
    await verdicts(app, ...Array.from({ length: 50 }, (_, turn) => written(`Remarque ${turn}`)));
    await verdicts(app, ...Array.from({ length: 50 }, (_, turn) => written(`Suite ${turn}`)));
    const orderFor = async (token: string) => {
      const keys: string[] = [];
      for (let after: string | null = ''; after !== null; ) {
        const page: CommentsPage = await list(`today=1${after && `&after=${after}`}`, token);
        keys.push(...page.comments.map(({ key }) => key));
        after = page.next;
      }
      return keys;
    };
    const [anne, zoe] = [await orderFor(ANNE), await orderFor(ZOE)];
    expect(new Set(anne).size).toBe(100);
    expect(zoe.toSorted()).toEqual(anne.toSorted());
    expect(zoe.slice(0, 20).filter((key) => anne.slice(0, 20).includes(key)).length).toBeLessThan(20);
    expect(zoe).not.toEqual(anne);
    expect(zoe[0]).not.toBe(anne[0]);
    expect([await orderFor(ANNE), await orderFor(ZOE)]).toEqual([anne, zoe]);
  });

  it('lists comments that may be published, fifty at a time, those of today when that is asked for', async () => {
    const { app, list, pass, uses } = await moderated();
    const texts = Array.from({ length: 60 }, (_, turn) => `Remarque ${turn}`);
    const all = texts.map((text) => written(text));
    await verdicts(app, ...all.slice(0, 40));
    await verdicts(app, ...all.slice(40), written('Non publiable', {}, false));
    expect(await list('')).toMatchObject({ counts: { 'to-read': 0 }, comments: [], next: null });
    await pass();
    await verdicts(app, written('Du jour'));
    const first = await list('');
    expect(first).toMatchObject({ survey: SURVEY, counts: { 'to-read': 60, published: 0 } });
    expect(first.comments).toHaveLength(50);
    const second = await list(`after=${first.next}`);
    expect([second.comments.length, second.next]).toEqual([10, null]);
    const both = [...first.comments, ...second.comments];
    expect(both.map(({ text }) => text).toSorted()).toEqual(texts.toSorted());
    expect(new Set(both.map(({ published, state }) => `${published} ${state}`))).toEqual(new Set(['false to-read']));
    expect((await list('state=publishable')).comments).toEqual([]);
    expect((await list('today=1')).counts['to-read']).toBe(61);
    expect(uses.filter(({ today }) => today === 'yes')).toHaveLength(1);
    // Nothing says whose they are. Keys are random, so any digits may be in them.
    expect(JSON.stringify(both.map(({ key: _, ...rest }) => rest))).not.toMatch(
      new RegExp(`region|"29"|2026|${all[0]?.id}|${all[0]?.receiptHash}`),
    );
    for (const query of ['state=read', 'after=x', `after=${'0'.repeat(16)}`]) {
      const headers = { Authorization: `Bearer ${ANNE}` };
      expect((await app.request(`/api/organiser/comments/${SURVEY}?${query}`, { headers })).status, query).toBe(404);
    }
  });

  it('lists every text of one question, up to yesterday and with nothing else of the person', async () => {
    const { app, pass, uses } = await moderated();
    const read = async (query: string, token = ANNE) =>
      await ask(app, `texts/${SURVEY}?${query}`, undefined, { token });
    const agreed = Array.from({ length: 30 }, (_, turn) => written(`Remarque ${turn}`));
    const others = Array.from({ length: 30 }, (_, turn) => written(`Pour vous ${turn}`, {}, false));
    await verdicts(app, ...agreed);
    await verdicts(app, ...others);
    expect((await read('item=free-comment')).body).toMatchObject({ texts: [], next: null });
    await pass();
    await verdicts(app, written('Du jour'));
    const first = v.parse(textsPageSchema, (await read('item=free-comment')).body);
    const second = v.parse(textsPageSchema, (await read(`item=free-comment&after=${first.next}`)).body);
    const both = [...first.texts, ...second.texts];
    expect([first.texts.length, both.length, second.next]).toEqual([50, 60, null]);
    for (const { text, state } of both) expect(state).toBe(text.startsWith('Pour vous') ? null : 'to-read');
    expect(Object.keys(both[0] ?? {}).toSorted()).toEqual(['key', 'published', 'state', 'text']);
    const orderOf = async (token: string) => JSON.stringify((await read('item=free-comment', token)).body.texts);
    const [today, zoe] = [await orderOf(ANNE), await orderOf(ZOE)];
    expect(zoe).not.toBe(today);
    await pass();
    expect(await orderOf(ANNE)).not.toBe(today);
    // No day, no count, and no text of an item that is none.
    for (const query of ['item=authority-type', 'item=', 'item=free-comment&after=x'])
      expect((await read(query)).status, query).toBe(404);
    expect(uses.filter(({ use }) => use.includes('texts')).map(({ comments }) => comments)).toContain(50);
    expect(JSON.stringify(uses)).not.toContain('Remarque');
    const key = both.find(({ state }) => state === null)?.key ?? '';
    const publish = { survey: SURVEY, key, from: 'to-read', decision: 'publish' };
    expect((await ask(app, 'comments', publish, { token: ANNE })).body.code).toBe('comment.changed');
  });

  it('publishes or deletes by one reader, and keeps nothing of what is deleted', async () => {
    const { app, storage, find, decide, list, uses } = await moderated();
    await verdicts(app, written('Merci à Jean Dupont de Trifouilly.'));
    const seen = await find('Dupont');
    for (const decision of ['mask', 'confirm', 'return'])
      expect(await decide(seen, 'to-read', decision), decision).toEqual([400, { code: 'batch.unreadable' }]);
    expect(await decide(seen, 'to-read', 'publish')).toEqual([200, { state: 'publishable' }]);
    expect(await find('Dupont')).toEqual({ ...seen, state: 'publishable' });
    // Another reader still has it on the screen as it was.
    expect(await decide(seen, 'to-read', 'discard', { token: ZOE })).toEqual([409, { code: 'comment.changed' }]);
    expect(await decide(seen, 'publishable', 'return', { token: ZOE })).toEqual([200, { state: 'to-read' }]);
    expect(await decide(seen, 'to-read', 'discard')).toEqual([200, { state: 'discarded' }]);
    expect(await decide(seen, 'discarded', 'return')).toEqual([400, { code: 'batch.unreadable' }]);
    expect(await list()).toMatchObject({
      counts: { discarded: 1 },
      comments: [{ ...seen, state: 'discarded', text: null }],
    });
    const kept: string[] = [];
    for await (const { text } of storage.texts(SURVEY)) kept.push(text);
    expect(kept).toEqual([]);
    // The audit names the decisions, and no text.
    expect(JSON.stringify(uses)).not.toMatch(/Dupont|Trifouilly/);
    expect(
      uses.filter(({ decision }) => decision === 'discard').map(({ by, status, refused }) => [by, status, refused]),
    ).toEqual([
      [ZOE, 409, 'comment.changed'],
      [ANNE, 200, undefined],
    ]);
  });

  it('applies a decision only to the text that was read, not to a changed or deleted one', async () => {
    const { app, storage, find, decide } = await moderated();
    const one = written('Premier texte');
    await verdicts(app, one);
    const seen = await find('Premier');
    const { answers } = one;
    await verdicts(app, { ...one, sequence: 2, answers: { ...answers, 'free-comment': 'Second texte' } });
    expect(await decide(seen, 'to-read', 'publish')).toEqual([409, { code: 'comment.changed' }]);
    const second = await find('Second');
    await storage.erase(one.receiptHash, '2026-11-01');
    expect(await decide(second, 'to-read', 'publish')).toEqual([409, { code: 'comment.changed' }]);
    expect(await decide(second, 'to-read', 'publish', { survey: 'nothing' })).toEqual([404, { code: 'not-found' }]);
  });
});

describe('what everybody may read of comments', () => {
  it('is empty below ten comments, then batches drawn at the change of the day, without withdrawn or erased ones', async () => {
    const { app, storage, find, decide, read, pass, list, now } = await moderated();
    const texts = Array.from({ length: 12 }, (_, turn) => `Remarque n° ${turn}.`);
    const sent = texts.map((text) => written(text));
    await verdicts(app, ...sent, written('Remarque refusée.'), written('Remarque non publiable.', {}, false));
    await pass();
    const nothing = { survey: SURVEY, asOf: null, read: null, lots: [] };
    expect(await read()).toEqual(nothing);
    await decide(await find('refusée'), 'to-read', 'discard');
    for (const text of texts.slice(0, 9)) await decide(await find(text), 'to-read', 'publish');
    await pass();
    expect(await read()).toEqual(nothing);
    for (const text of texts.slice(9)) await decide(await find(text), 'to-read', 'publish');
    // Reading draws nothing.
    expect(await read()).toEqual(nothing);
    await pass();
    const body = await read();
    expect(body).toMatchObject({ asOf: '2026-11-04', lots: [{ item: 'free-comment', language: 'fr' }] });
    const [lot] = body.lots;
    expect(lot?.texts.toSorted()).toEqual(texts.toSorted());
    expect(lot?.texts).not.toEqual(texts);
    expect(Math.abs((body.read ?? 0) - 13)).toBeLessThanOrEqual(NEAR);
    expect((await list()).counts).toMatchObject({ publishable: 12, discarded: 1, published: 12 });
    expect(await find('n° 3')).toMatchObject({ published: true });

    // Between two nights of the calendar nothing is drawn.
    await verdicts(app, ...Array.from({ length: 5 }, (_, turn) => written(`Nouveau ${turn}`)));
    for (let turn = 0; turn < 5; turn++) await decide(await find(`Nouveau ${turn}`), 'to-read', 'publish');
    const tomorrow = () => new Date(now().getTime() + 86_400_000);
    await createVerbatims({ storage, surveys: await studySurveys(), now: tomorrow }).drawDue();
    expect(await read()).toEqual(body);
    expect(await find('Nouveau 3')).toMatchObject({ published: false });

    expect(await decide(await find('n° 3'), 'publishable', 'return')).toEqual([200, { state: 'to-read' }]);
    expect(await decide(await find('n° 11.'), 'publishable', 'discard')).toEqual([200, { state: 'discarded' }]);
    await storage.erase(sent[0]?.receiptHash ?? '', '2026-11-04');
    const fewer = await read();
    expect(fewer.lots).toHaveLength(0);
    expect((await list()).counts.published).toBe(0);
    await pass();
    expect((await read()).lots).toHaveLength(0);
    await pass();
    const again = await read();
    expect(again.asOf).toBe('2026-11-06');
    expect(again.lots.map((one) => one.texts.length)).toEqual([9, 5]);
    expect(again.lots[0]?.texts).toEqual(lot?.texts.filter((text) => !/ (0|3|11)\.$/.test(text)));
  });

  it('is compressed, has an ETag, and exists for known surveys only; its count has noise', async () => {
    const { app, storage, now, find, decide, read, tomorrow } = await moderated();
    const texts = Array.from({ length: 10 }, (_, turn) => `Une remarque assez longue pour être compressée : ${turn}.`);
    await verdicts(app, ...texts.map((text) => written(text)));
    for (const text of texts) await decide(await find(text), 'to-read', 'publish');
    await tomorrow();
    // These numbers make a noise of −1 where ε is 1/2.
    await createVerbatims({ storage, surveys: await studySurveys(), now, uniform: (bound) => bound - 1 }).drawDue();
    expect((await read()).read).toBe(9);
    const asked = (headers: Record<string, string> = {}, survey = SURVEY) =>
      app.request(`/api/verbatims/${survey}`, { headers: { 'Accept-Encoding': 'br', ...headers } });
    const first = await asked();
    expect(first.headers.get('Content-Encoding')).toBe('br');
    expect(first.headers.get('Set-Cookie')).toBeNull();
    const etag = first.headers.get('ETag') ?? '';
    expect((await asked({ 'If-None-Match': etag })).status).toBe(304);
    expect((await asked({}, 'nothing')).status).toBe(404);
  });
});
