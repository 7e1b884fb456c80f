import { render } from 'preact';
import { afterEach, expect, test, vi } from 'vitest';
import { toSurvey } from '../../../src/core/survey/questionnaire.ts';
import type { OpenedDevice } from '../../../src/device/port/device.ts';
import { Opening } from '../../../src/ui/screens/opening/opening.tsx';
import { Closed, Dates, Five } from '../../../src/ui/screens/opening/opening-more.tsx';
import { wordsIn } from '../../../src/ui/words/words.ts';
import { words as fr } from '../../../src/words/compiled/respondent/fr/first.mjs';
import { openDevice } from '../../support/open-device.ts';
import { publicationOfPeople } from '../../support/season.ts';
import { sessionOf } from '../../support/session-of.ts';
import { STUDY_FILE as file } from '../../support/surveys-in-browser.ts';

const survey = toSurvey(file);
const words = wordsIn('fr', fr);
const root = document.createElement('div');
document.body.append(root);
let opened: OpenedDevice | undefined;
afterEach(() => {
  render(null, root);
  opened?.close();
});

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
