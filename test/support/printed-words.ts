import { execFileSync } from 'node:child_process';

interface PrintedWord {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Returns the words of each page of a PDF with their positions. */
export function printedPages(pdf: Buffer): readonly (readonly PrintedWord[])[] {
  const found = execFileSync('pdftotext', ['-bbox', '-', '-'], { input: pdf, encoding: 'utf8', maxBuffer: 64_000_000 });
  const word = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g;
  return found
    .split('<page ')
    .slice(1)
    .map((page) =>
      [...page.matchAll(word)].map(([, left, top, right, bottom, text = '']) => ({
        text,
        left: Number(left),
        top: Number(top),
        right: Number(right),
        bottom: Number(bottom),
      })),
    );
}

/** Returns words that overlap by more than a point and half of a line. */
export function overprinted(pages: readonly (readonly PrintedWord[])[]): readonly string[] {
  return pages.flatMap((words, page) =>
    words.flatMap((one, index) =>
      words.slice(index + 1).flatMap((other) => {
        const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
        const height = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
        const line = Math.min(one.bottom - one.top, other.bottom - other.top);
        return width > 1 && height > line / 2 ? [`page ${page + 1}: ${one.text} over ${other.text}`] : [];
      }),
    ),
  );
}
