/** The static imports of a chunk, as the build writes them: chunks lie side by side. */
export const STATIC_IMPORT = /(?:from|import)\s*["'`](\.\/[^"'`]+)/g;

/** Paths of files that are on their way or have come. */
const files = new Map<string, Promise<unknown>>();

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
  // The chunk that runs here need not be fetched. Not when this file is loaded: the worker's bundle holds it, and has no import.meta.url.
  files.set(pathOf(import.meta.url), Promise.resolve());
  await Promise.all([once(pathOf(chunk), fetchCode), ...styles.map((style) => once(`/${style}`, link))]);
  return load(chunk);
}

function pathOf(chunk: string): string {
  return new URL(chunk, import.meta.url).pathname;
}

function once(file: string, bring: (file: string) => Promise<unknown>): Promise<unknown> {
  const coming =
    files.get(file) ??
    bring(file).catch((error: unknown) => {
      files.delete(file);
      throw error;
    });
  files.set(file, coming);
  return coming;
}

async function fetchCode(file: string): Promise<unknown> {
  const response = await fetch(file);
  // A page of a Wi-Fi network, or of a server that has no such file, is no code.
  if (!response.ok || !response.headers.get('content-type')?.includes('javascript')) throw notCome(file);
  const code = await response.text();
  return Promise.all([...code.matchAll(STATIC_IMPORT)].map(([, chunk = '']) => once(pathOf(chunk), fetchCode)));
}

function link(file: string): Promise<unknown> {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = file;
  document.head.append(link);
  return new Promise((resolve, reject) => {
    link.onload = resolve;
    link.onerror = () => {
      link.remove();
      reject(notCome(file));
    };
  });
}

function notCome(file: string): Error {
  return new Error(`${file} did not come`);
}
