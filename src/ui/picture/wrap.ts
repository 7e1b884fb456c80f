/** Width of a text in the drawing's units. */
export type Measure = (text: string, size: number, weight: number) => number;

interface Wrapping {
  readonly width: number;
  readonly size: number;
  readonly weight: number;
  /** The most lines; a longer text ends with an ellipsis. */
  readonly most: number;
}

/** An SVG does not wrap its text: greedy lines, broken at plain spaces alone, so that no mark is left at a line's head. */
export function wrap(text: string, { width, size, weight, most }: Wrapping, measure: Measure): readonly string[] {
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
  if (line !== '') lines.push(line);
  if (lines.length <= most) return lines;
  const last = lines[most - 1] ?? '';
  return [...lines.slice(0, most - 1), ellipsed(last, fits)];
}

function longestFitting(word: string, fits: (line: string) => boolean): string {
  let head = '';
  for (const character of word) {
    if (head !== '' && !fits(head + character)) break;
    head += character;
  }
  return head;
}

function ellipsed(line: string, fits: (line: string) => boolean): string {
  let kept = line;
  while (kept !== '' && !fits(`${kept}…`))
    kept = kept.slice(0, kept.lastIndexOf(' ') + 1).trimEnd() || kept.slice(0, -1);
  return `${kept.replace(/[\s,.;:]+$/, '')}…`;
}

/** The largest size, up to `size`, at which the text holds on one line. */
export function fitted(text: string, width: number, size: number, weight: number, measure: Measure): number {
  const needed = measure(text, size, weight);
  return needed <= width ? size : Math.floor((size * width) / needed);
}
