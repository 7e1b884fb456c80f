import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import type { Page } from 'playwright';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { monthOf, monthsBefore } from '../../src/endpoint/contacts/contacts.ts';
import { dayOf } from '../../src/wire/day.ts';
import { receiptCode } from '../../src/wire/receipt-code.ts';
import { words as sharingFr } from '../../src/words/compiled/respondent/fr/sharing.mjs';
import { envelope } from '../endpoint/harness.ts';
import { DESK_PAGES } from '../gallery/desk-shots.ts';
import { accessibilityFaults } from '../support/accessibility.ts';
import { send, TOKEN } from '../support/ask.ts';
import { openReady, type Visit } from '../support/browser.ts';
import { enterDesk, openMenu, showDeskPage } from '../support/desk-visit.ts';
import { sharedJourney } from '../support/journeys.ts';
import { LONG, longTest } from '../support/long.ts';
import { overprinted, printedPages } from '../support/printed-words.ts';
import { respondent } from '../support/respondent.ts';
import { builtSurvey, readPublic } from '../support/surveys.ts';
import { wholeAnswers } from '../support/whole-answers.ts';

const WIDTHS = [390, 1366];
/** Each page is judged at one of them in turn, and at both in `npm run test:long`. */
const isJudgedAt = (name: string, width: number) =>
  LONG || DESK_PAGES.indexOf(name) % WIDTHS.length === WIDTHS.indexOf(width);

const journey = sharedJourney();
/** A token that opens the comments alone. */
let moderator: string;
let phone: Visit;
let page: Page;

beforeAll(async () => {
  moderator = token(['add', 'second', '--scope', 'comments', '--until', '2099-12-31']).trim().split(/\s+/).at(-1) ?? '';
  const half = { status: 'partial', channel: 'mail', lastQuestion: 'digital-plan' } as const;
  await send(
    journey.endpoint.url,
    ...Array.from({ length: 12 }, () => envelope({ channel: 'salon' })),
    ...Array.from({ length: 8 }, () => envelope({ channel: 'mail' })),
    ...Array.from({ length: 5 }, () => envelope(half)),
    envelope({ answers: { 'authority-type': 'PLANTED' } }),
  );
  phone = await journey.openVisit();
  page = phone.page;
});
beforeEach(async () => {
  await page.goto('about:blank');
});

const enter = (token?: string) => enterDesk(page, journey.network.url, token);
const show = (name: string) => showDeskPage(page, name);

function token(words: readonly string[]): string {
  const env = { ...process.env, DATA_DIR: journey.dataDir };
  return execFileSync(process.execPath, ['dist/endpoint/main.js', 'token', ...words], { env, encoding: 'utf8' });
}

test('the token stays in the tab alone, and goes with it', async () => {
  await enter();
  await page.getByRole('heading', { level: 1, name: '20 réponses complètes sur 25 commencées' }).waitFor();
  expect(page.url()).not.toContain(TOKEN);
  expect(await page.evaluate(() => JSON.stringify(localStorage))).toBe('{}');
  await page.reload();
  await page.getByRole('heading', { level: 1, name: '20 réponses' }).waitFor();
  await openMenu(page);
  await page.getByRole('button', { name: 'Fermer la session' }).click();
  await page.getByText('La session est fermée').waitFor();
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.getByText('Collez la clé dans le champ').waitFor();
  await page.getByLabel('Clé d’accès').fill(TOKEN);
  await page.getByLabel('Clé d’accès').press('Enter');
  await page.getByRole('heading', { level: 1, name: '20 réponses' }).waitFor();
});

