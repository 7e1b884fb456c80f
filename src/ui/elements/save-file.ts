import type { UiLanguage } from '../../core/ui-language.ts';
import type { RescueFile } from '../../device/port/exported-file.ts';
import { dayOf } from '../../wire/day.ts';

/** Hands a file to the person in front of the screen. */
export function saveFile(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // Not at once: the download has to begin first.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** One name wherever the file is made: its day, how many responses, and whether they can be read by anyone who has it. */
export function rescueFileName(
  { sealed, clear, partial }: Pick<RescueFile, 'sealed' | 'clear' | 'partial'>,
  language: UiLanguage,
): string {
  const isFrench = language === 'fr';
  const count = (n: number, [one, many]: readonly [string, string]) =>
    `${n}-${n === 1 || (isFrench && n < 2) ? one : many}`;
  const complete = count(sealed + clear - partial, isFrench ? ['reponse', 'reponses'] : ['response', 'responses']);
  const incomplete = count(partial, isFrench ? ['incomplete', 'incompletes'] : ['incomplete', 'incomplete']);
  const parts = [
    isFrench ? 'secours' : 'rescue',
    dayOf(new Date()),
    complete,
    ...(partial > 0 ? [incomplete] : []),
    ...(clear > 0 ? [isFrench ? 'en-clair' : 'in-clear'] : []),
  ];
  return `${parts.join('-')}.txt`;
}
