import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { examplesIn } from '../../../src/endpoint/publishing/copies/examples.ts';
import { copiedFiles } from '../../../src/endpoint/publishing/upload/copied-files.ts';
import { onlyLong } from '../../support/long.ts';
import { NOTICE_EN } from '../../support/notice.ts';
import { started, temporaryFolder } from '../harness.ts';
import { startPostgres } from '../storage/postgres-server.ts';
import { gardenEnvelope, gardenFiles, gardenRevision, newId } from './garden.ts';

const server = await startPostgres();
afterAll(() => server.remove());

const startOn = async (database: string) =>
  started(database === 'PostgreSQL' ? { DATABASE_URL: await server.newDatabase() } : {});
const channels = [{ id: 'mail', label: { en: 'Mail' } }];
const notice = (controller: string) =>
  Buffer.from(JSON.stringify({ ...NOTICE_EN, controller: { en: controller }, channels }));

// The contract of the storage holds for both databases.
describe.each(['SQLite', ...onlyLong(['PostgreSQL'])])('on %s', (database) => {
  it('lists drafts by the title in their files, and what is served with its counts', async () => {
    const { ask, publish, send } = await startOn(database);
    const [served, drafted] = [newId(), newId()];
    await publish(served, gardenFiles(served));
    expect(await send(gardenEnvelope(served))).toEqual(['stored']);
    const title = `Not public yet${'!'.repeat(1_000)}`;
    await ask(`PUT surveys/${drafted}/draft/1.json`, gardenRevision(drafted, 1, { 'title.en': title }));
    const { body } = await ask('overview');
    const of = (id: string) => body.surveys.find(({ survey }: { survey: string }) => survey === id);
    expect(of(drafted)).toMatchObject({ state: 'draft', title: { en: title.slice(0, 200) }, draftRevision: 1 });
    expect(of(served)).toMatchObject({ state: 'published', revision: 1, hasNotice: false, closedFrom: null });
    expect(of(served).questions).toBeGreaterThan(1);
    const closing = newId();
    await publish(closing, new Map([['1.json', gardenRevision(closing, 1, { closedFrom: '2999-01-01' })]]));
    expect((await ask('reopen', { survey: closing })).status).toBe(200);
    const reopened = { survey: closing, state: 'published', closedFrom: null };
    expect((await ask('overview')).body.surveys).toContainEqual(expect.objectContaining(reopened));
    await expect
      .poll(async () => (await ask('counts')).body.counts)
      .toContainEqual({ survey: served, complete: 1, partial: 0, trial: 0, today: 1 });
  });

  it('changes the notice of a published survey, and of the draft of its next revision, at once', async () => {
    const { ask, publish, send } = await startOn(database);
    const survey = newId();
    const first = await publish(survey, gardenFiles(survey));
    expect(await send(gardenEnvelope(survey))).toEqual(['stored']);
    const second = await ask(`PUT surveys/${survey}/draft/2.json`, gardenRevision(survey, 2), { version: first });
    const path = `surveys/${survey}/published/notice.json`;
    expect((await ask(`PUT ${path}`, notice('One'))).body.code).toBe('match.required');
    expect((await ask(`PUT ${path}`, notice('One'), { version: first })).body.code).toBe('draft.changed');
    const faulty = await ask(`PUT ${path}`, Buffer.from('{}'), { version: second.etag });
    expect([faulty.body.code, faulty.body.lines[0]]).toEqual(['draft.faulty', expect.stringContaining('notice.json')]);
    const dry = await ask(`PUT ${path}?dry=1`, notice('One'), { version: second.etag });
    expect(dry.body.done).toBe(false);
    expect((await ask(`/surveys/${survey}/notice.json`)).status).toBe(404);
    const done = await ask(`PUT ${path}`, notice('One'), { version: second.etag });
    expect(done.body).toMatchObject({ done: true, survey: { draft: { by: 'organiser' } } });
    expect((await ask(`/surveys/${survey}/notice.json`)).body.controller).toEqual({ en: 'One' });
    // Publishing the draft keeps it.
    expect((await ask(`surveys/${survey}/publish`, {}, { version: done.etag })).status).toBe(200);
    expect((await ask(`/surveys/${survey}/notice.json`)).status).toBe(200);
    const revision = await ask(`PUT surveys/${survey}/published/2.json`, gardenRevision(survey, 2), {
      version: done.etag,
    });
    expect(revision.status).not.toBe(200);
  });

  it('opens the bare address on a chosen survey, for a token that sees every survey alone', async () => {
    const { ask, publish } = await startOn(database);
    const [one, other] = [newId(), newId()];
    for (const survey of [one, other]) await publish(survey, gardenFiles(survey));
    const homeNow = async () => (await ask('/surveys/current')).body;
    expect(await homeNow()).toEqual({ code: 'not-found' });
    expect((await ask('home', { survey: other })).body).toEqual({ home: other });
    expect(await homeNow()).toMatchObject({ id: other });
    expect((await ask('overview')).body.home).toEqual({ survey: other, isFixed: false });
    expect((await ask('home', { survey: 'no-such' })).body.code).toBe('not-found');
    const limited = { name: 'limited', scopes: ['publish'], until: '2999-12-31', surveys: [one] };
    const { token } = (await ask('tokens', limited)).body;
    expect((await ask('home', { survey: one }, { token })).body.code).toBe('token.scope');
    expect((await ask('home', { survey: null })).body).toEqual({ home: null });
    expect(await homeNow()).toEqual({ code: 'not-found' });
  });

  it('copies a survey under another id, without its days and pictures', async () => {
    const { ask, publish } = await startOn(database);
    const [from, to] = [newId(), newId()];
    await publish(from, gardenFiles(from));
    const copied = await ask(`surveys/${to}/copy`, { from: 'survey', id: from });
    expect(copied.body).toMatchObject({ done: true, survey: { state: 'draft' } });
    expect(copied.body.survey.draft.files.map(({ path }: { path: string }) => path)).toEqual(['1.json']);
    expect((await ask(`surveys/${to}/report`)).body.lines).toEqual([]);
    expect((await ask(`surveys/${to}/copy`, { from: 'survey', id: from })).body.code).toBe('survey.exists');
    expect((await ask(`surveys/${newId()}/copy`, { from: 'survey', id: newId() })).body.code).toBe('not-found');
    const { examples } = (await ask('examples')).body;
    for (const { id } of examples) {
      const made = newId();
      expect((await ask(`surveys/${made}/copy`, { from: 'example', id })).status).toBe(200);
      expect([id, (await ask(`surveys/${made}/report`)).body.lines]).toEqual([id, []]);
      expect((await ask(`surveys/${made}/files/presentation.json`)).text).not.toContain('"identity"');
    }
    expect(examples.length).toBeGreaterThan(1);
  });

  it('deletes a survey that is closed with its responses, and nothing of another', async () => {
    const { ask, publish, send } = await startOn(database);
    const [gone, kept] = [newId(), newId()];
    const version = await publish(gone, gardenFiles(gone));
    await publish(kept, gardenFiles(kept));
    expect(await send(gardenEnvelope(gone), gardenEnvelope(kept))).toEqual(['stored', 'stored']);
    expect((await ask(`surveys/${gone}/delete`, {})).body.code).toBe('survey.not-closed');
    expect((await ask(`surveys/${gone}/withdraw`, {}, { version: version })).status).toBe(200);
    expect((await ask(`surveys/${gone}/delete`, { dryRun: true })).body).toEqual({ done: false });
    const before = (await ask('overview')).body.surveys.length;
    expect((await ask(`surveys/${gone}/delete`, {})).body).toEqual({ done: true });
    const { surveys } = (await ask('overview')).body;
    expect(surveys).toHaveLength(before - 1);
    expect(await send(gardenEnvelope(gone))).toEqual(['survey.unknown']);
    const { counts } = (await ask('counts')).body;
    expect(counts).toEqual([expect.objectContaining({ survey: kept, complete: 1 })]);
    // The id is free again, and the new survey has no response.
    await publish(gone, gardenFiles(gone));
    await expect
      .poll(async () => (await ask('counts')).body.counts)
      .toContainEqual({ survey: gone, complete: 0, partial: 0, trial: 0, today: 0 });
  });
});

it('copies nothing where there is no revision that can be read', () => {
  expect(copiedFiles(new Map(), 'copy', 'survey')).toBeUndefined();
  expect(copiedFiles(new Map([['1.json', Buffer.from('{')]]), 'copy', 'survey')).toBeUndefined();
});

it('lists an example by its newest revision, without decoding its pictures, and copies none that is faulty', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'garden', 'previews'), { recursive: true });
  for (const revision of [9, 10])
    await writeFile(
      join(folder, 'garden', `${revision}.json`),
      gardenRevision('garden', revision, { 'title.en': `Garden ${revision}` }),
    );
  await writeFile(join(folder, 'garden', 'previews', 'opening.png'), 'no picture');
  const { list, filesOf } = examplesIn(folder);
  expect(await list()).toEqual([expect.objectContaining({ id: 'garden', title: { en: 'Garden 10' } })]);
  expect(await filesOf('garden')).toBe(undefined);
});
