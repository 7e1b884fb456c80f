import { signal } from '@preact/signals';
import { createRef, render, type VNode } from 'preact';
import { act } from 'preact/test-utils';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { Answers } from '../../../src/core/survey/answers.ts';
import { toSurvey } from '../../../src/core/survey/questionnaire.ts';
import { factsFrom } from '../../../src/core/typology/facts.ts';
import type { FinishOutcome } from '../../../src/device/port/device.ts';
import { presentationIn } from '../../../src/edition/presentation-in.ts';
import { preload } from '../../../src/ui/elements/use-code.ts';
import { readCard } from '../../../src/ui/profile/card-reading.ts';
import { ProfileArticle } from '../../../src/ui/profile/profile-article.tsx';
import { BelowWhy, loadBelow } from '../../../src/ui/profile/profile-rest-later.tsx';
import { DeliveryNote } from '../../../src/ui/screens/card/delivery-note.tsx';
import { DeliveryState, deliveryDisplay } from '../../../src/ui/screens/card/delivery-state.tsx';
import { loadMissing, NotComputedCard } from '../../../src/ui/screens/card/not-computed.tsx';
import { createSaver } from '../../../src/ui/state/saver.ts';
import { fr } from '../../../src/ui/words/fr/first.ts';
import { cardFr } from '../../../src/ui/words/fr/later.ts';
import { sharingFr } from '../../../src/ui/words/fr/sharing.ts';
import { wordsIn } from '../../../src/ui/words/words.ts';
import { answersAt, CANONICAL, factsAt } from '../../support/barometer.ts';
import { PRESENTATION_FILE, STUDY_FILE } from '../../support/surveys-in-browser.ts';
import { drawingRoot } from '../drawing-root.ts';

const survey = toSurvey(STUDY_FILE);
const words = wordsIn('fr', fr);
const PRESENTATION = presentationIn('fr', PRESENTATION_FILE, survey);
const root = drawingRoot();
beforeAll(() => Promise.all([preload(loadBelow), preload(loadMissing)]));

