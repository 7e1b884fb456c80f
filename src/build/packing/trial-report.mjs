/** Ends a trial that this machine cannot make; the reason is printed. */
export class NotTried extends Error {}

/** Prints a line for each trial, and counts them. */
export function createTrialReport(write = (line) => console.log(line)) {
  const counts = { passed: 0, failed: 0, 'not tried': 0 };
  const say = (result, what, seconds, why) => {
    counts[result]++;
    const time = seconds === undefined ? '' : ` (${seconds.toFixed(1)} s)`;
    write(`${result.padEnd(9)}  ${what}${time}${why ? `: ${why}` : ''}`);
  };
  return {
    counts,
    say,
    /** Runs a trial; what it returns is added to its line. Returns whether it passed. */
    async trial(what, run) {
      const start = performance.now();
      try {
        const note = await run();
        say('passed', what, (performance.now() - start) / 1_000, note);
        return true;
      } catch (error) {
        if (error instanceof NotTried) say('not tried', what, undefined, error.message);
        else say('failed', what, (performance.now() - start) / 1_000, lineOf(error));
        return false;
      }
    },
  };
}

/** Returns the message of an error on one line. */
function lineOf(error) {
  const text = error instanceof Error ? (error.code === 'ERR_ASSERTION' ? error.message : error.stack) : String(error);
  return (text ?? '').trim().replace(/\s*\n\s*/g, ' | ');
}
