import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hostileSurvey } from '../support/hostile-survey.ts';
import { drawn } from '../support/journey.ts';
import { sharedJourney } from '../support/journeys.ts';
import { respondent } from '../support/respondent.ts';
import { shippedSurveys } from '../support/shipped.ts';
import { builtSurvey } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

const ID = 'exemple-benevolat';
const TEXT =
  '</script></template></title><script>document.documentElement.dataset.owned=1</script><img src=x onerror="document.documentElement.dataset.owned=2"><b data-owned>\u202e';

let survey: ReturnType<typeof builtSurvey>;
const prepare = async (folder: string) => {
  const surveysDir = join(folder, 'surveys');
  await cp('public/surveys', surveysDir, { recursive: true });
  const hostile = hostileSurvey((await shippedSurveys()).folder, ID, TEXT);
  for (const [path, text] of hostile) if (path.startsWith(`${ID}/`)) await writeFile(join(surveysDir, path), text);
  survey = builtSurvey(JSON.parse(hostile.get(`${ID}/1.json`) ?? ''));
  return { SURVEYS_DIR: surveysDir, HOME_SURVEY: ID };
};
const journey = sharedJourney(prepare, { hasWorker: false });

test('what a hostile author writes is text on every screen from the opening to the link of a card, and runs nowhere', async () => {
  const { page } = await journey.openVisit();
  const lookedAt: string[] = [];
  const look = async (what: string) => {
    const found = await page.evaluate(() => ({
      owned: document.documentElement.dataset.owned,
      elements: document.querySelectorAll('[data-owned], img[src="x"], #app script').length,
      isShown: document.body.textContent?.includes('data-owned') === true,
    }));
    expect({ what, ...found }).toEqual({ what, owned: undefined, elements: 0, isShown: true });
    lookedAt.push(what);
  };
  await page.goto(journey.network.url);
  await page.locator('html[data-ready]').waitFor({ state: 'attached' });
  await look('opening');
  const someone = await respondent(page, survey, wholeAnswers(survey)).begin();
  for (const { id } of survey.questions.filter((question) => question.showIf === undefined)) {
    await someone.hurryTo(id);
    await look(id);
  }
  await someone.hurryTo();
  await look('check');
  await someone.finish('received');
  await look('card');
  await page.getByRole('button', { name: 'Partager', exact: true }).click();
  await page.locator('img[data-picture]').waitFor();
  await look('sharing');
  await drawn(new URL(`/p/${ID}/ruche`, journey.endpoint.url));
  await page.goto(`${journey.network.url}/p/${ID}/ruche`);
  await page.locator('h1').waitFor();
  await look('link');
  expect(lookedAt.length).toBeGreaterThan(10);
});
