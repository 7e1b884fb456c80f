/** Between first-strong isolate marks: a right-to-left override in what somebody wrote must not turn the words of the desk around. */
export function isolated(written: string): string {
  return `\u2068${written}\u2069`;
}
