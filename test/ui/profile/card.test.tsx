import { signal } from '@preact/signals';
import { createRef, render, type VNode } from 'preact';
import { act } from 'preact/test-utils';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { toSurvey } from '../../../src/core/survey/questionnaire.ts';
import { withPresentation } from '../../../src/core/survey/with-presentation.ts';
import { factsFrom } from '../../../src/core/typology/facts.ts';
import type { FinishOutcome } from '../../../src/device/port/device.ts';
import { presentationIn } from '../../../src/edition/presentation-in.ts';
import { preload } from '../../../src/ui/elements/use-code.ts';
import { type ProfileReading, readCard } from '../../../src/ui/profile/card-reading.ts';
import { ProfileArticle } from '../../../src/ui/profile/profile-article.tsx';
import { BelowWhy, loadBelow } from '../../../src/ui/profile/profile-rest-later.tsx';
import { DeliveryNote } from '../../../src/ui/screens/card/delivery-note.tsx';
import { DeliveryState, deliveryDisplay } from '../../../src/ui/screens/card/delivery-state.tsx';
import { createSaver } from '../../../src/ui/state/saver.ts';
import { wordsIn } from '../../../src/ui/words/words.ts';
import { words as cardFr } from '../../../src/words/compiled/respondent/fr/card.mjs';
import { words as fr } from '../../../src/words/compiled/respondent/fr/first.mjs';
import { words as sharingFr } from '../../../src/words/compiled/respondent/fr/sharing.mjs';
import { answersAt, CANONICAL, factsAt } from '../../support/barometer.ts';
import { PRESENTATION_FILE, STUDY_FILE } from '../../support/surveys-in-browser.ts';
import { drawingRoot } from '../drawing-root.ts';

const survey = toSurvey(withPresentation(STUDY_FILE, PRESENTATION_FILE));
const words = wordsIn('fr', fr);
const PRESENTATION = presentationIn('fr', PRESENTATION_FILE, survey);
const root = drawingRoot();
beforeAll(() => preload(loadBelow));

describe('the card', () => {
  test.each([
    ['of a whole profile', CANONICAL.entrepreneur, 'Entrepreneur', 'Les 6 critères correspondent', ['entrepreneur']],
    ['of five criteria', 'yes yes 2 3 yes spec no TSP', 'Éclaireur', '5 critères sur 6 correspondent', ['eclaireur']],
    [
      'of two profiles that tie',
      'no no 0 0 no none no ∅',
      'À la croisée de l’Explorateur et de l’Observateur',
      '4 critères sur 6 correspondent à chacun',
      ['explorateur', 'observateur'],
    ],
    [
      'of four profiles that tie',
      'yes yes 0 1 no none no ∅',
      'Aucun profil ne se dégage',
      '3 critères sur 6 correspondent à chacun',
      ['eclaireur', 'entrepreneur', 'explorateur', 'observateur'],
    ],
    [
      'of too few criteria',
      'yes yes 0 1 yes none yes T',
      'Aucun profil ne se dégage',
      'Le plus proche est Systémique',
      ['systemique'],
    ],
  ])('%s is named by what is nearest, and lights its columns alone', (_, point, name, said, lit) => {
    const card = showCard(point);
    expect(card.querySelector('h1')?.textContent).toBe(name);
    expect(card.querySelector('header')?.textContent).toContain(said);
    const columns = [...card.querySelectorAll<HTMLElement>('thead [data-near]')].map((one) => one.dataset.emblem);
    expect(columns).toEqual(lit);
    expect(card.querySelectorAll('ul[data-chips] > li').length).toBe(6);
    expect(card.querySelectorAll('table tbody td').length).toBe(30);
    // A screen reader hears of each cell what its mark shows.
    const marked = [...card.querySelectorAll('table tbody td')].map((cell) => [
      cell.querySelector('[data-mark="true"]') !== null,
      cell.querySelector('.unseen')?.textContent === cardFr['card.matches'],
    ]);
    expect(marked.filter(([mark, words]) => mark !== words)).toEqual([]);
  });

  test.each(['no no 0 0 no none no ∅', 'yes yes 0 1 yes none yes T'])(
    'of no profile alone has the page and the column of none: %s',
    (point) => {
      const article = showCard(point).querySelector('article');
      expect(article?.dataset.profile).toBe('composite');
      expect(article?.querySelector('header')?.dataset.emblem).toBeUndefined();
    },
  );

  test('says once the page is idle that the order of the profiles is that of the alphabet', async () => {
    const reading = readCard(survey, factsAt(CANONICAL.systemique), words);
    if (!reading) throw new Error('no card');
    draw(<BelowWhy reading={reading} presentation={PRESENTATION} words={words} text={cardFr} />);
    const order = 'Les profils vont dans l’ordre alphabétique';
    expect(root.querySelectorAll('[data-matches="true"]').length).toBe(6);
    expect(root.querySelector('details')?.textContent).not.toContain(order);
    await vi.waitFor(() => expect(root.querySelector('details')?.textContent).toContain(order));
  });

  test('opened by a link never says that the answers are those of the reader', () => {
    for (const point of ['no no 0 0 no none no ∅', 'yes yes 2 3 yes spec no TSP', 'yes yes 3 3 yes spec no TS'])
      expect(showCard(point, true).textContent).not.toMatch(/\b[Vv]os\b|\b[Vv]otre\b|\b[Vv]ous\b/);
  });
});

