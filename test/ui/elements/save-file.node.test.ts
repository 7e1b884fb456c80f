import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { rescueFileName } from '../../../src/ui/elements/save-file.ts';
import '../shown-words.ts';

describe('the name of a rescue file', () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(2026, 10, 27, 18, 44) });

  test.each([
    [{ sealed: 9, clear: 0, partial: 2 }, 'secours-2026-11-27-7-reponses-2-incompletes.txt', 'fr'],
    [{ sealed: 1, clear: 0, partial: 0 }, 'secours-2026-11-27-1-reponse.txt', 'fr'],
    [{ sealed: 0, clear: 3, partial: 0 }, 'secours-2026-11-27-3-reponses-en-clair.txt', 'fr'],
    [{ sealed: 4, clear: 1, partial: 1 }, 'secours-2026-11-27-4-reponses-1-incomplete-en-clair.txt', 'fr'],
    [{ sealed: 0, clear: 1, partial: 1 }, 'rescue-2026-11-27-0-responses-1-incomplete-in-clear.txt', 'en'],
    [{ sealed: 1, clear: 0, partial: 0 }, 'rescue-2026-11-27-1-response.txt', 'en'],
  ] as const)('%o is counted, and says whether anyone can read it: %s', (made, name, language) => {
    expect(rescueFileName(made, language)).toBe(name);
  });
});

/** Files that may be saved: what each holds, and why its name need not say that it is in clear. */
const SAVED: Readonly<Record<string, string>> = {
  'ui/elements/web-share.ts': 'what it was given: a picture, or a rescue file named where it is made',
  'ui/picture/picture.tsx': 'a picture, of the profile alone',
  'ui/screens/copy/copy-screen.tsx': 'a copy of the answers, for the person who gave them, named so',
  'ui/screens/results/figure-foot.tsx': 'what is published',
  'ui/screens/results/figure-share.tsx': 'a picture of what is published',
  'ui/screens/results/method/downloads.tsx': 'what is published, and the questionnaire',
  'desk/colleagues/journal-page.tsx': 'what organisers did, by day',
  'desk/moderating/texts-page.tsx': 'texts that an organiser asked for, without anything else',
  'desk/crossing/crossing-result.tsx': 'the organiser’s own counts',
  'desk/workbooks/download-button.tsx': 'the files of a survey, or a workbook without one, which hold no response',
  'desk/workbooks/languages-part.tsx': 'the texts of a survey, for a translator',
  'desk/dossier/dossier-page.tsx': 'all documents of a survey, which hold no response',
  'desk/dossier/dossier-table.tsx': 'one of them',
  'desk/exporting/save-stream.ts': 'an export that the organiser asked for by name',
  'desk/contacting/contacts-page.tsx': 'a list of contacts, named so',
  'desk/inviting/tablet-keys.tsx': 'the reserve key of tablets, for a safe',
};

test('whatever a respondent gave is saved under a name that says whether it is in clear; each other file has a reason', async () => {
  const files = (await readdir('src', { recursive: true })).filter((file) => /\.tsx?$/.test(file));
  const texts = await Promise.all(
    files.map(async (file) => [file, await readFile(join('src', file), 'utf8')] as const),
  );
  const saving = texts.filter(([file, text]) => text.includes('saveFile(') && file !== 'ui/elements/save-file.ts');
  const unnamed = saving.filter(([, text]) => !text.includes('rescueFileName(')).map(([file]) => file);
  expect(unnamed.toSorted()).toEqual(Object.keys(SAVED).toSorted());
  // What the page itself has is saved in one place; the results link to files that the endpoint publishes.
  const downloads = texts.filter(([, text]) => /\.download = |download=\{/.test(text)).map(([file]) => file);
  expect(downloads.filter((file) => !file.startsWith('ui/screens/results/method/'))).toEqual([
    'ui/elements/save-file.ts',
  ]);
});
