import { describe, expect, test } from 'vitest';
import { readTexts } from '../../src/edition/read-texts.ts';
import LESSONS_READ from '../fixtures/lessons-passages.json' with { type: 'json' };
import { study } from '../support/surveys.ts';

const { survey } = study;
const CROSSINGS = { crossings: [{ id: 'plan-by-elected-rep', rows: 'elected-digital-rep', columns: 'digital-plan' }] };
const LESSONS = `---
by: Le service des études
on: 2026-05-12
---

## Un sujet neuf

Voir les [douze axes](#/results/development-axes) et *surtout* **les métiers**.

1. Le premier
2. Le [second](https://example.org/)

> Une phrase entendue.
`;

function read(files: Readonly<Record<string, string>>) {
  return readTexts(
    new Map(Object.entries(files).map(([path, text]) => [`${survey.id}/${path}`, text])),
    survey,
    CROSSINGS,
  );
}

function textsOf(files: Readonly<Record<string, string>>, language = 'fr') {
  const { texts, lines } = read(files);
  expect(lines).toEqual([]);
  return texts.get(language);
}

function faultsOf(files: Readonly<Record<string, string>>): readonly string[] {
  return read(files).lines.map((line) => line.slice(survey.id.length + 1));
}

describe('what an organiser writes in Markdown', () => {
  test('is read as passages, signed and dated, its links those of results and of the web', () => {
    expect(textsOf({ 'lessons.fr.md': LESSONS })?.lessons).toEqual(LESSONS_READ);
  });

  test('belongs to a question, a row, a crossing or the profiles', () => {
    const addresses = ['digital-plan', 'territory', 'axis-open-data', 'crossing.plan-by-elected-rep', 'page.profiles'];
    const files = Object.fromEntries(addresses.map((address) => [`notes/${address}.fr.md`, 'Une note.']));
    expect(Object.keys(textsOf(files)?.notes ?? {})).toEqual(addresses);
  });

  test('is shown in the other language too, with a label, until it is written in both', () => {
    const french = { 'notes/digital-plan.fr.md': 'Une note.' };
    expect(textsOf(french, 'en')?.notes['digital-plan']?.language).toBe('fr');
    const both = { ...french, 'notes/digital-plan.en.md': 'A note.' };
    expect(textsOf(both, 'en')?.notes['digital-plan']?.language).toBe('en');
    expect(textsOf(both, 'fr')?.notes['digital-plan']?.language).toBe('fr');
  });

  test('may be about a profile', () => {
    const files = { 'profiles/eclaireur.fr.md': 'Une lanterne.' };
    expect(textsOf(files, 'en')?.profiles?.eclaireur).toMatchObject({ language: 'fr', passages: [{}] });
  });

  test('has interviews with a title and the day on which the person agreed', () => {
    const [interview] =
      textsOf({
        'interviews/la-mairie.fr.md': '---\nrelease: 2026-04-02\n---\n# Proximité *et* numérique\n\n**Q :** Oui ?',
      })?.interviews ?? [];
    expect(interview).toMatchObject({ id: 'la-mairie', title: 'Proximité et numérique', released: '2026-04-02' });
    expect(interview?.passages).toHaveLength(1);
  });

  test('is empty in every language if nothing is written', () => {
    expect(textsOf({}, 'en')).toEqual({ notes: {}, profiles: {}, interviews: [] });
  });
});

describe('a file that cannot be used', () => {
  const INTERVIEW = '---\nrelease: 2026-04-02\n---\n# Un titre\n';
  test.each([
    ['HTML', 'notes/digital-plan.fr.md', 'Une note.\n\n<b>grasse</b>', 'notes/digital-plan.fr.md:3: HTML'],
    ['a picture', 'notes/digital-plan.fr.md', '![un plan](plan.png)', 'a picture'],
    ['a script as a link', 'notes/digital-plan.fr.md', '[ici](javascript:alert(1))', 'neither https nor a result'],
    ['an address without TLS', 'notes/digital-plan.fr.md', '[ici](http://example.org)', 'neither https nor a result'],
    ['a link to no result', 'lessons.fr.md', LESSONS.replace('development-axes', 'nothing'), '#/results/nothing'],
    ['a note of no result', 'notes/nothing.fr.md', 'Une note.', 'no result named « nothing »'],
    ['a text of no profile', 'profiles/nothing.fr.md', 'Un texte.', 'no profile named « nothing »'],
    ['a note of a comment', 'notes/free-comment.fr.md', 'Une note.', 'no result named « free-comment »'],
    ['no language', 'notes/digital-plan.md', 'Une note.', 'its name is no notes/….xx.md'],
    ['another name', 'conclusions.fr.md', LESSONS, 'its name is no notes/….xx.md'],
    ['another language', 'lessons.br.md', LESSONS, 'no language of the survey'],
    ['other bytes than UTF-8', 'notes/digital-plan.fr.md', 'Une note mal �crite.', 'not written in UTF-8'],
    ['lessons without a signature', 'lessons.fr.md', LESSONS.replace(/by:.*\n/, ''), 'the name of who signs'],
    ['lessons without a day', 'lessons.fr.md', LESSONS.replace('2026-05-12', 'mai'), 'the day of the text'],
    ['no release', 'interviews/la-mairie.fr.md', INTERVIEW.replace(/release.*\n/, ''), 'the person agreed'],
    ['no title', 'interviews/la-mairie.fr.md', INTERVIEW.replace('# ', ''), 'no title'],
    ['a name that no address has', 'interviews/La Mairie.fr.md', INTERVIEW, 'lower-case letters'],
  ])('is reported with its place and its reason: %s', (_, path, text, reason) => {
    const faults = faultsOf({ [path]: text });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(reason);
  });
});
