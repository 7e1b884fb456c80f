import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import type { Page } from 'playwright';
import { beforeAll, expect, test } from 'vitest';
import { docxOf, p, table, heading as titled } from '../desk/documents.ts';
import { gardenEnvelope } from '../endpoint/publishing/garden.ts';
import { marketSheets } from '../endpoint/publishing/market.ts';
import { blankPicture } from '../endpoint/publishing/png.ts';
import { pending } from '../pending.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { send, TOKEN } from '../support/ask.ts';
import { sharedJourney } from '../support/journeys.ts';
import { LONG, longTest, onlyLong } from '../support/long.ts';
import { ENGLISH, respondent } from '../support/respondent.ts';
import { builtSurvey, readFixture, withChange } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';
import { xlsxOf } from '../support/xlsx.ts';

/** Before a name in the formulas of XLSForm. */
const DOLLAR = '$';
const SURVEY = 'shared-garden';
const FIRST = withChange(withChange(readFixture(SURVEY), 'revision', 1), 'closedFrom');
const GARDEN = builtSurvey(FIRST);

/** An empty installation: nothing but the token of its first start. */
const journey = sharedJourney({ SURVEYS_DIR: '' }, { hasWorker: false });
let page: Page;
let origin: string;
beforeAll(async () => {
  origin = journey.network.url;
  ({ page } = await journey.openVisit({ viewport: { width: 1366, height: 900 } }));
});

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
/** Each form has its button: the next one opens once this one has closed. */
const keep = async () => {
  await button('Garder').click();
  await button('Garder').waitFor({ state: 'detached' });
};
const heading = (name: string | RegExp) => page.getByRole('heading', { name });
const frame = () => page.frameLocator('.phone iframe');
const post = async (envelope: object) => (await send(origin, envelope))[0];

/** Writes to every field of the notice's form that is empty. */
async function fillNotice(): Promise<void> {
  await page.locator('.notice-form summary').click();
  for (const field of await page.locator('.notice-form textarea').all()) await field.fill('Association of the garden');
  await page.getByLabel('Garder les réponses, en mois').fill('6');
}

