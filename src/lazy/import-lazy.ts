/** Matches the static imports of a chunk, as the build writes them: all chunks are in one folder. */
export const STATIC_IMPORT = /(?:from|import)\s*["'`](\.\/[^"'`]+)/g;

/** Paths of files that are loading or loaded. */
const files = new Map<string, Promise<readonly string[]>>([[pathOf(import.meta.url), Promise.resolve([])]]);

/**
 * Calls `load`, which imports the chunk, after its styles are in the page, and its code and imports are in the browser's cache. The
 * build wraps every `import()` in this. Many browsers (Chromium until 150) cache a failed import for the life of the page, so a retry
 * would fail; they do not cache a failed fetch. Rejects if a file cannot be loaded.
 *
 * `chunks`: the chunk and, after spaces, the files that its imports import, which would each wait for the one before.
 */
export async function importLazy<Module>(
  chunks: string,
  load: (chunk: string) => Promise<Module> = (chunk) => import(/* @vite-ignore */ chunk),
  styles: readonly string[] = [],
): Promise<Module> {
  const files = chunks.split(' ');
  await Promise.all([
    ...files.map((file) => fetchWhole(pathOf(file), new Set())),
    ...styles.map((style) => once(`/${style}`, link)),
  ]);
  return load(files[0] ?? '');
}

function pathOf(chunk: string): string {
  return new URL(chunk, import.meta.url).pathname;
}

/** Fetches a chunk and what it imports, which may import it in turn. */
async function fetchWhole(file: string, seen: Set<string>): Promise<void> {
  if (seen.has(file)) return;
  seen.add(file);
  const imported = await once(file, fetchCode);
  await Promise.all(imported.map((one) => fetchWhole(one, seen)));
}

function once(file: string, bring: (file: string) => Promise<readonly string[]>): Promise<readonly string[]> {
  const coming =
    files.get(file) ??
    bring(file).catch((error: unknown) => {
      files.delete(file);
      throw error;
    });
  files.set(file, coming);
  return coming;
}

/** Returns the paths of the chunk's imports. */
async function fetchCode(file: string): Promise<readonly string[]> {
  const response = await fetch(file);
  // The page of a captive portal, or of a server without this file, is not code.
  if (!response.ok || !response.headers.get('content-type')?.includes('javascript')) throw notCome(file);
  const code = await response.text();
  return [...code.matchAll(STATIC_IMPORT)].map(([, chunk = '']) => pathOf(chunk));
}

function link(file: string): Promise<readonly string[]> {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = file;
  document.head.append(link);
  return new Promise((resolve, reject) => {
    link.onload = () => resolve([]);
    link.onerror = () => {
      link.remove();
      reject(notCome(file));
    };
  });
}

function notCome(file: string): Error {
  return new Error(`${file} did not come`);
}
