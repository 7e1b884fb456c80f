import { createRef, render } from 'preact';
import { afterEach, describe, expect, test } from 'vitest';
import { toSurvey } from '../../../src/core/survey/questionnaire.ts';
import { factsFrom } from '../../../src/core/typology/facts.ts';
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
afterEach(() => render(null, root));

describe('the card', () => {
  test.each([
    ['of four profiles that tie', 'yes yes 0 1 no none no ∅', 'avec 3 des 6 critères de chacun de ces profils', 0],
    ['of too few criteria', 'yes yes 0 1 yes none yes T', 'avec 3 des 6 critères du profil Systémique', 6],
    ['of a whole profile', CANONICAL.entrepreneur, 'avec les 6 critères du profil Entrepreneur', 6],
  ])('%s says how many criteria agree, and with what', (_, point, said, marks) => {
    const head = showCard(point).querySelector('header');
    expect(head?.textContent).toContain(said);
    // Marks are those of one profile: several that tie have none in common.
    expect(head?.querySelectorAll('[aria-hidden] > svg[viewBox="0 0 32 32"]').length).toBe(marks);
  });

  test('of profiles that tie names each once above, and the others where the criteria are compared', () => {
    const card = showCard('yes yes 0 1 no none no ∅');
    expect(card.querySelector('header')?.textContent?.match(/Entrepreneur/g)).toHaveLength(1);
    expect(card.querySelector('section')?.textContent).toMatch(
      /comparées ici au profil Observateur. Également proche de\s: Éclaireur, Entrepreneur et Explorateur\./,
    );
    expect(card.querySelector('details')?.textContent).toContain('dit composite');
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
  const links = [...root.querySelectorAll('a')].map((link) => link.textContent);
  expect(new Set(links).size).toBe(unanswered.length);
});

function showCard(point: string): HTMLElement {
  const reading = readCard(survey, factsAt(point), words);
  if (reading?.kind !== 'profile') throw new Error('not a profile');
  render(
    <ProfileArticle reading={reading} text={cardFr} heading={createRef()}>
      {null}
    </ProfileArticle>,
    root,
  );
  return root;
}
