/** Selects the page of a block of the results once it is whole: its parts are drawn in steps, and `data-whole` marks the last. */
export function wholeBlock(address: string): string {
  return `[data-block="${address}"]:has([data-whole])`;
}
