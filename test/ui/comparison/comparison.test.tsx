import { render } from 'preact';
import { expect, test } from 'vitest';
import type { PastStudy } from '../../../src/core/results/past-study.ts';
import { toSurvey } from '../../../src/core/survey/questionnaire.ts';
import { compare } from '../../../src/ui/comparison/compare.ts';
import { Comparison } from '../../../src/ui/comparison/comparison.tsx';
import type { Results } from '../../../src/wire/results.ts';
import { words as sharingFr } from '../../../src/words/compiled/respondent/fr/sharing.mjs';
import PAST from '../../fixtures/past-study-compared.json' with { type: 'json' };
import { STUDY_FILE } from '../../support/surveys-in-browser.ts';
import { RESULTS } from '../../support/unshown-results.ts';
import { drawingRoot } from '../drawing-root.ts';
import { frenchSharing as words } from '../shown-words.ts';

const survey = toSurvey(STUDY_FILE);
const counts = { eclaireur: 15, entrepreneur: 10, explorateur: 60, observateur: 0, systemique: 5 };
const dated = { asOf: '2026-05-12', draws: 1, sizeDraws: 1, items: {}, crossings: {} };
const results: Results = {
  ...RESULTS,
  survey: survey.id,
  answered: 1240,
  strata: {
    all: { ...dated, n: 1240, profiles: { base: 120, counts, between: 20, apart: 10, without: 5 } },
    commune: { ...dated, n: 100, profiles: { base: 90, counts, between: 3, apart: 2, without: 5 } },
    region: null,
  },
};
const past = PAST as PastStudy;
const root = drawingRoot();

function show(given: { results?: Results; stratum?: string; isKept?: boolean; past?: PastStudy }): string {
  const { stratum = 'commune' } = given;
  render(
    <Comparison
      words={words}
      survey={survey}
      results={given.results}
      isKept={given.isKept === true}
      stratum={stratum}
      past={given.past}
      compared={compare({ survey, results: given.results, stratum, own: ['explorateur'], past: given.past })}
    />,
    root,
  );
  return root.textContent ?? '';
}

test('says that results are final where they are, and not of a survey that was reopened', () => {
  expect(show({ results: { ...results, phase: 'results' } })).toContain(sharingFr['comparison.final']);
  const reopened = show({ results });
  expect(reopened).toContain('déplacé au hasard');
  expect(reopened).not.toContain(sharingFr['comparison.final']);
});

test('leads to all results: the card has their link, which the opening of an open survey does not', () => {
  show({ results });
  expect(root.querySelector('a[href="#/results"]')?.textContent).toBe(sharingFr['comparison.all']);
});

test('a comparison is dated and sized, and speaks of respondents', () => {
  expect(show({ results }).replaceAll(/\s/g, ' ')).toContain('Environ 1 240 réponses · répondants au 12 mai 2026');
});

test('a demonstration is said before its shares, and never of real ones', () => {
  const label = () => root.querySelector('[data-comparison-of="demonstration"]')?.textContent ?? '';
  show({ results: { ...results, demonstration: true } });
  expect(label()).toContain('Démonstration');
  show({ results });
  expect(label()).toBe('');
});

test('one’s own profile is marked by a word, in the order of the study', () => {
  show({ results });
  const rows = [...root.querySelectorAll('table tbody th[scope="row"]')].slice(0, 7).map((cell) => cell.textContent);
  expect(rows).toEqual([
    'Éclaireur',
    'Entrepreneur',
    'Explorateur · votre profil',
    'Observateur',
    'Systémique',
    'Entre deux profils',
    'Sans profil dominant',
  ]);
});

test('the past study is shown next to live shares under its name, with the words of the flaws that touch what is shown', () => {
  show({ results, past });
  const cells = [...root.querySelectorAll('td')].map((cell) => (cell.textContent ?? '').replaceAll(/\s/g, ' '));
  expect(cells.filter((text) => text.includes('étude'))).toEqual([
    'étude 2017 : 4 % (120 répondants au plus, p. 56, Q-\u206023)',
    'étude 2017 : 16 % (base recalculée : 50 communes, p. 27)',
  ]);
  expect([...root.querySelectorAll('dd')].map((flaw) => flaw.textContent)).toEqual(['58\u00a0% le décrivent.']);
});

test('without a past study, none is spoken of', () => {
  expect(show({ results })).not.toContain('étude');
});

test('a group too small says why nothing is shown, and shows nothing of it', () => {
  const text = show({ results, stratum: 'region' });
  expect(text).toContain('moins de 30 réponses');
  expect(root.querySelectorAll('table')[0]?.querySelectorAll('thead th')).toHaveLength(2);
});

test('the comparison says when no publication is known, and when it is an old one', () => {
  expect(show({})).toContain('une fois le réseau revenu');
  expect(show({ results, isKept: true })).toContain('Dernière publication connue');
});

test('respondents without an answer and those who do not know are counted next to the shares', () => {
  const item = { base: 90, blank: 10, unknown: 0, notAsked: 0, counts: { yes: 40, no: 30, unknown: 20 } };
  const commune = { ...dated, n: 100, profiles: null, items: { 'digital-plan': item } };
  const text = show({ results: { ...results, strata: { ...results.strata, commune } } }).replaceAll(/\s/g, ' ');
  expect(text).toContain('environ 44 % 40 sur 90');
  expect(text).toContain('Commune, sans réponse : 10 · ne sait pas : 20');
});

test('how many profiles could be computed, of how many responses', () => {
  show({ results });
  const heads = [...root.querySelectorAll('thead th')].map((cell) => (cell.textContent ?? '').replaceAll(/\s/g, ' '));
  expect(heads.slice(0, 3)).toEqual([
    'Profil',
    'Commune environ 90 profils calculés sur 100 réponses',
    'Tous les types environ 120 profils calculés sur 1 240 réponses',
  ]);
});

test('each profile has a bar for each group, as long as its share, that is nothing to a screen reader', () => {
  show({ results });
  const bars = [...root.querySelectorAll<HTMLElement>('tr[aria-hidden="true"] span')];
  expect(bars).toHaveLength(14);
  expect(bars.slice(4, 6).map(({ style }) => Math.round(Number.parseFloat(style.inlineSize)))).toEqual([100, 75]);
});