describe('the card', () => {
  test.each([
    [
      'of a whole profile',
      CANONICAL.entrepreneur,
      'Entrepreneur',
      'Les 6 critères concordent avec ce profil',
      ['entrepreneur'],
    ],
    [
      'of five criteria',
      'yes yes 2 3 yes spec no TSP',
      'Éclaireur',
      '5 critères sur 6 concordent avec ce profil',
      ['eclaireur'],
    ],
    [
      'of two profiles that tie',
      'no no 0 0 no none no ∅',
      'À la croisée de l’Explorateur et de l’Observateur',
      '4 critères sur 6 concordent avec chacun',
      ['explorateur', 'observateur'],
    ],
    [
      'of four profiles that tie',
      'yes yes 0 1 no none no ∅',
      'Aucun profil ne se dégage',
      '3 critères sur 6 concordent avec chacun',
      ['eclaireur', 'entrepreneur', 'explorateur', 'observateur'],
    ],
    [
      'of too few criteria',
      'yes yes 0 1 yes none yes T',
      'Aucun profil ne se dégage',
      'plus proche est Systémique',
      ['systemique'],
    ],
  ])('%s is named by what is nearest, and lights its columns alone', (_, point, name, said, lit) => {
    const card = showCard(point);
    expect(card.querySelector('h1')?.textContent).toBe(name);
    expect(card.querySelector('header')?.textContent).toContain(said);
    const columns = [...card.querySelectorAll<HTMLElement>('thead [data-near]')].map((one) => one.dataset.emblem);
    expect(columns).toEqual(lit);
    expect(card.querySelectorAll('header ul[data-chips] > li').length).toBe(6);
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

  test('says once the page is idle that the order of the profiles is that of the alphabet', async () => {
    const reading = readCard(survey, factsAt(CANONICAL.systemique), words);
    if (reading?.kind !== 'profile') throw new Error('not a profile');
    draw(<BelowWhy reading={reading} presentation={PRESENTATION} words={words} text={cardFr} />);
    const order = 'Les profils vont dans l’ordre alphabétique';
    expect(root.querySelector('details')?.textContent).not.toContain(order);
    await vi.waitFor(() => expect(root.querySelector('details')?.textContent).toContain(order));
  });

  test('opened by a link never says that the answers are those of the reader', () => {
    for (const point of ['no no 0 0 no none no ∅', 'yes yes 2 3 yes spec no TSP', 'yes yes 3 3 yes spec no TS'])
      expect(showCard(point, true).textContent).not.toMatch(/\b[Vv]os\b|\b[Vv]otre\b|\b[Vv]ous\b/);
  });
});

describe('a card without a profile', () => {
  const answers = answersAt(CANONICAL.eclaireur);
  const without = (...items: readonly string[]) =>
    Object.fromEntries(Object.entries(answers).filter(([item]) => !items.includes(item)));

  test.each([
    ['nothing said of one', without('evaluation-device'), 5, 1, 'Sans réponse. Répondre maintenant'],
    ['nothing said of two', without('evaluation-device', 'digital-plan'), 4, 2, 'Sans réponse. Répondre maintenant'],
    [
      'blank rows',
      without('post-dpo', 'post-open-gov', 'post-data-scientist'),
      5,
      1,
      '3 lignes sans réponse. Répondre maintenant',
    ],
    ['« ne sait pas »', { ...answers, 'digital-plan': 'unknown' }, 5, 0, 'Vous avez répondu « Ne sait pas »'],
  ])(
    'says what is known, how the others stand, and asks for what is blank alone: %s',
    (_, given, known, links, said) => {
      const card = showWithout(given);
      expect(card.textContent).toContain(`Critères connus\u202f: ${known} sur 6`);
      expect(card.textContent?.replaceAll('\u00a0', ' ')).toContain(said);
      // The table shows what is known all the same.
      expect(card.querySelectorAll('tbody [data-mark="true"]').length).toBeGreaterThan(0);
      expect(new Set([...card.querySelectorAll('a')].map((link) => link.textContent)).size).toBe(links);
    },
  );

  test('found again without its answers says nothing of how they stand', () => {
    const card = showWithout({ ...answers, 'digital-plan': 'unknown' }, false);
    expect(card.textContent).not.toMatch(/Sans réponse|Vous avez répondu/);
    expect(card.querySelectorAll('a').length).toBe(0);
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

  test('is shown on a shared tablet without the advice to close it', () => {
    draw(<DeliveryNote shown="device" delivery={{ state: 'device' }} saver={undefined} isField={true} {...given} />);
    expect(root.textContent).toContain('Elle partira dès que le réseau le permettra.');
    expect(root.textContent).not.toContain('fermer');
  });

  test('is said of a response just finished once it has waited five seconds, so that nothing moves before', async () => {
    const saver = createSaver(async () => 'saved', signal('disk'));
    await act(() => void saver.track(async () => ({ kind: 'finished', sequence: 1 })));
    draw(<DeliveryNote shown="device" delivery={{ state: 'device' }} saver={saver} isField={false} {...given} />);
    expect(root.textContent).toBe('');
    await expect.poll(() => root.textContent, { timeout: 9000 }).toContain(cardFr['status.send']);
  });

  test('is said at once where the response was refused', () => {
    draw(<DeliveryNote shown="refused" delivery={{ state: 'refused' }} saver={undefined} isField={false} {...given} />);
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

function showWithout(given: Answers, isOpen = true): HTMLElement {
  const reading = readCard(survey, factsFrom(survey, given), words);
  if (reading?.kind !== 'not-computed') throw new Error('a profile was computed');
  draw(
    <NotComputedCard
      survey={survey}
      reading={reading}
      words={words}
      text={cardFr}
      heading={createRef()}
      answers={isOpen ? given : undefined}
      note={null}
    >
      {null}
    </NotComputedCard>,
  );
  return root;
}

function showCard(point: string, isBrought = false): HTMLElement {
  const reading = readCard(survey, factsAt(point), isBrought ? { ...words, isBrought } : words);
  if (reading?.kind !== 'profile') throw new Error('not a profile');
  draw(
    <ProfileArticle
      presentation={PRESENTATION}
      reading={reading}
      words={words}
      text={cardFr}
      heading={createRef()}
      isBrought={isBrought}
    >
      {null}
    </ProfileArticle>,
  );
  return root;
}

/** With what comes after the first frame. */
function draw(card: VNode): void {
  void act(() => render(card, root));
}
