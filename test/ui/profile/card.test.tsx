import { createRef, render } from 'preact';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { toSurvey } from '../../../src/core/survey/questionnaire.ts';
import { factsFrom } from '../../../src/core/typology/facts.ts';
import { fetchAhead } from '../../../src/ui/elements/use-code.ts';
import { loadBelow } from '../../../src/ui/profile/below.tsx';
import { ProfileArticle } from '../../../src/ui/profile/profile-article.tsx';
import { readCard } from '../../../src/ui/profile/reading.ts';
import { NotComputedCard } from '../../../src/ui/screens/card/not-computed.tsx';
import { fr } from '../../../src/ui/words/fr/first.ts';
import { cardFr } from '../../../src/ui/words/fr/later.ts';
import { wordsIn } from '../../../src/ui/words/words.ts';
import { answersAt, CANONICAL, factsAt } from '../../support/barometer.ts';
import { STUDY_FILE } from '../../support/surveys-in-browser.ts';

const survey = toSurvey(STUDY_FILE);
const words = wordsIn('fr', fr);
const root = document.createElement('div');
document.body.append(root);
beforeAll(() => fetchAhead(loadBelow));
afterEach(() => render(null, root));

describe('the card', () => {
  test.each([
    ['of a whole profile', CANONICAL.entrepreneur, 'Entrepreneur', 'Les 6 critères concordent', ['entrepreneur']],
    ['of five criteria', 'yes yes 2 3 yes spec no TSP', 'Éclaireur', '5 des 6 critères concordent', ['eclaireur']],
    [
      'of two profiles that tie',
      'no no 0 0 no none no ∅',
      'Explorateur et Observateur',
      'l’un qu’avec l’autre\u202f: 4 sur 6',
      ['explorateur', 'observateur'],
    ],
    [
      'of four profiles that tie',
      'yes yes 0 1 no none no ∅',
      'Éclaireur, Entrepreneur, Explorateur et Observateur',
      'avec chacun\u202f: 3 sur 6',
      ['eclaireur', 'entrepreneur', 'explorateur', 'observateur'],
    ],
    [
      'of too few criteria',
      'yes yes 0 1 yes none yes T',
      'Profil composite',
      'plus proche est Systémique',
      ['systemique'],
    ],
  ])('%s is named by what is nearest, and lights its columns alone', (_, point, name, said, lit) => {
    const card = showCard(point);
    expect(card.querySelector('h1')?.textContent).toBe(name);
    expect(card.querySelector('header')?.textContent).toContain(said);
    const columns = [...card.querySelectorAll<HTMLElement>('thead [data-near]')].map((one) => one.dataset.emblem);
    expect(columns).toEqual(lit);
    expect(card.querySelectorAll('header ul > li').length).toBe(6);
    expect(card.querySelectorAll('table tbody td').length).toBe(30);
  });

  test('of one profile says in words what differs from it, and nothing of what does not', () => {
    const differing = (point: string) =>
      [...showCard(point).querySelectorAll<HTMLElement>('[data-differs]')].map((one) => one.dataset.differs);
    expect(differing('yes yes 2 3 yes spec no TSP')).toEqual(['axes']);
    expect(differing(CANONICAL.systemique)).toEqual([]);
  });

  test.each(['no no 0 0 no none no ∅', 'yes yes 0 1 yes none yes T'])(
    'of no profile alone has the page and the column of none: %s',
    (point) => {
      const article = showCard(point).querySelector('article');
      expect(article?.dataset.profile).toBe('composite');
      expect(article?.querySelector('header')?.dataset.emblem).toBeUndefined();
    },
  );

  test('brought by a link never says that the answers are those of whoever reads', () => {
    for (const point of ['no no 0 0 no none no ∅', 'yes yes 2 3 yes spec no TSP'])
      expect(showCard(point, true).textContent).not.toMatch(/\b[Vv]os\b|\b[Vv]otre\b/);
  });
});

test.each([
  [['evaluation-device'], 'Cette réponse n’a pas été donnée'],
  [['evaluation-device', 'digital-plan'], 'Ces réponses n’ont pas été données'],
])('a profile that cannot be computed for want of %s says so in the right number', (unanswered, said) => {
  const given = Object.entries(answersAt(CANONICAL.eclaireur)).filter(([item]) => !unanswered.includes(item));
  const reading = readCard(survey, factsFrom(survey.facts, Object.fromEntries(given)), words);
  if (reading?.kind !== 'not-computed') throw new Error('a profile was computed');
  render(
    <NotComputedCard survey={survey} reading={reading} words={words} text={cardFr} heading={createRef()} open>
      {null}
    </NotComputedCard>,
    root,
  );
  expect(root.textContent).toContain(said);
  // What is known all the same stands in the table.
  expect(root.querySelectorAll('tbody [data-mark="true"]').length).toBeGreaterThan(0);
  const links = [...root.querySelectorAll('a')].map((link) => link.textContent);
  expect(new Set(links).size).toBe(unanswered.length);
});

function showCard(point: string, isBrought = false): HTMLElement {
  const reading = readCard(survey, factsAt(point), words);
  if (reading?.kind !== 'profile') throw new Error('not a profile');
  render(
    <ProfileArticle reading={reading} words={words} text={cardFr} heading={createRef()} isBrought={isBrought}>
      {null}
    </ProfileArticle>,
    root,
  );
  return root;
}