test('a wrong token opens nothing and says so, and one revoked in mid-use as well', async () => {
  // Made a moment before: the endpoint looks for new tokens once a second.
  const named = token(['add', 'reader', '--scope', 'read', '--until', '2099-12-31']).trim().split(/\s+/).at(-1) ?? '';
  await enter('a-token-that-is-not-one');
  await page.getByText('Cette clé n’ouvre rien').waitFor();
  // For a second after a look at the tokens, an unknown one is refused without another look: until then it is tried again.
  const isIn = async () => {
    if (!(await page.getByLabel('Clé d’accès').isVisible())) return true;
    const reply = page.waitForResponse(/\/api\/organiser\//);
    await page.getByLabel('Clé d’accès').fill(named);
    await page.getByLabel('Clé d’accès').press('Enter');
    return (await reply).ok();
  };
  await expect.poll(isIn).toBe(true);
  await page.getByText('Cette clé est valable jusqu’au 31 décembre 2099').waitFor();
  // It reads, and decides nothing.
  await show('conducting');
  await page.getByText('L’enquête est ouverte').waitFor();
  expect(await page.getByRole('button', { name: 'Clore' }).count()).toBe(0);
  token(['revoke', 'reader']);
  // Every endpoint obeys within five seconds.
  const isOut = async () => {
    for (const shown of ['Participation', 'Ouvrir et clore']) {
      const link = page.getByRole('link', { name: shown });
      // The page of another moment has no such link.
      if (await link.isVisible()) await link.click({ timeout: 1_000 });
    }
    return page.getByText('Cette clé n’ouvre rien').isVisible();
  };
  await expect.poll(isOut, { interval: 500 }).toBe(true);
});

test('participation adds up, on screen and in its tables', async () => {
  await enter();
  expect(await cells('Canal')).toEqual([
    ['mail', '8', '5'],
    ['salon', '12', '0'],
    ['Total', '20', '5'],
  ]);
  // On a phone what is rarely needed is one line that says the main thing of it.
  const dropOut = page.getByRole('region', { name: 'Où l’on s’arrête' });
  await dropOut.getByText('− 5 à la question 10', { exact: true }).waitFor();
  expect(await page.getByText('Les arrêts, en tableau').isVisible()).toBe(false);
  await dropOut.getByRole('heading').click();
  await dropOut.getByText('− 5', { exact: true }).waitFor();
  await page.getByText('Les arrêts, en tableau').click();
  const reached = await cells('Question');
  expect(reached.at(0)).toEqual(['Avant la première', '25', '0']);
  expect(reached.at(-1)?.at(1)).toBe('20');
  await page.getByRole('heading', { name: 'Dire combien de personnes ont été invitées' }).click();
  await page.getByLabel('Nombre de personnes', { exact: true }).fill('abc');
  await page.getByRole('button', { name: 'Ajouter' }).click();
  await page.getByText('Écrivez un nombre entier').waitFor();
  // What is wrong is said next to the label.
  await page.getByLabel(/^Nombre de personnes/).fill('600');
  await page.getByRole('button', { name: 'Ajouter' }).click();
  await page.getByText('invitations déclarées', { exact: true }).waitFor();
  expect(await cells('Canal')).toContainEqual(['Total', '20', '5', '600']);
});

test('one switch includes today on each page that counts, and stays as it was put; without `read` it is off', async () => {
  const asked: boolean[] = [];
  page.on('request', (request) => {
    const { pathname, searchParams } = new URL(request.url());
    if (/organiser\/(participation|questions|crossings|flags|comments)\//.test(pathname))
      asked.push(searchParams.get('today') === '1');
  });
  const visit = async (...pages: readonly string[]) => {
    asked.splice(0);
    const nothing: string[] = [];
    for (const name of pages) {
      await show(name);
      await expect.poll(() => page.locator('.loading').count()).toBe(0);
      if ((await page.locator('[data-nothing]').count()) > 0) nothing.push(name);
    }
    return { asked: [...new Set(asked)], nothing };
  };
  const counting = DESK_PAGES.filter((name) => !['contacting', 'dossier', 'conducting'].includes(name));
  const box = page.getByLabel(/^Aujourd’hui compris/);
  await enter();
  expect(await visit(...counting)).toEqual({ asked: [true], nothing: [] });
  await page.getByLabel(/^Aujourd’hui compris\s: 20 réponses complètes$/).waitFor();
  // Next to each button but those of the published tables and of the syntax for SPSS.
  const buttons = await page.locator('.formats > li').count();
  expect(await page.getByText('aujourd’hui compris', { exact: true }).count()).toBe(buttons - 2);
  await box.uncheck();
  await page.locator('[data-nothing]').waitFor();
  // No 0 is left alone: what is not counted is said.
  const nothing = ['participation', 'questions', 'crossing', 'exporting'];
  expect(await visit(...counting)).toEqual({ asked: [false], nothing });
  await page.reload();
  await page.locator('[data-nothing]').waitFor();
  expect(await box.isChecked()).toBe(false);
  await box.check();
  await page.getByText(/^25 lignes/).waitFor();
  await enter(moderator);
  asked.splice(0);
  await page.reload();
  await page.getByText('Textes reçus avant le').waitFor();
  expect([await box.isChecked(), ...new Set(asked)]).toEqual([false, false]);
});

test('the questions print as a report: bars without backgrounds, no question cut, each sheet marked', async () => {
  await enter();
  await show('questions');
  await page.getByRole('region', { name: /Type de votre collectivité/ }).waitFor();
  await page.evaluate(() => {
    window.print = () => undefined;
    for (const [place, one] of document.querySelectorAll('.question').entries()) {
      one.prepend(`begin-${place}`);
      one.append(`end-${place}`);
    }
  });
  await page.getByRole('button', { name: 'Imprimer le rapport' }).click();
  const input = await page.pdf({ preferCSSPageSize: true, printBackground: false });
  const sheets = printedPages(input);
  expect(overprinted(sheets)).toEqual([]);
  const texts = sheets.map((words) => words.map(({ text }) => text).join(' '));
  expect(texts.filter((text) => !text.startsWith('Chiffres exacts, ne pas publier'))).toEqual([]);
  expect(texts[0]).toMatch(/Baromètre du numérique territorial Démonstration.* 20 réponses complètes, aujourd’hui/);
  const places = sheets.flatMap((words, sheet) => words.map((word) => ({ ...word, sheet })));
  const at = (text: string) => places.find((word) => word.text === text);
  const begun = places.filter(({ text }) => text.startsWith('begin-'));
  expect(begun.length).toBeGreaterThan(25);
  for (const { text, sheet, left } of begun) {
    const { sheet: last, left: near } = at(text.replace('begin', 'end')) ?? { sheet: -1, left: -1 };
    expect([last, Math.abs(near - left) < 100], text).toEqual([sheet, true]);
  }
  // The bar of all twenty is under its name.
  const { left, bottom } = at('Commune') ?? { left: 0, bottom: 0 };
  const picture = execFileSync('pdftoppm', ['-r', '72', '-gray', '-l', '1'], { input, maxBuffer: 64_000_000 });
  const width = Number(picture.toString('latin1', 0, 20).split(/\s/)[1]);
  const ink = (down: number) =>
    picture[picture.length - width * (842 - Math.round(bottom) - down) + Math.round(left) + 60] ?? 255;
  expect(Math.min(...[1, 3, 5, 7, 9, 11].map(ink))).toBeLessThan(160);
});

/** The rows of the table whose first header this is. */
async function cells(header: string): Promise<readonly (readonly string[])[]> {
  const table = page.locator('table').filter({ has: page.getByRole('columnheader', { name: header, exact: true }) });
  return table.evaluate((shown) =>
    [...shown.querySelectorAll('tbody tr, tfoot tr')].map((row) =>
      [...row.children].map((cell) => (cell.textContent ?? '').replaceAll('\u00a0', ' ').trim()),
    ),
  );
}

longTest('each question is read at a glance, found by a word, and of one group alone', async () => {
  await enter();
  await show('questions');
  await page.getByText(/^20 réponses complètes, aujourd’hui compris/).waitFor();
  const type = page.getByRole('region', { name: /Type de votre collectivité/ });
  await type.getByRole('row', { name: /^Commune 20 100\s%/ }).waitFor();
  await page.getByLabel('Aller à une question').selectOption('free-comment');
  const last = page.getByRole('heading', { name: /Commentaire libre/ });
  await expect.poll(() => last.evaluate((heading) => document.activeElement === heading)).toBe(true);
  await expect(last.boundingBox()).resolves.toSatisfy((box) => box !== null && box.y >= 0 && box.y < 600);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByLabel('Chercher un mot, un numéro').fill('elu numerique');
  await expect.poll(() => type.count()).toBe(0);
  await page.getByRole('region', { name: /Un élu au numérique/ }).waitFor();
  await page.getByRole('link', { name: 'Région', exact: true }).click();
  await page.getByText('Aucune réponse ne correspond à ce filtre').waitFor();
  expect(page.url()).toContain('item.authority-type=region');
});

longTest('any two questions are crossed, among those of a filter, and each response left out is counted', async () => {
  await enter();
  await show('crossing');
  await page.getByText(/^\d+ réponses? dans ce tableau/).waitFor();
  // The form is two lines until it is opened: the table begins within the first screen of a phone.
  await show('crossing?rows=authority-type&columns=authority-type');
  const line = await page.locator('.crossed tbody tr').first().boundingBox();
  expect((line?.y ?? Infinity) + (line?.height ?? 0)).toBeLessThan(page.viewportSize()?.height ?? 0);
  await show('crossing');
  const open = (name: string) => page.locator('.crossing-form > details > summary', { hasText: name }).click();
  await open('Questions');
  await open('Filtres');
  // Found by a word, and by the profile of each response as well.
  await page.getByLabel('Chercher, pour les colonnes').fill('profil');
  await page.getByLabel('Chercher, pour les colonnes').press('Enter');
  await expect.poll(() => page.getByLabel('En colonnes').inputValue()).toBe('@profile');
  await page.getByLabel('En lignes').selectOption('authority-type');
  await page.getByLabel('En colonnes').selectOption('digital-plan');
  await page.getByText('0 réponse dans ce tableau sur 20 complètes : 20 sans réponse').waitFor();
  expect(await page.locator('[data-nothing]').count()).toBe(0);
  await page.getByLabel('En colonnes').selectOption('authority-type');
  await page.getByText(/^Force du lien non calculée/).waitFor();
  expect((await page.locator('.crossed tfoot td').last().textContent())?.trim()).toBe('20');
  // A file is read without the page: its first cell and its name say who is in it.
  const filters = page.getByRole('group', { name: /^Filtre/ });
  await filters.getByLabel('Mode').selectOption('self');
  await page.locator('.crossed caption', { hasText: 'Mode : Répondants seuls' }).waitFor();
  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Télécharger en CSV' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('authority-type-authority-type-mode-self.csv');
  const [head = '', ...rest] = (await readFile(await saved.path(), 'utf8')).trimEnd().split('\r\n');
  expect(head).toContain('(Mode\u202f: Répondants seuls)');
  expect(rest.at(-1)).toMatch(/^"Total";.*"20"$/);
  // What is on screen is in the address.
  await filters.getByLabel('Mode').selectOption('field');
  await page.getByText('sur 0 complètes après le filtre').waitFor();
  expect(page.url()).toContain('mode=field');
  await page.reload();
  await page.getByText('sur 0 complètes après le filtre').waitFor();
  // The preview of what the public would see comes first: without the filter, with noise, and empty for twenty-five responses.
  await open('Questions');
  const other = page.waitForResponse((reply) => reply.url().includes('columns=digital-plan'));
  await page.getByLabel('En colonnes').selectOption('digital-plan');
  // What is about to be published is what is on screen: a form for the crossing before goes with it.
  await (await other).finished();
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
  await page.getByRole('button', { name: 'Publier ce croisement…' }).click();
  await page.getByText('Sans le filtre').waitFor();
  await page.getByText('Il paraît avec les résultats définitifs, et pas avant.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Ajouter aux tableaux publiés' }).click();
  await page.getByText('C’est fait').waitFor();
  await show('conducting');
  await page.getByRole('button', { name: /^Retirer… .* × / }).click();
  await page.getByText('La page publique ne le montre plus').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Retirer', exact: true }).click();
  await expect.poll(() => page.getByRole('button', { name: /^Retirer… / }).count()).toBe(0);
});

test('a channel gets its link, its code, its poster and its message, and none gets a name', async () => {
  await enter();
  await show('inviting');
  const other = page.getByLabel('Un autre canal');
  for (const wrong of ['Marie Dupont', 'marie@example.org', 'autres', 'été']) {
    await other.fill(wrong);
    await page.getByRole('button', { name: 'Préparer' }).click();
    await page.locator('.fields .fault[role="alert"]').waitFor();
  }
  await other.fill('salon');
  await page.getByRole('button', { name: 'Préparer' }).click();
  const channel = page.getByRole('region', { name: 'salon' });
  await channel.getByText('12 réponses complètes').waitFor();
  const link = `${journey.network.url}/?c=salon`;
  await channel.getByText(link, { exact: true }).waitFor();
  await channel.getByRole('link', { name: 'Affiche A4' }).click();
  await page.getByRole('heading', { level: 1, name: 'Affiche A4' }).waitFor();
  await page.getByRole('img', { name: 'Code QR du lien, canal salon' }).locator('path').waitFor({ state: 'attached' });
  await page.locator('[data-title]').getByText('Quel profil').waitFor();
  const input = await page.pdf({ preferCSSPageSize: true });
  const picture = execFileSync('pdftoppm', ['-r', '100', '-png'], { input, maxBuffer: 64_000_000 });
  const read = execFileSync('zbarimg', ['--quiet', '--raw', 'png:-'], { input: picture, encoding: 'utf8' }).trim();
  expect(read).toBe(`${journey.network.url}/numerique-territorial/salon`.toUpperCase());
  const led = await fetch(read, { redirect: 'manual' });
  expect(led.headers.get('Location')).toBe('/?s=numerique-territorial&c=salon');
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('navigation').isVisible()).toBe(false);
  expect(await page.getByRole('link', { name: 'Revenir aux liens' }).isVisible()).toBe(false);
  await page.emulateMedia({ media: null });
});

