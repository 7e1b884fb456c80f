import type { RescueFile } from '../../device/port/exported-file.ts';
import { dayOf } from '../../wire/day.ts';
import type { UiLanguage } from '../../words/languages.ts';
import { formatStrings } from '../words/writing.ts';

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
  const text = formatStrings(language);
  const parts = [
    text['file.rescue'](dayOf(new Date()), sealed + clear - partial),
    ...(partial > 0 ? [text['file.incomplete'](partial)] : []),
    ...(clear > 0 ? [text['file.clear']] : []),
  ];
  return `${parts.join('-')}.txt`;
}
