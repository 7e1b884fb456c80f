import type { RescueFile } from '../../device/port/device.ts';
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
export function rescueFileName({ sealed, clear }: Pick<RescueFile, 'sealed' | 'clear'>, language: string): string {
  const count = sealed + clear;
  const day = dayOf(new Date());
  if (language === 'fr')
    return `secours-${day}-${count}-${count < 2 ? 'reponse' : 'reponses'}${clear > 0 ? '-en-clair' : ''}.txt`;
  return `rescue-${day}-${count}-${count === 1 ? 'response' : 'responses'}${clear > 0 ? '-in-clear' : ''}.txt`;
}
