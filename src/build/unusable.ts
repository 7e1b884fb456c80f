/** What is wrong with files that somebody wrote, a line each: where our code stood when it was found is nothing to them. */
export function unusable(what: string, lines: readonly string[]): Error {
  const error = new Error([`${what} cannot be used:`, ...lines].join('\n'));
  error.stack = error.message;
  return error;
}
