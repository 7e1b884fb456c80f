import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { MASKED } from '../../../src/core/moderation/mask.ts';
import { createVerbatims } from '../../../src/endpoint/moderation/draw-verbatims.ts';
import { disclosureSecret } from '../../../src/endpoint/results/disclosure-secret.ts';
import { createKeyring, tokenDigest } from '../../../src/endpoint/tokens/keyring.ts';
import type { Use } from '../../../src/endpoint/tokens/token-audit.ts';
import {
  type CommentState,
  type CommentsPage,
  commentsPageSchema,
  type ModeratedComment,
} from '../../../src/wire/comments/moderation.ts';
import { type Verbatims, verbatimsSchema } from '../../../src/wire/comments/verbatims.ts';
import type { Envelope } from '../../../src/wire/envelope.ts';
import { envelope, studySurveys, TOKEN, testApp, verdicts } from '../harness.ts';

const SURVEY = 'numerique-territorial';
const ANNE = 'a-token-of-a-reader-called-anne-0123';
const ZOE = 'a-token-of-a-reader-called-zoe-01234';
const keyring = createKeyring(
  TOKEN,
  [ANNE, ZOE].map((token) => ({ name: token, digest: tokenDigest(token), scopes: ['comments'], until: '2027-01-31' })),
);

function written(text: string, more: Partial<Record<keyof Envelope, unknown>> = {}, consent = true): Envelope {
  const answers = { 'authority-type': 'region', territory: '29', 'free-comment': text };
  return envelope({ answers: { ...answers, ...(consent && { 'free-comment-consent': 'yes' }) }, ...more });
}

/** An endpoint whose days pass on command; at each change of the day the lots that are due are drawn. */
async function moderated() {
  let day = 1;
  const uses: Use[] = [];
  const now = () => new Date(2026, 10, day, 12);
  const parts = await testApp({ keyring, now, audit: (use) => uses.push(use) });
  const { app, verbatims } = parts;

  async function list(query = 'today=1', token = ANNE): Promise<CommentsPage> {
    const response = await app.request(`/api/organiser/comments/${SURVEY}?${query}`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(200);
    return v.parse(commentsPageSchema, await response.json());
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
    { token = ANNE, ...more }: { token?: string; masks?: unknown; survey?: string } = {},
  ) {
    const response = await app.request('/api/organiser/comments', {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ survey: SURVEY, key, from, decision, ...more }),
    });
    return [response.status, await response.json()] as const;
  }
  async function read(): Promise<Verbatims> {
    const response = await app.request(`/api/verbatims/${SURVEY}`);
    expect(response.status).toBe(200);
    return v.parse(verbatimsSchema, await response.json());
  }
  async function pass() {
    day++;
    await verbatims.drawDue();
  }
  return { ...parts, uses, now, list, find, decide, read, pass };
}

