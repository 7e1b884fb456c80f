import { afterEach, expect, test } from 'vitest';
import { cacheOf, type Entry, find, install, isFirst, prune } from '../../sw/precache.ts';

afterEach(async () => {
  for (const name of await caches.keys()) await caches.delete(name);
});

const asked: string[] = [];

/** A server of these bodies; anything else is 404. Like `fetch`, it compares the bytes with the integrity. */
function server(bodies: Record<string, string>): typeof fetch {
  asked.length = 0;
  return async (input, init) => {
    const url = String(input);
    asked.push(url);
    const body = bodies[url];
    if (init?.redirect !== 'error' || init.cache !== 'reload') throw new Error('asked without care');
    if (body !== undefined && init.integrity !== body) throw new TypeError('integrity');
    return body === undefined ? new Response('no', { status: 404 }) : new Response(body);
  };
}

/** In these tests a body is its own digest. */
function entries(bodies: Record<string, string>): readonly Entry[] {
  return Object.entries(bodies).map(([url, integrity]) => ({ url, integrity }));
}

async function put(release: string, bodies: Record<string, string>): Promise<void> {
  await install(release, entries(bodies), server(bodies));
}

const text = async (release: string, path: string) => (await find(release, path))?.text();

test('a release is kept whole, and unchanged files are copied from the one before', async () => {
  await put('one', { '/': 'shell 1', '/app.js': 'app', '/a.css': 'style' });
  expect(asked).toHaveLength(3);
  await put('two', { '/': 'shell 2', '/app.js': 'app', '/a.css': 'new style' });
  expect([...asked].sort()).toEqual(['/', '/a.css']);
  expect(await text('two', '/')).toBe('shell 2');
  expect(await text('two', '/app.js')).toBe('app');
});

test('one file that fails, or that is not the one built, fails the install and the release before goes on', async () => {
  await put('one', { '/': 'shell 1' });
  await expect(install('two', entries({ '/': 'shell 2', '/b.js': 'b' }), server({ '/': 'shell 2' }))).rejects.toThrow(
    '/b.js',
  );
  await expect(
    install('two', entries({ '/': 'shell 2', '/b.js': 'b' }), server({ '/': 'shell 2', '/b.js': '<html>portal' })),
  ).rejects.toThrow('integrity');
  expect(await text('one', '/')).toBe('shell 1');
  expect(await text('two', '/b.js')).toBeUndefined();
  // Repaired: what the failed attempt had brought is not fetched again.
  await put('two', { '/': 'shell 2', '/b.js': 'b' });
  expect(asked).toEqual(['/b.js']);
});

test('only older releases of this application are deleted, and the last complete one is kept for open pages', async () => {
  await (await caches.open('someone-else')).put('/', new Response('theirs'));
  for (const release of ['one', 'two', 'three']) await put(release, { '/': release, [`/${release}.js`]: release });
  await install('broken', entries({ '/x': 'x' }), server({})).catch((error: Error) => error.message);
  await put('four', { '/': 'four' });
  await prune('four');
  expect(await caches.keys()).toEqual(['someone-else', cacheOf('three'), cacheOf('four')]);
  expect(await text('four', '/three.js')).toBe('three');
  expect(await text('four', '/')).toBe('four');
  expect(await text('four', '/one.js')).toBeUndefined();
});

test('files that only shared tablets need are fetched on the first request, then with every release', async () => {
  const one = { '/': 'shell 1', '/assets/field-start-1.js': 'field 1' };
  await put('one', one);
  expect(await text('one', '/assets/field-start-1.js')).toBeUndefined();
  await install('one', entries(one), server(one), { forTablet: true });
  expect(asked).toEqual(['/assets/field-start-1.js']);
  await put('two', { '/': 'shell 2', '/assets/field-start-2.js': 'field 2' });
  expect(await text('two', '/assets/field-start-2.js')).toBe('field 2');
  // Installed again, as after its files were cleared away, it stays a tablet's.
  await put('two', { '/': 'shell 2', '/assets/field-start-2.js': 'field 2' });
  expect(asked).toEqual([]);
});

test('a first release is distinguished from an update, whatever others keep on this origin', async () => {
  await (await caches.open('someone-else')).put('/', new Response('theirs'));
  await put('one', { '/': 'one' });
  expect(await isFirst('one')).toBe(true);
  await put('two', { '/': 'two' });
  expect(await isFirst('two')).toBe(false);
});

test('the words of a language are fetched when a page in it asks for them, then with every release', async () => {
  const files = (hash: string) => ({
    [`/assets/first-${hash}.js`]: hash,
    [`/assets/first-en-${hash}.js`]: hash,
    [`/assets/words-en-${hash}.js`]: hash,
    [`/assets/words-pt-BR-${hash}.js`]: hash,
  });
  await put('one', files('0a1b2c3'));
  expect(asked).toEqual(['/assets/first-0a1b2c3.js']);
  await install('one', entries(files('0a1b2c3')), server(files('0a1b2c3')), { languages: ['en'] });
  expect(asked).toEqual(['/assets/first-en-0a1b2c3.js', '/assets/words-en-0a1b2c3.js']);
  await put('two', files('4d5e6f7'));
  expect(await text('two', '/assets/words-en-4d5e6f7.js')).toBe('4d5e6f7');
  expect(await text('two', '/assets/words-pt-BR-4d5e6f7.js')).toBeUndefined();
});