longTest('an export holds as many rows as the desk says, by the same cut', async () => {
  await enter();
  await show('exporting');
  await page.getByText(/^25 lignes\s: complètes et inachevées, aujourd’hui compris/).waitFor();
  for (const [format, name] of [
    ['Télécharger : Tableau CSV', '.csv'],
    ['Télécharger : JSON, une ligne par réponse', '.ndjson'],
  ] as const) {
    // The picker of files is the system's: without it the file comes as a download.
    await page.evaluate(() => Reflect.deleteProperty(window, 'showSaveFilePicker'));
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: format }).click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    const lines = text.trimEnd().split('\n').length - (name === '.csv' ? 1 : 0);
    expect([download.suggestedFilename(), lines]).toEqual([`numerique-territorial-${dayOf(new Date())}${name}`, 25]);
    await page
      .getByText(/Fini\s: .*, 25 lignes/)
      .nth(name === '.csv' ? 0 : 1)
      .waitFor();
  }
  // What was chosen is there when one comes back.
  await page.getByText('Choix plus fins').click();
  await page.getByLabel('Une colonne par option').check();
  await show('conducting');
  await show('exporting');
  expect(await page.getByLabel('Une colonne par option').isChecked()).toBe(true);
  await page.getByText(/^25 lignes/).waitFor();
  // The connection breaks in the middle of a line: what is whole is kept, and goes on from there.
  await page.evaluate(() => {
    const real = window.fetch;
    window.fetch = async (...asked) => {
      window.fetch = real;
      const bytes = new Uint8Array(await (await real(...asked)).arrayBuffer());
      const pieces = [bytes.slice(0, 3_000), bytes.slice(3_000, bytes.length / 2)];
      const cut = new ReadableStream({
        pull(controller) {
          const piece = pieces.shift();
          if (piece) controller.enqueue(piece);
          else controller.error(new TypeError('cut'));
        },
      });
      return new Response(cut);
    };
  });
  await page.getByRole('button', { name: 'Télécharger : Tableau CSV' }).click();
  await page.getByText(/La connexion s’est rompue après \d+ lignes entières/).waitFor();
  const [resumed] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Reprendre' }).click(),
  ]);
  const ids = (await readFile(await resumed.path(), 'utf8')).match(/^"[0-9a-f-]{36}"/gm) ?? [];
  expect([ids.length, new Set(ids).size]).toEqual([25, 25]);
  await page.getByText('Ces fichiers sont bruts').waitFor();
});

