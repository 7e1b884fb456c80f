import { describe, expect, it } from 'vitest';
import type { RateSettings } from '../../../src/endpoint/process/settings.ts';
import type { Use } from '../../../src/endpoint/tokens/token-audit.ts';
import { daysAfter } from '../../../src/wire/day.ts';
import { DAY, newStorage, publisherOn, testApp } from '../harness.ts';
import { gardenFiles } from './garden.ts';

const SURVEY = 'garden-to-come';

/** An endpoint with a draft, on a day that may be changed. */
async function withDraft(rate?: RateSettings) {
  const storage = await newStorage();
  let today = DAY;
  const publisher = publisherOn(storage, { today: () => today });
  const uses: Use[] = [];
  const { app, ask } = await testApp({ storage, publisher, audit: (use) => uses.push(use), ...(rate && { rate }) });
  const put = (survey: string, files = gardenFiles(survey)) => publisher.put({ survey, by: 'cabinet' }, files);
  await put(SURVEY);
  const link = (method: 'POST' | 'DELETE', survey = SURVEY, version = '') =>
    ask(`${method} surveys/${survey}/preview`, undefined, { version });
  const secretOf = async (survey = SURVEY): Promise<string> => (await link('POST', survey)).body.secret;
  const open = async (secret: string) => {
    const given = { headers: { Authorization: `Preview ${secret}` } };
    const { status, headers, body } = await ask('/api/preview', undefined, given);
    return { status, headers, body };
  };
  const wait = (days: number) => {
    today = daysAfter(DAY, days);
  };
  return { app, storage, publisher, uses, put, link, secretOf, open, wait };
}

const ENDED = [404, { code: 'not-found' }];

describe('the link to a draft', () => {
  it('opens what phones load of it, in texts alone, and is kept nowhere', async () => {
    const { link, open } = await withDraft();
    const made = await link('POST');
    const { secret, until } = made.body;
    expect([made.status, until]).toEqual([200, daysAfter(DAY, 7)]);
    expect(secret).toMatch(/^[\w-]{22}$/);
    const { status, headers, body } = await open(secret);
    expect([status, headers.get('Cache-Control')]).toEqual([200, 'no-store']);
    expect(body.entry).toMatchObject({ id: SURVEY, revision: 1, languages: ['en'] });
    expect(JSON.parse(body.files['1.en.json'])).toMatchObject({ id: SURVEY, title: { en: 'Our shared garden' } });
    expect(Object.keys(body.files).filter((path) => /png$|notice/.test(path))).toEqual([]);
  });

  it('opens that draft and no other, as it is now', async () => {
    const { put, secretOf, open } = await withDraft();
    await put('another-garden');
    const [one, other] = [await secretOf(), await secretOf('another-garden')];
    expect((await open(one)).body.entry.id).toBe(SURVEY);
    expect((await open(other)).body.entry.id).toBe('another-garden');
    await put(SURVEY, new Map([['2.json', Buffer.from('{"id": 3}')]]));
    const { status, body } = await open(one);
    expect([status, body.code]).toEqual([409, 'draft.faulty']);
    expect(body.lines[0]).toMatch(/^revision\.faulty 2\.json: /);
  });

  it('opens nothing with another secret, and tells no more of it', async () => {
    const { app, secretOf, open } = await withDraft();
    const secret = await secretOf();
    const changed = `${secret.startsWith('a') ? 'b' : 'a'}${secret.slice(1)}`;
    for (const wrong of [changed, '', `${secret}x`, 'null', '%'])
      expect([wrong, ...Object.values(await open(wrong)).filter((one) => !(one instanceof Headers))]).toEqual([
        wrong,
        ...ENDED,
      ]);
    expect((await app.request('http://localhost/api/preview')).status).toBe(404);
  });

  it('opens for seven days more', async () => {
    const { secretOf, open, wait } = await withDraft();
    const secret = await secretOf();
    wait(7);
    expect((await open(secret)).status).toBe(200);
    wait(8);
    expect((await open(secret)).status).toBe(404);
  });

  it('is replaced by the next one, and ended by a call that needs no version', async () => {
    const { link, secretOf, open } = await withDraft();
    const first = await secretOf();
    const second = await secretOf();
    expect([(await open(first)).status, (await open(second)).status]).toEqual([404, 200]);
    expect((await link('DELETE', SURVEY, '"another"')).status).toBe(412);
    expect((await link('DELETE')).status).toBe(200);
    expect((await open(second)).status).toBe(404);
    expect((await link('DELETE')).status).toBe(200);
  });

  it('is gone once the draft is discarded or published, and does not come back with another draft', async () => {
    const { publisher, storage, put, secretOf, open } = await withDraft();
    const asked = { survey: SURVEY, by: 'cabinet' };
    const discarded = await secretOf();
    await publisher.discard(asked);
    await put(SURVEY);
    expect((await open(discarded)).status).toBe(404);
    const published = await secretOf();
    await publisher.publish(asked, { isListed: false, isDry: false });
    expect((await open(published)).status).toBe(404);
    expect(JSON.stringify(await storage.keptSurveys())).not.toContain('preview"');
    await publisher.takeBack(asked, false);
    expect((await open(published)).status).toBe(404);
  });

  it('needs a draft, and leaves a line with no secret in it', async () => {
    const { link, uses, storage } = await withDraft();
    expect([(await link('POST', 'nothing')).status, (await link('POST', 'Not an id')).status]).toEqual([404, 404]);
    const { secret } = (await link('POST')).body;
    await link('DELETE');
    expect(uses.slice(-2)).toEqual([
      { by: 'organiser', use: 'POST organiser/surveys/:survey/preview', survey: SURVEY, status: 200 },
      { by: 'organiser', use: 'DELETE organiser/surveys/:survey/preview', survey: SURVEY, status: 200 },
    ]);
    expect(JSON.stringify([uses, await storage.keptSurveys()])).not.toContain(secret);
  });

  it('is hard to guess: a wrong secret costs ten requests', async () => {
    const { open } = await withDraft({ burst: 20, perSecond: 0.001 });
    const statuses: number[] = [];
    for (let time = 0; time < 3; time++) statuses.push((await open('x'.repeat(22))).status);
    expect(statuses).toEqual([404, 404, 429]);
  });
});
