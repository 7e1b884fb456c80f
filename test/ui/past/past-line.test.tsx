import { render } from 'preact';
import { expect, test } from 'vitest';
import { type PastStudy, pastBeside, pastOf } from '../../../src/core/results/past-study.ts';
import { PastLine } from '../../../src/ui/past/past-line.tsx';
import { PastBeside, PastNotes } from '../../../src/ui/past/past-notes.tsx';
import type { SharingWords } from '../../../src/ui/words/sharing-words.ts';
import PAST from '../../fixtures/past-study-lines.json' with { type: 'json' };
import { drawingRoot } from '../drawing-root.ts';
import { englishSharing as english, frenchSharing as french } from '../shown-words.ts';

const past = PAST as PastStudy;
const root = drawingRoot();

const plain = () => (root.textContent ?? '').replaceAll(/\s/g, ' ');

function cell(item: string, group: string, words: SharingWords = french): string {
  const answers = [{ figures: pastOf(past, item, ['yes'], group) }];
  render(<PastLine words={words} past={past} answers={answers} group={group} />, root);
  return plain();
}

test('a share of few is never shown without its base, printed or not', () => {
  expect(cell('device', 'region')).toBe('étude 2017 : 11 % (base recalculée : 9 régions, p. 27)');
  expect(cell('device', 'region', english)).toBe('2017 study: 11% (computed base: 9 régions, p. 27)');
});

test('a number printed with its base is shown as printed; one without is of all at most', () => {
  expect(cell('axis', 'region')).toBe('étude 2017 : 5 régions sur 9 (p. 20)100 % (9 régions au plus, p. 15)');
});

test('a flaw is named by its number, and a page that cannot be told is said to be unknown', () => {
  expect(cell('device', 'all')).toBe('étude 2017 : 10 % (120 répondants au plus, p. 54, Q-\u206022)');
  expect(cell('axis', 'all')).toBe('étude 2017 : 120 (120 répondants au plus, page inconnue)');
});

test('the study’s words are marked as French on an English page', () => {
  cell('axis', 'region', english);
  expect([...root.querySelectorAll('[lang="fr"]')].map((part) => part.textContent)).toEqual([
    '5 régions sur 9',
    '100%',
  ]);
});

test('answers of one base and page are told together, each by its name', () => {
  const printed = (published: string, page: string) => [{ groups: ['all'], published, page }];
  const answers = [
    { label: 'Oui', figures: printed('16%', '27') },
    { label: 'Envisagée', figures: [] },
    { label: 'Non', figures: printed('60%', '27') },
    { label: 'Autre', figures: printed('1%', '28') },
  ];
  render(<PastLine words={french} past={past} answers={answers} group="all" />, root);
  expect(plain()).toBe(
    'étude 2017 : Oui : 16 %, Non : 60 % (120 répondants au plus, p. 27)Autre : 1 % (120 répondants au plus, p. 28)',
  );
});

test('where nothing was printed, nothing is shown', () => {
  expect(cell('device', 'departement')).toBe('');
  render(<PastNotes words={french} past={past} figures={[]} />, root);
  expect(plain()).toBe('');
});

test.each([
  [french, '36 % des départements.', 'Autre.'],
  [english, '36% of départements.', 'Other.'],
] as const)('the words of the flaws shown are below, and of no other', (words, told, other) => {
  render(<PastNotes words={words} past={past} figures={pastOf(past, 'device', ['yes'], 'all')} />, root);
  expect([...root.querySelectorAll('dt')].map((term) => term.textContent)).toEqual(['Q-22']);
  expect(plain()).toContain('Politique numérique');
  expect(plain()).toContain(told);
  expect(plain()).not.toContain(other);
});

test('what is said of a profile names it', () => {
  render(<PastBeside words={french} past={past} figures={past.profiles} nameOf={() => 'Explorateur'} />, root);
  expect(plain()).toContain('Explorateur – prend le pas (120 répondants au plus, p. 62–\u206067)');
});

test('sums and parts of groups are told apart, each with what it is of', () => {
  const nameOf = (option: string) => ({ yes: 'Oui', no: 'Non' })[option] ?? option;
  render(<PastBeside words={french} past={past} figures={pastBeside(past, 'axis')} nameOf={nameOf} />, root);
  expect([...root.querySelectorAll('li')].map((line) => (line.textContent ?? '').replaceAll(/\s/g, ' '))).toEqual([
    '« engagés » – 1 sur 2 (28 départements et 9 régions au plus, p. 21)',
    'Oui + Non – deux tiers (120 répondants au plus, p. 22) Somme.',
  ]);
});
