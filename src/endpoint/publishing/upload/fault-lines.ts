import type { FileFault } from '../../../authoring/survey-folder.ts';

/** The code of every fault of a file, by the name of the file. Codes are stable. */
const CODES: readonly (readonly [name: RegExp, code: string])[] = [
  [/^[1-9]\d*\.json$/, 'revision.faulty'],
  [/^notice\.json$/, 'notice.faulty'],
  [/^presentation\.json$/, 'presentation.faulty'],
  [/^results\.json$/, 'results.faulty'],
  [/^reference-/, 'reference.faulty'],
  [/^lists\//, 'list.faulty'],
  [/^maps\//, 'map.faulty'],
  [/\.md$/, 'text.faulty'],
  [/\.png$/, 'picture.faulty'],
];

/** These move the cursor of a terminal, or turn the direction of a line. */
const UNPRINTABLE = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** The thread that answers respondents writes them. */
const MOST_LINES = 200;

/** Writes a line for each fault: `notice.faulty notice.json: retention.contacts: …`. A reason may quote what the file says. */
export function faultLines(faults: readonly FileFault[]): readonly string[] {
  const lines = faults.slice(0, MOST_LINES).map(({ file, path, reason }) => {
    const code = CODES.find(([name]) => name.test(file))?.[1] ?? 'survey.faulty';
    return `${code} ${file}: ${path}: ${reason}`.replaceAll(UNPRINTABLE, '\ufffd');
  });
  return [...new Set(lines)];
}
