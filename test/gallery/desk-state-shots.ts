import type { Page } from 'playwright';
import { marketSheets } from '../endpoint/publishing/market.ts';
import { showDeskPage } from '../support/desk-visit.ts';
import { jumpTo } from '../support/respondent.ts';
import { xlsxOf } from '../support/xlsx.ts';
import type { Shot } from './shot.ts';

/** What the pages of the desk show once something is opened on them. The page of surveys comes first: others follow from it. */
export function deskStates(own: string): readonly Shot[] {
  return [
    {
      name: 'desk, report of a workbook',
      settles: 600,
      reach: async (page) => {
        await at(page, '#/surveys', '.begin input[type="file"]');
        const name = 'marche.xlsx';
        const buffer = Buffer.from(marketOfThree());
        await page.locator('.begin input[type="file"]').first().setInputFiles({ name, mimeType: '', buffer });
        await press(page, /^Déposer dans/);
        await page.locator('.report.workbook').waitFor();
      },
    },
    {
      name: 'desk, notice written',
      settles: 600,
      reach: async (page) => {
        await at(page, `#/survey?s=${own}`, '#beside');
        await press(page, 'Écrire la notice…');
      },
    },
    {
      name: 'desk, text corrected',
      reach: async (page) => {
        await at(page, '#/surveys', '.surveys');
        await at(page, `#/survey?s=${own}`, '#beside');
        await page.locator('.texts').getByRole('button').first().click();
      },
    },
    {
      name: 'desk, token made',
      reach: async (page) => {
        await at(page, '#/colleagues', 'form');
        await page.getByLabel('Nom, vu dans le journal').fill('ines-b');
        await page.getByLabel('Jusqu’au').fill('2999-12-31');
        for (const scope of [/^lire ·/, /^relire ·/]) await page.getByLabel(scope).check();
        await press(page, 'Créer la clé de ines-b');
        await press(page, 'Montrer un QR qui marche une fois');
        await page.getByText(/Ce QR marche une fois/).waitFor();
      },
    },
    {
      name: 'desk, questions opened',
      settles: 600,
      reach: async (page) => {
        await showDeskPage(page, 'questions');
        await page.getByLabel('Aller à une question').selectOption('development-axes');
      },
    },
    {
      name: 'desk, crossing opened and filtered',
      settles: 600,
      reach: async (page) => {
        await showDeskPage(page, 'crossing?item.respondent-role=elected&mode=self');
        const closed = page.locator('.crossing-form > details:not([open]) > summary');
        while ((await closed.count()) > 0) await closed.first().click();
      },
    },
    {
      name: 'desk, crossing about to be published',
      settles: 600,
      reach: async (page) => {
        await showDeskPage(page, 'participation');
        await showDeskPage(page, 'crossing?rows=authority-type&columns=digital-plan');
        await press(page, 'Publier ce croisement…');
        await page.getByText('Ce que le public lira').waitFor();
      },
    },
    {
      name: 'desk, poster',
      reach: async (page) => {
        await showDeskPage(page, 'inviting');
        await page
          .getByRole('link', { name: /affiche A4/i })
          .first()
          .click();
        await page.locator('.bill').waitFor();
      },
    },
    pressed('about to exclude', 'quality', /^Écarter /),
    {
      name: 'desk, comments to be published',
      reach: async (page) => {
        await showDeskPage(page, 'moderating?state=publishable');
        await page.locator('.moderated').first().waitFor();
      },
    },
    pressed('about to delete a comment', 'moderating', 'Supprimer ce texte…'),
    pressed('about to close', 'conducting', 'Clore l’enquête…'),
    {
      name: 'desk, token refused',
      reach: async (page) => {
        await page.evaluate(() => sessionStorage.clear());
        await page.reload();
        await page.getByLabel('Clé d’accès').fill('wrong');
        await page.getByLabel('Clé d’accès').press('Enter');
        await page.locator('.sign-in [role="alert"]').waitFor();
      },
    },
  ];
}

const pressed = (name: string, tab: string, button: string | RegExp): Shot => ({
  name: `desk, ${name}`,
  reach: (page) => showDeskPage(page, tab).then(() => press(page, button)),
});

/** A workbook of three lines: one is taken as it is, and one has a condition that would be lost. */
function marketOfThree(): Uint8Array {
  const { survey = [], ...sheets } = marketSheets('pulldata($' + '{stall})');
  return xlsxOf({ ...sheets, survey: [...survey, ['text', 'where', 'Où ?', '$' + "{shop} = 'yes'"]] });
}

async function press(page: Page, name: string | RegExp): Promise<void> {
  await page
    .getByRole('button', { name, exact: typeof name === 'string' })
    .first()
    .click();
}

async function at(page: Page, hash: string, shown: string): Promise<void> {
  await jumpTo(page, hash);
  await page.locator(shown).first().waitFor({ state: 'attached' });
}