longTest('a response is erased by the code that its respondent gives, and the desk stays open', async () => {
  const secret = randomBytes(16);
  const receiptHash = createHash('sha256').update(secret).digest('hex');
  const one = envelope({ status: 'partial', receiptHash });
  await send(journey.endpoint.url, one);
  const isKept = async () => (await journey.endpoint.rows()).some(({ id }) => id === one.id);
  await enter();
  await show('quality');
  const code = page.getByLabel('Code de reçu');
  const ask = page.getByRole('button', { name: 'Effacer cette réponse…' });
  await code.fill(receiptCode(secret).slice(1));
  await ask.click();
  await page.getByText('Ce code ne peut pas exister').waitFor();
  await code.fill(receiptCode(randomBytes(16)));
  await ask.click();
  await page.getByRole('button', { name: 'Effacer cette réponse', exact: true }).click();
  await page.getByText('Aucune réponse n’a ce code ici').waitFor();
  await code.fill(receiptCode(secret).toLowerCase());
  await ask.click();
  await page.getByRole('heading', { name: `Effacer la réponse du code ${receiptCode(secret)}` }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Ne rien faire' }).click();
  expect(await isKept()).toBe(true);
  await ask.click();
  await page.getByRole('button', { name: 'Effacer cette réponse', exact: true }).click();
  await page.getByText('La réponse de ce code est effacée').waitFor();
  expect([await code.inputValue(), await isKept()]).toEqual(['', false]);
  await page.getByRole('heading', { level: 1, name: 'À vérifier' }).waitFor();
});

test('an address left on a card leaves later, apart from it, and the organiser reads and erases it', async () => {
  const example = builtSurvey(readPublic('exemple-benevolat/1.json'));
  const other = await journey.openVisit();
  const card = other.page;
  await card.clock.install();
  await card.goto(`${journey.network.url}/?s=${example.id}`);
  await respondent(card, example, wholeAnswers(example)).complete('received');
  for (const title of ['Garder', sharingFr['contact.title']]) await card.getByText(title).first().click();
  const form = card.locator('form[data-contact]');
  await form.getByRole('button', { name: sharingFr['contact.leave'] }).click();
  await card.getByText(sharingFr['contact.fault-address']).waitFor();
  await form.getByLabel(sharingFr['contact.address']).fill('ada@example.org');
  await form.getByRole('button', { name: sharingFr['contact.leave'] }).click();
  await card.getByText(sharingFr['contact.fault-purposes']).waitFor();
  await form.getByLabel(sharingFr['contact.for-interview']).check();
  expect(await accessibilityFaults(card)).toEqual([]);
  const posts: string[] = [];
  card.on('request', (request) => posts.push(new URL(request.url()).pathname));
  await form.getByRole('button', { name: sharingFr['contact.leave'] }).click();
  await card.getByText(sharingFr['contact.waiting']).waitFor();
  expect(await accessibilityFaults(card)).toEqual([]);
  expect(posts).toEqual([]);
  await card.clock.fastForward('01:30');
  await card.getByText(sharingFr['contact.gone']).waitFor();
  expect(posts).toEqual(['/api/contacts']);
  await other.close();

  await enter();
  await show(`contacting?s=${example.id}`);
  await page.getByText('Une adresse laissée aujourd’hui apparaît demain').waitFor();
  expect(await page.getByText('ada@example.org').count()).toBe(0);
  // As if it had been left last month, which is all that is kept of its time.
  const database = new SQLite(join(journey.dataDir, 'contacts.sqlite'));
  const lastMonth = monthsBefore(monthOf(dayOf(new Date())), 1);
  expect(database.prepare('UPDATE contact SET month = ?').run(lastMonth).changes).toBe(1);
  database.close();
  await page.reload();
  const left = page.getByRole('listitem').filter({ hasText: 'ada@example.org' });
  await left.getByText('un entretien · laissée en').waitFor();
  await left.getByRole('button', { name: 'Noter : a répondu' }).click();
  await left.getByText('· a répondu').waitFor();
  await left.getByRole('button', { name: 'Noter : n’a pas répondu' }).click();
  await expect.poll(() => left.getByText('· a répondu').count()).toBe(0);
  await left.getByRole('button', { name: 'Effacer ada@example.org' }).click();
  await left.getByText('1 adresse est effacée pour de bon').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await left.getByRole('button', { name: 'Effacer', exact: true }).click();
  await page.getByText('Jusqu’à hier, personne n’a laissé d’adresse').waitFor();
  // An empty list says what fills it: the links, and in the field paper that asks.
  await page.getByRole('link', { name: 'Préparer les invitations' }).waitFor();
  await page.getByRole('link', { name: 'Papillon à imprimer' }).click();
  await page.getByText('Gardé 3 mois au plus').first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

longTest('an address of a survey that does not exist leads to those that do', async () => {
  await enter();
  await page.goto(`${journey.network.url}/organisateur#/contacting?s=nothing`);
  await page.reload();
  await page.getByText('Votre clé n’ouvre pas cela').waitFor();
  await page.getByRole('link', { name: 'Choisir une autre enquête' }).click();
  await page.getByRole('heading', { level: 1, name: 'Questionnaires' }).waitFor();
});

longTest('a service that does not answer is said plainly, and asked again', async () => {
  await enter();
  await journey.network.fail('down');
  await page.getByRole('link', { name: 'Ouvrir et clore' }).click();
  // Parts of the page before may say the same.
  await page.getByRole('heading', { level: 1, name: 'Ouvrir et clore' }).waitFor();
  await page.getByText('Le service ne répond pas').first().waitFor();
  await journey.network.fail('ok');
  await page.getByRole('button', { name: 'Réessayer' }).first().click();
  await page.getByText('L’enquête est ouverte').waitFor();
});

test('the pages of the desk pass the accessibility checks at every width, in both languages', async () => {
  await enter();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 844 });
    for (const name of DESK_PAGES) {
      await show(name);
      await expect.poll(() => page.locator('.loading').count()).toBe(0);
      if (isJudgedAt(name, width)) expect(await accessibilityFaults(page), name).toEqual([]);
      for (const textSize of ['', '200%'])
        expect(await page.evaluate(widthBeyondScreen, textSize), `${name} ${textSize}`).toBeLessThanOrEqual(0);
    }
  }
  await openMenu(page);
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByRole('heading', { level: 1, name: 'Open and close' }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
});

/** Runs in the page: how many pixels it is wider than the screen, with texts of this size. */
function widthBeyondScreen(textSize: string): number {
  const { style } = document.documentElement;
  style.fontSize = textSize;
  const beyond = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  style.fontSize = '';
  return beyond;
}

longTest('respondents download nothing of the desk, and their service worker caches nothing of it', async () => {
  await openReady(page, `${journey.network.url}/`);
  await enter();
  await page.locator('main h1').waitFor();
  const kept = await page.evaluate(async () => {
    const urls: string[] = [];
    for (const name of await caches.keys())
      for (const request of await (await caches.open(name)).keys()) urls.push(request.url);
    return urls;
  });
  expect(kept.length).toBeGreaterThan(10);
  expect(kept.filter((url) => url.includes('organisateur'))).toEqual([]);
});