test('an empty desk is given a survey, which is corrected where it is read, and published', async () => {
  await page.goto(`${origin}/organisateur`);
  await page.getByLabel('Clé d’accès').fill(TOKEN);
  await page.getByLabel('Clé d’accès').press('Enter');
  await heading('Questionnaires').waitFor();
  await page.getByText('Aucune enquête pour l’instant').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('link', { name: 'Mode d’emploi' }).click();
  await heading('Les conditions').waitFor();
  await button('Modèle (.xlsx)').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('link', { name: 'Questionnaires' }).click();
  await page.getByText('Aucune enquête pour l’instant').waitFor();

  // A faulty archive first: nothing of it can be published.
  const faulty = withChange(FIRST, 'sections.0.questions.0.kind', 'sinlge');
  const archive = async (name: string, survey: unknown) => {
    const path = join(journey.folder, name);
    const areas = await readFile('public/surveys/lists/fr-departments.json');
    const files = {
      [`${SURVEY}/1.json`]: strToU8(JSON.stringify(survey)),
      [`${SURVEY}/lists/fr-departments.json`]: areas,
    };
    await writeFile(path, zipSync(files));
    return path;
  };
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles(await archive('faulty.zip', faulty));
  await button(`Déposer dans « ${SURVEY} »`).click();
  await page.getByText('L’aperçu revient quand le questionnaire se lit.').waitFor();
  await page.getByText('Faites les lignes ○').waitFor();
  await page.getByRole('link', { name: 'Des points à corriger' }).click();
  await page.locator('[role="status"]', { hasText: '1 point à corriger' }).waitFor();
  await page.locator('.report code', { hasText: '1.json' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('link', { name: 'Publier' }).click();

  await page
    .locator('.upload input[type="file"]')
    .first()
    .setInputFiles(await archive('sound.zip', FIRST));
  await button(`Déposer dans « ${SURVEY} »`).click();
  await page.getByText('Rien à corriger').first().waitFor();
  await frame().locator('h1').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  // The frame has no origin: its browser keeps nothing of it, and it cannot reach the desk.
  const inside = page.frames().find((one) => one.url().includes('/preview'));
  expect(await inside?.evaluate(() => self.origin)).toBe('null');
  expect(
    await inside?.evaluate(() => {
      try {
        return String(window.parent.document);
      } catch {
        return 'unreachable';
      }
    }),
  ).toBe('unreachable');

  const title = (await frame().locator('h1').textContent()) ?? '';
  // A tap finds the text among those that may be corrected.
  await frame().locator('h1').click();
  await expect
    .poll(() => page.locator('.draft').getByLabel('Chercher dans les textes').inputValue())
    .toBe(title.replace(/\s+/g, ' '));
  await page
    .locator('.draft')
    .getByRole('button', { name: /^Corriger/ })
    .first()
    .click();
  await page.locator('.texts textarea').fill(`${title} corrected`);
  // Another tap looks for another text; the correction that is open stays.
  await frame().locator('main p').first().click();
  await expect.poll(() => page.getByLabel('Chercher dans les textes').inputValue()).not.toContain(title.slice(0, 9));
  expect(await page.locator('.texts textarea').inputValue()).toBe(`${title} corrected`);
  await button('Garder ce texte').click();
  await frame().locator('h1', { hasText: 'corrected' }).waitFor();
  await frame().locator('nav select').selectOption('results');
  await frame().locator('[data-results="index"] [data-results="demonstration"]').waitFor();

  await button('Écrire la notice…').click();
  await button('Garder').click();
  // What only the organiser knows is asked for; the other fields begin with a proposal.
  const asked = await page.locator('.notice-form [aria-invalid="true"]').all();
  const names = await Promise.all(asked.map((field) => field.getAttribute('name')));
  expect(names.map((name) => name?.split(' ')[0])).toEqual(['controller', 'contact', 'dpo', 'legalBasis']);
  expect(await page.locator('.notice-form [name^="complaint "]').inputValue()).toContain('CNIL');
  await fillNotice();
  await keep();
  await button('Ajouter un canal…').click();
  await page
    .getByLabel(/Nom du canal/)
    .first()
    .fill('Spring fair');
  for (const other of (await page.getByLabel(/Nom du canal/).all()).slice(1)) await other.fill('Spring fair');
  await button('Ajouter').click();
  await page.locator('.channel-list code', { hasText: 'spring-fair' }).waitFor();
  expect(await button(/^Publier aujourd’hui/).count()).toBe(0);
  await button('Choisir les jours…').click();
  // The trial before that day, which takes it away again, is a long test.
  if (LONG) await page.getByLabel('Jour d’ouverture').fill('2999-01-01');
  await page.getByLabel('Dernier jour').fill('2999-12-31');
  await keep();
  expect(await button(/^Publier aujourd’hui/).count()).toBe(0);
  await button('Relire la présentation…').click();
  await keep();
  expect(await accessibilityFaults(page)).toEqual([]);
});

longTest(
  'before its opening day a survey is tried by a link, and unpublishing it removes the trial responses',
  async () => {
    await button(/^Publier aujourd’hui/).click();
    await page.getByText(/avant, la page le dit et ne prend que des réponses d’essai/).waitFor();
    await button('Publier').click();
    await heading('Essai').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const { page: phone } = await journey.openVisit({ at: `${origin}/?s=${SURVEY}`, locale: 'en-GB' });
    await phone
      .getByText('This survey opens on Tuesday 1 January 2999')
      .or(phone.getByText(/This survey opens on/))
      .first()
      .waitFor();
    expect(await phone.getByRole('button', { name: 'Start' }).count()).toBe(0);
    expect(await accessibilityFaults(phone)).toEqual([]);
    await phone.goto((await page.locator('.trial a').getAttribute('href')) ?? '');
    const someone = await respondent(phone, GARDEN, wholeAnswers(GARDEN), { words: ENGLISH }).begin();
    await phone.getByText('Trial: this response will be erased at the end of the trial.').waitFor();
    await someone.answerUpTo();
    await someone.finish();
    await phone.locator('main[data-screen="card"] h1').waitFor();
    await expect
      .poll(async () => (await journey.endpoint.rows(SURVEY)).map(({ channel }) => channel))
      .toEqual(['essai']);
    await phone.close();
    expect(await post(gardenEnvelope(SURVEY))).toBe('survey.closed');

    await page.reload();
    await page.getByText('1 réponse d’essai reçue').waitFor();
    await button('Reprendre en brouillon…').click();
    await button('Reprendre en brouillon').click();
    await heading('Avant de publier').waitFor();
    expect(await post(gardenEnvelope(SURVEY, { channel: 'essai' }))).toBe('survey.unknown');
    await button('Choisir les jours…').click();
    await page.getByLabel('Jour d’ouverture').fill('');
    await keep();
  },
);

test('the draft is published, and another phone answers it', async () => {
  await button(/^Publier aujourd’hui/).click();
  await page.getByText('Rien n’est encore publié').waitFor();
  expect(await post(gardenEnvelope(SURVEY))).toBe('survey.unknown');
  await button('Publier').click();
  await expect.poll(() => post(gardenEnvelope(SURVEY)), { timeout: 30_000 }).toBe('stored');
  await heading('Se change sans révision').waitFor();
});

test('a logo is put on the cover of the report, once it is a picture', async () => {
  const choose = (buffer: Buffer) =>
    page.locator('[accept="image/png"]').setInputFiles({ name: 'my logo.png', mimeType: 'image/png', buffer });
  await choose(Buffer.from('no picture'));
  await page.locator('.published [role="alert"]').waitFor();
  await choose(blankPicture(300, 100));
  const results = async () => await (await fetch(`${origin}/surveys/${SURVEY}/results.json`)).json();
  await expect.poll(results).toMatchObject({ logo: true });
  expect((await fetch(`${origin}/surveys/${SURVEY}/logo.png`)).headers.get('Content-Type')).toBe('image/png');
  expect(await page.locator('.published [role="alert"]').count()).toBe(0);
  await button('Retirer le logo').click();
  await expect.poll(results).not.toHaveProperty('logo');
  expect(await button('Retirer le logo').count()).toBe(0);
  await choose(blankPicture(300, 100));
  await button('Retirer le logo').waitFor();
});

longTest(
  'a published survey is answered by a person, and its notice and channels change without a revision',
  async () => {
    const { page: phone } = await journey.openVisit({ at: `${origin}/?s=${SURVEY}`, locale: 'en-GB' });
    const someone = await respondent(phone, GARDEN, wholeAnswers(GARDEN), { words: ENGLISH }).begin();
    await someone.answerUpTo();
    await someone.finish();
    await phone.locator('main[data-screen="card"] h1').waitFor();

    // Next to the links, of which it gets one at once.
    await page.goto(`${origin}/organisateur#/inviting?s=${SURVEY}`);
    await button('Ajouter un canal…').click();
    for (const one of await page.getByLabel(/Nom du canal/).all()) await one.fill('Newsletter');
    await button('Publier ce canal').click();
    await page.locator('.channel-list code', { hasText: 'newsletter' }).waitFor();
    await expect
      .poll(async () => (await (await fetch(`${origin}/surveys/${SURVEY}/notice.json`)).json()).channels)
      .toContainEqual(expect.objectContaining({ id: 'newsletter' }));
    await page.getByRole('img', { name: 'Code QR du lien, canal Newsletter' }).waitFor();
    await page.goto(`${origin}/organisateur#/survey?s=${SURVEY}`);
    await heading('Se change sans révision').waitFor();
    expect(await button('Reprendre en brouillon…').count()).toBe(0);
  },
);

test('a short name that cannot be had is refused in words; another is printed with a code, and typed as one likes', async () => {
  for (const name of ['API', 'Forêt 2027']) {
    await page.getByLabel('Adresse courte').fill(name);
    await button('Publier cette adresse').click();
    if (name === 'API') await page.getByText('Une page de ce site a déjà cette adresse').waitFor();
  }
  await expect.poll(() => page.getByLabel('Adresse courte').inputValue()).toBe('foret-2027');
  await page.goto(`${origin}/organisateur#/inviting?s=${SURVEY}&c=spring-fair&print=poster`);
  const typed = (await page.locator('[data-typed]').textContent()) ?? '';
  expect(typed).toMatch(/\/foret-2027\/[a-z]\d$/);
  const { page: phone } = await journey.openVisit({ at: `/FORÊT-2027/${typed.slice(-2).toUpperCase()}/?lang=en` });
  expect(new URL(phone.url()).search).toBe(`?s=${SURVEY}&lang=en&c=spring-fair`);
});

test('a typo of a published survey is corrected in six clicks', async () => {
  await page.goto(`${origin}/organisateur#/surveys`);
  await page.reload();
  let clicks = 0;
  const click = async (what: ReturnType<typeof button>) => {
    await what.click();
    clicks++;
  };
  await click(page.locator('.survey-table a.name'));
  await click(button('Préparer la révision 2'));
  await page.locator('.draft').getByLabel('Chercher dans les textes').fill('corrected');
  const correct = page.locator('.draft').getByRole('button', { name: /^Corriger/ });
  await click(correct.first());
  const field = page.locator('.draft .texts textarea');
  await field.fill((await field.inputValue()).replace(' corrected', ' put right'));
  const { promise: publishing, resolve: hasPublished } = pending();
  await page.route('**/draft/**', async (route) => {
    const response = await route.fetch();
    await publishing;
    await route.fulfill({ response });
  });
  await click(button('Garder ce texte'));
  // Publishing waits until the page knows that the text is kept, and does not take it for another's change.
  await click(button(/^Publier la révision 2/));
  hasPublished();
  await click(button('Publier'));
  await button('Préparer la révision 3').waitFor();
  expect(clicks).toBeLessThanOrEqual(6);
  await heading(/put right/).waitFor();
  expect(await post(gardenEnvelope(SURVEY))).toBe('stored');
});

longTest('a survey is opened at the bare address, read, closed on a day, and taken away in one archive', async () => {
  await page.goto(`${origin}/organisateur#/survey?s=${SURVEY}`);
  await button('Ouvrir le site sur cette enquête').click();
  await page.getByText('L’adresse du site ouvre cette enquête').waitFor();
  expect(await (await fetch(`${origin}/surveys/current`)).json()).toMatchObject({ id: SURVEY });

  await page.goto(`${origin}/organisateur#/conducting?s=${SURVEY}`);
  await button('Annuler la clôture…').click();
  await button('Annuler la clôture').click();
  await button('Clore l’enquête…').click();
  await button(/^Clore après le \d/).click();
  await page.getByText(/L’enquête est ouverte jusqu’au .* compris/).waitFor();

  await page.goto(`${origin}/organisateur#/exporting?s=${SURVEY}`);
  // The picker of files is the system's: without it the file comes as a download.
  await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
  await page.getByLabel(/aujourd’hui/i).check();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    button('Télécharger : Tout, en une archive').click(),
  ]);
  const archive = unzipSync(new Uint8Array(await readFile(await download.path())));
  expect(Object.keys(archive)).toEqual(
    expect.arrayContaining(['responses.csv', 'comments.csv', 'publication.zip', 'survey/1.json', 'survey/notice.json']),
  );
  expect(
    Buffer.from(archive['responses.ndjson'] ?? [])
      .toString('utf8')
      .split('\n')
      .filter(Boolean).length,
  ).toBeGreaterThan(1);
  const { page: reader } = await journey.openVisit({ at: `${origin}/#/results`, locale: 'en-GB' });
  await reader.locator('main[data-screen="results"] h1').waitFor();
  await reader.close();
  await page.goto(`${origin}/organisateur#/survey?s=${SURVEY}`);
});

