/** Where a file that was shared with the application waits for its page. Not named as releases are, which the worker clears away. */
const SHELF = 'rescue-shared';

/**
 * A file that another application shares comes as a POST, which the worker alone reads: it never goes on to the network. Gives the
 * address to go to, whose page says what became of it.
 */
export async function keepShared(request: Request): Promise<string> {
  const { origin, searchParams } = new URL(request.url);
  const there = new URL(`/?${searchParams}#/rescue/shared`, origin).href;
  const files = (await request.formData()).getAll('rescue').filter((one) => one instanceof File);
  try {
    const shelf = await caches.open(SHELF);
    for (const [place, file] of files.entries()) await shelf.put(`/${place}`, new Response(file));
  } catch (error) {
    // No room: the page finds nothing, and says how the file is opened otherwise.
    if (!(error instanceof DOMException)) throw error;
  }
  return there;
}

/** What waits, once, several joined into one; `undefined` when nothing does. Nothing of it stays on the shelf. */
export async function takeShared(): Promise<Blob | undefined> {
  if (!('caches' in globalThis)) return undefined;
  const shelf = await caches.open(SHELF);
  const kept = await Promise.all((await shelf.keys()).map((key) => shelf.match(key)));
  const files = await Promise.all(kept.flatMap((response) => response?.blob() ?? []));
  await caches.delete(SHELF);
  return files.length > 0 ? new Blob(files.flatMap((file) => [file, '\n'])) : undefined;
}
