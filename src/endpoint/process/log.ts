/** One line of JSON. No address, no content, no time: the journal adds its own. */
export function log(event: string, details: Readonly<Record<string, string | number>> = {}) {
  process.stdout.write(`${JSON.stringify({ event, ...details })}\n`);
}

/** A bug or a failing disk. Messages may quote what was sent, so that only names and places are written. */
export function logError(event: string, error: unknown, details: Readonly<Record<string, string>> = {}) {
  const known = error instanceof Error ? error : new Error();
  const cause = known.cause instanceof Error && 'code' in known.cause ? String(known.cause.code) : '';
  // A message of several lines may hold one that looks like a place.
  const stack = (known.stack ?? '').replace(known.message, '');
  const places = stack.split('\n').filter((line) => /^\s+at /.test(line));
  log(event, {
    ...details,
    error: known.name,
    cause,
    at: places
      .slice(0, 6)
      .map((line) => line.trim())
      .join(' < '),
  });
}

const MINUTE = 60_000;

/** Logs the first at once, then how many more there were, a line a minute at most: whoever guesses must not fill the journal. */
export function logCounting(event: string, details: Readonly<Record<string, string>>, clock = () => performance.now()) {
  let times = 0;
  let quietUntil = 0;
  return () => {
    times++;
    if (clock() < quietUntil) return;
    quietUntil = clock() + MINUTE;
    log(event, { ...details, times });
    times = 0;
  };
}