longTest('a survey is duplicated, withdrawn and deleted, with what was answered', async () => {
  await button('Dupliquer…').click();
  await page.getByLabel('Nom dans l’adresse').fill('second-garden');
  await button('Copier').click();
  await page.getByText('Rien à corriger').first().waitFor();
  await page.goto(`${origin}/organisateur#/survey?s=${SURVEY}`);
  await button('Retirer l’enquête…').click();
  await button('Retirer l’enquête').click();
  await page.locator('.standing', { hasText: 'retirée' }).waitFor();
  await button('Supprimer l’enquête…').click();
  expect(await button('Supprimer pour toujours').isDisabled()).toBe(true);
  await page.getByLabel(/écrivez l’identifiant/).fill(SURVEY);
  await button('Supprimer pour toujours').click();
  await heading('Questionnaires').waitFor();
  await page.locator('.survey-table a.name').first().waitFor();
  expect(await page.locator('.survey-table a.name').count()).toBe(1);
  expect(await post(gardenEnvelope(SURVEY))).toBe('survey.unknown');
  expect(await journey.endpoint.rows('second-garden').catch(() => [])).toEqual([]);
});

longTest('a workbook becomes a draft, once somebody has decided on what it would lose', async () => {
  const choose = async (relevant: string) => {
    await writeFile(join(journey.folder, 'Le Marché.xlsx'), xlsxOf(marketSheets(relevant)));
    await page.locator('.begin input[type="file"]').first().setInputFiles(join(journey.folder, 'Le Marché.xlsx'));
    await button('Déposer dans « le-marche »').click();
  };
  await choose(`${DOLLAR}{shop} = 'yes'`);
  await page.getByText('Ce classeur contient des erreurs').waitFor();
  await page.locator('.workbook', { hasText: 'survey!D3' }).waitFor();
  await choose(`pulldata(${DOLLAR}{stall})`);
  await page.getByText('1 ligne à choisir.').waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Votre fichier');
  expect(await accessibilityFaults(page)).toEqual([]);
  // The report is printed alone.
  await page.evaluate(() => Object.assign(window, { print: () => undefined }));
  await button('Imprimer').click();
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.workbook h3').isVisible()).toBe(true);
  expect(await page.locator('.surveys-list h1').isVisible()).toBe(false);
  await page.emulateMedia({ media: null });
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  const leftOut = button('Ne pas reprendre survey!D3');
  await leftOut.click();
  expect(await leftOut.getAttribute('aria-pressed')).toBe('true');
  await leftOut.click();
  expect(await button('Déposer dans « le-marche »').isDisabled()).toBe(true);
  await leftOut.click();
  await button('Déposer dans « le-marche »').click();
  await heading('Le marché').first().waitFor();
  await page.locator('.workbook', { hasText: 'survey!D3' }).waitFor();
  await page.getByRole('link', { name: 'Publier' }).click();
  await page.locator('.others > summary').click();
  const german = xlsxOf({
    survey: [
      ['name', 'label::Deutsch (de)'],
      ['stall', 'Haben Sie einen Stand?'],
    ],
  });
  await writeFile(join(journey.folder, 'deutsch.xlsx'), german);
  await page.locator('[data-translation] input').setInputFiles(join(journey.folder, 'deutsch.xlsx'));
  await page.locator('.workbook', { hasText: 'Il manque encore ce texte en «\u00a0de\u00a0»' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByText('no text in "de"').first().waitFor();
  await page.goto(`${origin}/organisateur#/surveys`);
  // What is copied from a document goes the same way, and needs no file.
  await page.getByText('Coller un texte').click();
  await page
    .getByLabel('Vos questions')
    .fill('Le café du coin\n\n1. Y venez-vous ?\n- Souvent\n- Jamais\n2. Un mot ?\n\nMerci !');
  await button('Lire ce texte').click();
  await button('Déposer dans « le-cafe-du-coin »').click();
  await heading('Le café du coin').first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.goto(`${origin}/organisateur#/surveys`);
});

test.each(
  onlyLong([
    [390, 844],
    [820, 1180],
  ] as const),
)('the pages of surveys have no fault at %i × %i', async (width, height) => {
  await page.setViewportSize({ width, height });
  for (const address of ['#/surveys', '#/survey?s=second-garden']) {
    await page.goto(`${origin}/organisateur${address}`);
    await page.reload();
    await page.locator('main h1').waitFor();
    await page.locator('.survey-table, .draft').first().waitFor();
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect([address, overflow]).toEqual([address, 0]);
    expect([address, await accessibilityFaults(page)]).toEqual([address, []]);
  }
});

test('a Word file is dropped in the desk, and its questions, answers and conditions become a draft', async () => {
  await page.setViewportSize({ width: 1366, height: 900 });
  await page.goto(`${origin}/organisateur#/surveys`);
  const document = docxOf(
    [
      titled('La cantine'),
      p('Y mangez-vous ?', 1),
      p('Oui', 2),
      p('Non', 2),
      p('Combien de fois par semaine ? (de 1 à 5) (si oui à la question 1)', 1),
      p('À quelle fréquence prenez-vous :', 1),
      table(['', 'Jamais', 'Souvent'], ['Une entrée', '', ''], ['Un dessert', '', '']),
    ].join(''),
    { 'word/comments.xml': '<w:comment w:id="1"/>' },
  );
  const bytes = [...document];
  const dropped = await page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(given)], 'La cantine.docx'));
    return transfer;
  }, bytes);
  await page.locator('.begin .drop').dispatchEvent('drop', { dataTransfer: dropped });
  await button('Déposer dans « la-cantine »').click();
  await page.locator('.workbook', { hasText: 'La cantine.docx' }).waitFor();
  await page.locator('.workbook dl', { hasText: 'commentaires1' }).waitFor();
  // What is not understood waits for a choice.
  for (const row of await page.locator('.workbook tr:has(.pill)').all()) await row.locator('.pill').last().click();
  if (await button('Déposer dans « la-cantine »').isVisible()) await button('Déposer dans « la-cantine »').click();
  await page.getByRole('heading', { name: 'La cantine' }).first().waitFor();
  await page.locator('.workbook dl', { hasText: /questions3dont grilles1conditions1/ }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});
