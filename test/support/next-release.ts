import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { precacheOf, releaseFiles, releaseName } from '../../src/build/release/release.ts';

/** A copy of the built app with one byte changed, as the next release. */
export async function makeNextRelease(folder: string, built = 'dist/app'): Promise<void> {
  await cp(built, folder, { recursive: true });
  const page = join(folder, 'index.html');
  await writeFile(
    page,
    (await readFile(page, 'utf8')).replace('</head>', '<meta name="release" content="next"></head>'),
  );
  const before = precacheOf(releaseFiles(built));
  const after = precacheOf(releaseFiles(folder));
  const worker = join(folder, 'sw.js');
  const script = await readFile(worker, 'utf8');
  const next = script
    .replace(JSON.stringify(before), () => JSON.stringify(after))
    .replace(releaseName(before), releaseName(after));
  if (next === script) throw new Error('The worker does not name its release');
  await writeFile(worker, next);
  await writeFile(join(folder, '.release.json'), JSON.stringify({ name: releaseName(after) }));
  for (const stale of [page, worker]) for (const kind of ['br', 'gz']) await rm(`${stale}.${kind}`, { force: true });
}
