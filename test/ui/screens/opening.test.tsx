import { render } from 'preact';
import { afterEach, expect, test, vi } from 'vitest';
import { toSurvey } from '../../../src/core/survey/questionnaire.ts';
import type { OpenedDevice } from '../../../src/device/port/device.ts';
import { NoticeDetails } from '../../../src/ui/screens/opening/notice-details.tsx';
import { Opening } from '../../../src/ui/screens/opening/opening.tsx';
import { Closed, Dates, Five } from '../../../src/ui/screens/opening/opening-more.tsx';
import { wordsIn } from '../../../src/ui/words/words.ts';
import { words as fr } from '../../../src/words/compiled/respondent/fr/first.mjs';
import { NOTICE } from '../../support/notice.ts';
import { openDevice } from '../../support/open-device.ts';
import { publicationOfPeople } from '../../support/season.ts';
import { sessionOf } from '../../support/session-of.ts';
import { STUDY_FILE as file } from '../../support/surveys-in-browser.ts';
import { drawingRoot } from '../drawing-root.ts';

const survey = toSurvey(file);
const words = wordsIn('fr', fr);
let opened: OpenedDevice | undefined;
afterEach(() => opened?.close());
const root = drawingRoot();

/** The opening of a phone that has the published results already. */
async function showOpening(isClosed: boolean): Promise<void> {
  const results = publicationOfPeople(survey, { commune: 420, intercommunalite: 230 });
  const device = await openDevice({ fetch: async () => Response.json(results) });
  opened = device;
  await device.results.refresh(survey.id);
  const session = await sessionOf(file, device);
  const more = {
    five: <Five session={session} />,
    rows: <Dates session={session} />,
    closed: <Closed session={session} />,
  };
  const nothing = () => {};
  render(
    <Opening
      {...{ survey, words, isClosed, more }}
      emblems=""
      isForgetful={false}
      isShared={false}
      landing={undefined}
      onBegin={nothing}
    />,
    root,
  );
  await vi.waitFor(() => expect(root.textContent).toContain(isClosed ? 'Voir les résultats' : 'Déjà répondu'));
}

const links = () => [...root.querySelectorAll('a')].map((link) => link.getAttribute('href'));

test('while the survey is open, its opening leads to no result: they would be read before the first answer', async () => {
  await showOpening(false);
  expect(root.textContent).toContain(fr['opening.begin']);
  expect(links().filter((href) => href?.includes('results'))).toEqual([]);
});

test('once it is closed, the opening leads to the results', async () => {
  await showOpening(true);
  expect(links()).toContain('#/results');
});

test.each([
  ['eo', 'ltr'],
  ['ku-Arab', 'rtl'],
] as const)('a notice in %s, unreviewed, is in French until one asks for the translation', async (tag, dir) => {
  const notice = { ...NOTICE, rights: { fr: 'Écrivez à Ana Ortiz', [tag]: 'Skribu al Ana Ortiz' } };
  render(<NoticeDetails notice={notice} words={wordsIn(tag, fr, dir)} />, root);
  const [block, button] = [root.querySelector('div'), root.querySelector('button')];
  expect([block?.lang, block?.dir, block?.querySelector('[lang]')]).toEqual(['fr', 'ltr', button]);
  expect([button?.lang, button?.textContent]).toEqual(['fr', 'Lire la traduction, non relue']);
  button?.click();
  await vi.waitFor(() => expect([block?.lang, block?.dir, button?.textContent]).toEqual([tag, dir, 'Français']));
  expect(block?.textContent).toContain('Skribu al Ana Ortiz');
});
