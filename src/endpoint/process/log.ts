/** Writes one line of JSON. No address, no content, no time: the journal adds the time. */
export function log(event: string, details: Readonly<Record<string, string | number>> = {}) {
  process.stdout.write(`${JSON.stringify({ event, ...details })}\n`);
}

/** Logs a bug or a failing disk. Messages may quote what was sent, so only the error's name and stack locations are written. */
export function logError(event: string, error: unknown, details: Readonly<Record<string, string>> = {}) {
  const known = error instanceof Error ? error : new Error();
  const cause = known.cause instanceof Error && 'code' in known.cause ? String(known.cause.code) : '';
  // A message of several lines may contain one that looks like a stack location.
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

/** Logs the first event at once, then counts, one line a minute at most: guessing tokens must not fill the journal. */
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