describe('moderation', () => {
  it('shows each reader another order, which stays, and every comment once over its pages', async () => {
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
    // Nothing says whose they are.
    expect(JSON.stringify(both)).not.toMatch(new RegExp(`region|"29"|2026|${all[0]?.id}|${all[0]?.receiptHash}`));
    for (const query of ['state=read', 'after=x', `after=${'0'.repeat(16)}`]) {
      const headers = { Authorization: `Bearer ${ANNE}` };
      expect((await app.request(`/api/organiser/comments/${SURVEY}?${query}`, { headers })).status, query).toBe(404);
    }
  });

  it('masks with two readers, and keeps nothing of what is masked', async () => {
    const { app, storage, find, decide, list, uses } = await moderated();
    await verdicts(app, written('Merci à Jean Dupont de Trifouilly.'));
    const seen = await find('Dupont');
    const masks = [{ start: 8, end: 19 }];
    for (const wrong of [[], [{ start: 8, end: 99 }], [{ start: 0, end: 34 }], undefined, 'x'])
      expect(await decide(seen, 'to-read', 'mask', { masks: wrong }), JSON.stringify(wrong)).toEqual([
        400,
        { code: 'batch.unreadable' },
      ]);
    expect(await decide(seen, 'to-read', 'publish', { masks })).toEqual([400, { code: 'batch.unreadable' }]);
    expect(await decide(seen, 'to-read', 'confirm')).toEqual([400, { code: 'batch.unreadable' }]);
    expect(await decide(seen, 'to-read', 'mask', { masks })).toEqual([200, { state: 'mask-proposed' }]);
    expect(await find('Dupont')).toMatchObject({ state: 'mask-proposed', masks, proposedByMe: true });
    expect(await find('Dupont', ZOE)).toMatchObject({ proposedByMe: false });
    expect(await decide(seen, 'mask-proposed', 'confirm')).toEqual([403, { code: 'comment.same-reader' }]);
    expect(await decide(seen, 'mask-proposed', 'return', { token: ZOE })).toEqual([200, { state: 'to-read' }]);
    expect(await decide(seen, 'mask-proposed', 'confirm', { token: ZOE })).toEqual([409, { code: 'comment.changed' }]);
    await decide(seen, 'to-read', 'mask', { masks });
    expect(await decide(seen, 'mask-proposed', 'confirm', { token: ZOE })).toEqual([200, { state: 'masked' }]);
    const masked = await find('Merci');
    expect(masked).toEqual({ ...seen, state: 'masked', text: `Merci à ${MASKED} de Trifouilly.` });
    expect((await list()).counts.masked).toBe(1);
    for await (const { text } of storage.texts(SURVEY)) expect(text).toBe(masked.text);
    // Of what was said and decided, the journal holds what was decided.
    expect(JSON.stringify(uses)).not.toMatch(/Dupont|Trifouilly/);
    expect(
      uses.filter(({ decision }) => decision === 'confirm').map(({ by, status, refused }) => [by, status, refused]),
    ).toEqual([
      [ANNE, 400, 'batch.unreadable'],
      [ANNE, 403, 'comment.same-reader'],
      [ZOE, 409, 'comment.changed'],
      [ZOE, 200, undefined],
    ]);
  });

  it('decides on what was read alone: not on another text, nor on one that is gone', async () => {
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

describe('a flag raised on a comment', () => {
  it('counts its response among the flags, sets it aside with the others, and names it nowhere', async () => {
    const { app, storage, find } = await moderated();
    const sent = Array.from({ length: 4 }, (_, turn) => written(`Remarque ${turn}.`));
    await verdicts(app, ...sent);
    const ask = async (path: string, body?: unknown, token = TOKEN) => {
      const response = await app.request(`/api/organiser/${path}`, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return [response.status, await response.json()] as const;
    };
    const { key } = await find('Remarque 2.');
    expect(await ask('comments/flag', { survey: SURVEY, key: '0'.repeat(32) }, ANNE)).toEqual([
      409,
      { code: 'comment.changed' },
    ]);
    expect(await ask('comments/flag', { survey: SURVEY, key }, ANNE)).toEqual([200, {}]);
    const flag = { flag: 'comment', bound: null, responses: 1, setAside: 0, ids: [] };
    expect(await ask(`flags/${SURVEY}?burst=100`)).toEqual([200, { survey: SURVEY, flags: [flag] }]);
    expect(await ask('set-aside', { survey: SURVEY, flag: 'comment', reason: 'r' })).toEqual([200, { setAside: 1 }]);
    const aside: string[] = [];
    for await (const { id } of storage.aside(SURVEY)) aside.push(id);
    expect(aside).toEqual([sent[2]?.id]);
    expect(await ask(`flags/${SURVEY}?burst=100`)).toEqual([
      200,
      { survey: SURVEY, flags: [{ ...flag, setAside: 1 }] },
    ]);
  });
});

describe('what everybody may read of comments', () => {
  it('is nothing under ten, then lots that are drawn at the day’s change, without what is withdrawn or erased', async () => {
    const { app, storage, find, decide, read, pass, list, now } = await moderated();
    const texts = Array.from({ length: 12 }, (_, turn) => `Remarque n° ${turn}.`);
    const sent = texts.map((text) => written(text));
    await verdicts(app, ...sent, written('Remarque refusée.'), written('Remarque non publiable.', {}, false));
    await pass();
    const nothing = { survey: SURVEY, asOf: null, read: null, masked: null, lots: [] };
    expect(await read()).toEqual(nothing);
    await decide(await find('refusée'), 'to-read', 'discard');
    for (const text of texts.slice(0, 9)) await decide(await find(text), 'to-read', 'publish');
    await pass();
    expect(await read()).toEqual(nothing);
    for (const text of texts.slice(9, 11)) await decide(await find(text), 'to-read', 'publish');
    const masks = [{ start: 9, end: 14 }];
    await decide(await find('n° 11.'), 'to-read', 'mask', { masks });
    await decide(await find('n° 11.'), 'mask-proposed', 'confirm', { token: ZOE });
    // Reading draws nothing.
    expect(await read()).toEqual(nothing);
    await pass();
    const body = await read();
    expect(body).toMatchObject({ asOf: '2026-11-04', lots: [{ item: 'free-comment', language: 'fr' }] });
    const [lot] = body.lots;
    expect(lot?.texts.toSorted()).toEqual([...texts.slice(0, 11), `Remarque ${MASKED}.`].toSorted());
    expect(lot?.texts).not.toEqual(texts);
    expect([body.read, body.masked].every((count) => count !== null && count % 5 === 0)).toBe(true);
    expect(Math.abs((body.read ?? 0) - 13)).toBeLessThanOrEqual(5);
    expect((await list()).counts).toMatchObject({ publishable: 11, masked: 1, discarded: 1, published: 12 });
    expect(await find('n° 3')).toMatchObject({ published: true });

    // Another secret draws nothing more, and the same day no second time.
    await verdicts(app, ...Array.from({ length: 5 }, (_, turn) => written(`Nouveau ${turn}`)));
    for (let turn = 0; turn < 5; turn++) await decide(await find(`Nouveau ${turn}`), 'to-read', 'publish');
    const other = { storage, surveys: await studySurveys(), now, secret: disclosureSecret(Buffer.alloc(32, 9)) };
    const tomorrow = () => new Date(now().getTime() + 86_400_000);
    await createVerbatims({ ...other, now: tomorrow }).drawDue();
    expect(await read()).toEqual(body);

    expect(await decide(await find('n° 3'), 'publishable', 'return')).toEqual([200, { state: 'to-read' }]);
    expect(await decide(await find(MASKED), 'masked', 'discard')).toEqual([200, { state: 'discarded' }]);
    await storage.erase(sent[0]?.receiptHash ?? '', '2026-11-04');
    const fewer = await read();
    expect(fewer.lots).toHaveLength(0);
    expect((await list()).counts.published).toBe(0);
    await pass();
    const again = await read();
    expect(again.asOf).toBe('2026-11-05');
    expect(again.lots.map((one) => one.texts.length)).toEqual([9, 5]);
    expect(again.lots[0]?.texts).toEqual(lot?.texts.filter((text) => !/ 0\.$| 3\.$|…/.test(text)));
  });

  it('is compressed, known again, and of surveys that there are', async () => {
    const { app } = await moderated();
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
