/** The static imports of a chunk, as the build writes them: chunks lie side by side. */
export const STATIC_IMPORT = /(?:from|import)\s*["'`](\.\/[^"'`]+)/g;

/** Paths of files that are on their way or have come. The code that runs here needs nothing more. */
const files = new Map<string, Promise<readonly string[]>>([[pathOf(import.meta.url), Promise.resolve([])]]);

/**
 * Calls `load`, which imports the chunk, once its styles are in the page, and its code and all that it imports in the browser's
 * cache. The build writes this around every `import()`. Many browsers remember a failed import for the life of the page (Chromium
 * until 150), so that asking again would be in vain; they remember no failed fetch. Rejects when a file does not come.
 */
export async function importLate<Module>(
  chunk: string,
  load: (chunk: string) => Promise<Module>,
  styles: readonly string[] = [],
): Promise<Module> {
  await Promise.all([fetchWhole(pathOf(chunk), new Set()), ...styles.map((style) => once(`/${style}`, link))]);
  return load(chunk);
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

/** Gives the paths of what it imports. */
async function fetchCode(file: string): Promise<readonly string[]> {
  const response = await fetch(file);
  // A page of a Wi-Fi network, or of a server that has no such file, is no code.
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