describe('a card whose answers leave a criterion open', () => {
  /** Shown: its title, what is said of it, its doors, and its links to questions. */
  test.each([
    ['no no 1 3 yes spec no ?', 'Explorateur', 'quelle que soit la réponse qui manque', 'explorateur', [], []],
    [
      'yes yes 3 4 no spec ? TSP',
      'Éclaireur ou Systémique',
      'Une réponse manque, deux profils possibles',
      'composite',
      ['Pas d’évaluation', 'Une évaluation'],
      ['selon que votre politique numérique est évaluée ou non Répondre'],
    ],
    [
      'yes yes 0 1 no spec no ?',
      'Éclaireur, Entrepreneur ou Explorateur',
      'trois profils possibles',
      'composite',
      [],
      ['selon votre réponse : Communication Répondre'],
    ],
    [
      'yes no 2 0 no spec yes ?',
      'Systémique, pour l’instant',
      'Une question décide entre 4 profils.',
      'composite',
      [],
      [/^Ces douze/],
    ],
    [
      '? ? ? ? no ? ? ?',
      'Un profil à découvrir',
      'Aucun critère n’est encore connu',
      'composite',
      [],
      [/plan/, /élu/, /axes/, /métiers/, /évalu/, /citoyens/],
    ],
  ] as const)(
    '%s is named by what is sure, and leads to what would decide',
    (point, title, said, page, keys, links) => {
      const card = showOpen(point);
      expect(card.querySelector('h1')?.textContent).toBe(title);
      expect(card.querySelector('article')?.dataset.profile).toBe(page);
      expect(textIn(card.querySelector('header'))).toContain(said);
      expect([...card.querySelectorAll('[data-aloud] > p')].map(textIn)).toEqual(keys);
      const found = [...card.querySelectorAll('a')].map(textIn);
      expect(found).toEqual(links.map((link) => (typeof link === 'string' ? link : expect.stringMatching(link))));
      expect(showOpen(point, false).querySelectorAll('a').length).toBe(0);
    },
  );

  test('lists an open criterion last, with what is certain about it', () => {
    const { 'axis-open-data': _, ...answers } = answersAt('yes yes 3 3 no spec yes TSP');
    draw(articleOf(readCard(survey, factsFrom(survey, answers), words)));
    const chips = [...root.querySelectorAll<HTMLElement>('[data-chips] > li')];
    expect(chips.map(({ dataset }) => dataset.matches)).toEqual(['true', 'true', 'true', 'true', 'true', 'open']);
    expect(textIn(chips[5] ?? null)).toContain('Au moins 5 axes engagés');
  });
});

