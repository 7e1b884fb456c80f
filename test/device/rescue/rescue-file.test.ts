import { afterEach, expect, test } from 'vitest';
import { clean, draftOf, fakeEndpoint, held, open, rescueFile, SURVEY, status, until } from '../support.ts';

afterEach(clean);

test('every envelope not received is in the rescue file, refused ones too, and comes back on another device', async () => {
  const endpoint = fakeEndpoint();
  endpoint.verdictFor = () => ({ verdict: 'refused', problem: 'answer.invalid' });
  const tablet = await open({ fetch: endpoint.fetch });
  await tablet.finish(draftOf(1), SURVEY);
  await until(tablet, ({ refused }) => refused === 1);
  endpoint.answer = () => status(503);
  const [first] = await held(tablet);
  const day = Array.from({ length: 599 }, (_, index) => JSON.stringify({ ...first, id: draftOf(index + 2).id }));
  await tablet.importFile(new Blob([day.join('\n')]));
  expect(tablet.outbox.status()).toMatchObject({ waiting: 599, refused: 1 });
  const file = await rescueFile(tablet);
  expect(new Set((await held(tablet)).map(({ id }) => id)).size).toBe(600);
  await clean();

  const fresh = fakeEndpoint();
  const laptop = await open({ fetch: fresh.fetch });
  expect(await laptop.importFile(file)).toEqual({ kind: 'imported', added: 600, unreadable: 0 });
  await until(laptop, ({ waiting }) => waiting === 0);
  expect(fresh.stored.size).toBe(600);
  expect(await held(laptop)).toEqual([]);
});

test('importing twice adds nothing, and unreadable lines are counted', async () => {
  const endpoint = fakeEndpoint();
  endpoint.answer = () => status(503);
  const device = await open({ fetch: endpoint.fetch });
  await device.finish(draftOf(), SURVEY);
  const file = await rescueFile(device);
  const bad = ['not json', '{}', '[1]', `{"id":"${draftOf().id}","sequence":0}`];
  const both = new Blob([file, `\n${bad.join('\r\n')}\n\n`]);
  expect(await device.importFile(both)).toEqual({ kind: 'imported', added: 0, unreadable: 4 });
  expect(await held(device)).toHaveLength(1);
});
