import { afterAll, expect, it } from 'vitest';
import { ask, publish } from '../../support/ask.ts';
import { NOTICE_EN } from '../../support/notice.ts';
import { started } from '../harness.ts';
import { startPostgres } from '../storage/postgres-server.ts';
import { gardenFiles } from './garden.ts';

const server = await startPostgres();
afterAll(() => server.remove());

it.each(['SQLite', 'PostgreSQL'])('on %s, a short name is of one survey for good', async (database) => {
  const DATABASE_URL = database === 'SQLite' ? '' : await server.newDatabase();
  const { env, url } = await started({ SURVEYS_DIR: 'public/surveys', DATABASE_URL });
  const other = database === 'SQLite' ? url : (await started(env)).url;
  const [first, second] = ['garden-one', 'garden-two'];
  for (const survey of [first, second]) await publish(url, survey, gardenFiles(survey));
  const versionOf = async (survey: string) => `"${(await ask(url, `surveys/${survey}/keys`)).body.version}"`;
  const shorten = async (survey: string, short: string) => {
    const notice = { ...NOTICE_EN, short, channels: [{ id: 'fair', label: { en: 'Fair' } }] };
    const given = [Buffer.from(JSON.stringify(notice)), { version: await versionOf(survey) }] as const;
    return (await ask(other, `PUT surveys/${survey}/published/notice.json`, ...given)).body.code;
  };
  const led = async (path: string) => (await fetch(other + path, { redirect: 'manual' })).headers.get('Location');
  expect(await shorten(first, 'foret-2027')).toBe(undefined);
  for (const name of ['foret-2027', first, 'exemple-benevolat'])
    expect(await shorten(second, name)).toBe('short.taken');
  expect(await shorten(second, 'api')).toBe('short.reserved');
  for (const name of ['Forêt 2027', 'x']) expect(await shorten(second, name)).toBe('short.malformed');
  const code = (await ask(other, `/surveys/${first}/current`)).body.short.at(-1).path.split('/')[1].toUpperCase();
  expect(await led(`/For%C3%AAt-2027/${code}/?lang=en&s=x`)).toBe(`/?s=${first}&lang=en&c=fair`);
  expect([await led('/FORET-2027/nowhere'), await led('/foret-2027/a/b')]).toEqual([`/?s=${first}`, null]);
  await shorten(first, 'bois');
  await ask(url, `surveys/${first}/withdraw`, {}, { version: await versionOf(first) });
  for (const name of ['bois', 'foret-2027'])
    expect([await led(`/${name}`), await shorten(second, name)]).toEqual([`/?s=${first}`, 'short.taken']);
  expect((await ask(other, `surveys/${first}/delete`, {})).status).toBe(200);
  await publish(other, first, gardenFiles(first));
  expect([await led('/bois'), await shorten(second, 'bois')]).toEqual([null, 'short.taken']);
});