const LOST = { word: sharingFr['delivery.lost'], note: sharingFr['delivery.lost-note'] };

test('a response that the service has lost is not said to be received', () => {
  const given = { shown: 'received', text: cardFr } as const;
  const at = Date.parse('2026-11-27T20:25:00');
  draw(<DeliveryState delivery={{ state: 'received', at }} lost={undefined} {...given} />);
  expect(root.textContent).toContain('Réponse reçue à 20:25');
  draw(<DeliveryState delivery={{ state: 'received', at }} lost={LOST} {...given} />);
  expect(root.textContent).toContain('Reçue, puis perdue par le service');
  expect(root.textContent).not.toContain('Réponse reçue');
  // Its values are those that scripts know.
  expect(root.querySelector<HTMLElement>('[data-delivery]')?.dataset.delivery).toBe('received');
});

describe('what a wait means', () => {
  const given = { text: cardFr, waiting: undefined, onSend: () => {}, lost: undefined };

  test('is said of a response just finished once it has waited five seconds, so that nothing moves before', async () => {
    const saver = createSaver(async () => 'saved', signal('disk'));
    await act(() => void saver.track(async () => ({ kind: 'finished', sequence: 1 })));
    draw(<DeliveryNote shown="device" delivery={{ state: 'device' }} saver={saver} {...given} />);
    expect(root.textContent).toBe('');
    await expect.poll(() => root.textContent).toContain(cardFr['status.send']);
  });

  test('is said at once where the response was refused', () => {
    draw(<DeliveryNote shown="refused" delivery={{ state: 'refused' }} saver={undefined} {...given} />);
    expect(root.textContent).toContain(cardFr['delivery.refused-note']);
  });
});

test('a response is on this device once it is written, and the page says so no sooner', async () => {
  const saver = createSaver(async () => 'saved', signal('disk'));
  const Shown = () => (
    <DeliveryState
      shown={deliveryDisplay({ state: 'device' }, saver)}
      delivery={{ state: 'device' }}
      lost={undefined}
      text={cardFr}
    />
  );
  draw(<Shown />);
  const shown = () => root.querySelector<HTMLElement>('[data-delivery]')?.dataset.delivery;
  const ends: ((outcome: FinishOutcome) => void)[] = [];
  const states: (readonly [FinishOutcome, after: string])[] = [
    [{ kind: 'full' }, ''],
    [{ kind: 'finished', sequence: 1 }, 'device'],
    [{ kind: 'no-code' }, ''],
  ];
  for (const [outcome, after] of states) {
    await act(() => void saver.track(() => new Promise((resolve) => ends.push(resolve))));
    expect(shown()).toBe('');
    expect(root.textContent).toContain(cardFr['delivery.saving']);
    expect(root.textContent).not.toContain(cardFr['delivery.device']);
    await act(() => ends.pop()?.(outcome));
    await expect.poll(() => root.textContent).not.toContain(cardFr['delivery.saving']);
    expect(shown()).toBe(after);
  }
});

function textIn(node: Element | null): string {
  return (node?.textContent ?? '').replaceAll(/\s+/g, ' ');
}

function articleOf(
  reading: ProfileReading | undefined,
  given: Pick<Parameters<typeof ProfileArticle>[0], 'answers' | 'isBrought'> = {},
) {
  if (!reading) throw new Error('no card');
  const shown = { reading, presentation: PRESENTATION, words, text: cardFr, heading: createRef<HTMLHeadingElement>() };
  return (
    <ProfileArticle {...shown} {...given}>
      {null}
    </ProfileArticle>
  );
}

function showOpen(point: string, isLive = true): HTMLElement {
  const answers = answersAt(point);
  draw(articleOf(readCard(survey, factsFrom(survey, answers), words), isLive ? { answers } : {}));
  return root;
}

function showCard(point: string, isBrought = false): HTMLElement {
  draw(articleOf(readCard(survey, factsAt(point), isBrought ? { ...words, isBrought } : words), { isBrought }));
  return root;
}

/** With what comes after the first frame. */
function draw(card: VNode): void {
  void act(() => render(card, root));
}
