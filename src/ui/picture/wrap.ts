/** Width of a text in the drawing's units. */
export type Measure = (text: string, size: number, weight: number) => number;

interface Wrapping {
  readonly width: number;
  readonly size: number;
  readonly weight: number;
}

/** A canvas does not wrap its text: greedy lines, broken at plain spaces alone, so that no mark is left at a line's head. */
export function wrap(text: string, { width, size, weight }: Wrapping, measure: Measure): readonly string[] {
  const fits = (line: string) => measure(line, size, weight) <= width;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').filter((one) => one !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    // A word wider than the column is cut rather than drawn over its neighbour.
    while (!fits(line)) {
      const head = longestFitting(line, fits);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  return line === '' ? lines : [...lines, line];
}

function longestFitting(word: string, fits: (line: string) => boolean): string {
  let head = '';
  for (const character of word) {
    if (head !== '' && !fits(head + character)) break;
    head += character;
  }
  return head;
}
