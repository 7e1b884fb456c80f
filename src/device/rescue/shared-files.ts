/** Files that were shared with the application wait in this cache for its page. It is not named as releases are, which the worker deletes. */
const SHELF = 'rescue-shared';
/** Says that the last share was refused, and why. */
const REFUSED = '/refused';
/** The most that the files of one share may weigh together, in bytes. */
const MOST_BYTES = 5_000_000;
const MOST_SHARES = 5;
const DAY = 24 * 60 * 60 * 1000;

/**
 * A file that another application shares comes as a POST, which the worker alone reads: it never goes on to the network. Any site can
 * post one, and the worker cannot tell which did. Each share is therefore stored separately, within limits, and of its address only
 * the survey is kept. Returns the address of the page that shows what arrived.
 */
export async function keepShared(
  request: Request,
  { caches, crypto }: Pick<typeof globalThis, 'caches' | 'crypto'>,
  now: number,
): Promise<string> {
  const { origin, searchParams } = new URL(request.url);
  const survey = searchParams.get('s');
  const query = survey === null ? '' : `?${new URLSearchParams({ s: survey })}`;
  const there = new URL(`/${query}#/rescue/shared`, origin).href;
  const files = (await request.formData()).getAll('rescue').filter((one) => one instanceof File);
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  try {
    const shelf = await caches.open(SHELF);
    const waiting = await placesOn(shelf);
    const old = waiting.filter((place) => now - timeOf(place) > DAY);
    await Promise.all([REFUSED, ...old].map((place) => shelf.delete(place)));
    const refused =
      bytes > MOST_BYTES ? 'too-large' : waiting.length - old.length >= MOST_SHARES ? 'too-many' : undefined;
    if (refused) await shelf.put(REFUSED, new Response(refused));
    else if (bytes > 0)
      await shelf.put(`/${now}-${crypto.randomUUID()}`, new Response(new Blob(files.flatMap((file) => [file, '\n']))));
  } catch (error) {
    // No room: the page finds nothing, and says how the file is opened otherwise.
    if (!(error instanceof DOMException)) throw error;
  }
  return there;
}

async function placesOn(shelf: Cache): Promise<readonly string[]> {
  return (await shelf.keys()).map(({ url }) => new URL(url).pathname).filter((place) => place !== REFUSED);
}

/** Places begin with the time of their share. */
function timeOf(place: string): number {
  return Number.parseInt(place.slice(1), 10);
}
