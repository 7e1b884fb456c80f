import { readFileSync } from 'node:fs';

/** Something that the release uses and that the floor lacks, or has in part. */
interface Newer {
  readonly feature: string;
  /** Why a browser without it serves as well. */
  readonly why: string;
  /** The journey that goes without the others keeps it: Chromium has it in a whole with what stays, or all have part of it. */
  readonly stays?: true;
  /** The words that guard it, and the file they stand in: for what a browser may lack and a script would call. */
  readonly guard?: readonly [file: string, words: string];
}

/** Styles are left out by a browser that cannot read them: `old-browsers.test.ts` goes through an interview without any of them. */
export const { styles: NEWER_STYLES, scripts: NEWER_SCRIPTS } = JSON.parse(
  readFileSync('test/build/browser-floor/newer-features.json', 'utf8'),
) as Readonly<Record<'styles' | 'scripts', readonly Newer[]>>;
