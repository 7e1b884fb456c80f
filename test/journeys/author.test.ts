import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorkbook } from '../../src/authoring/workbook/xlsx/open-workbook.ts';
import { deskEn } from '../../src/desk/words/desk-en.ts';
import { deskFr } from '../../src/desk/words/desk-fr.ts';
import { dayOf } from '../../src/wire/day.ts';
import { TOKEN } from '../support/endpoint.ts';
import { type Journey, startJourney } from '../support/journey.ts';
import { onlyLong } from '../support/long.ts';
import { WordsToRead } from '../support/words-to-read.ts';
import { xlsxOf } from '../support/xlsx.ts';

type Language = 'fr' | 'en';
type Kind = 'table' | 'quiz';

/** What an author may be asked, from a text file to a survey that is online. */
const MOST = { acts: 40, words: 300, refusals: 1 };

/** Twelve questions as one writes them in a letter. Each has the answers of its list. */
const QUESTIONS: Readonly<Record<Language, readonly (readonly [text: string, ...answers: readonly string[]])[]>> = {
  fr: [
    ['À quelle distance de la mairie habitez-vous ?', 'Moins de 500 m', 'Entre 500 m et 2 km', 'Plus loin'],
    ['Comment venez-vous ?', 'À pied', 'À vélo', 'En voiture', 'En bus'],
    ['Venez-vous souvent ?', 'Chaque semaine', 'Chaque mois', 'Rarement'],
    ['Que venez-vous faire ? (plusieurs réponses)', 'Des papiers', 'La bibliothèque', 'Le marché'],
    ['Combien de jours par semaine passez-vous devant ? (de 0 à 7)'],
    ['L’accueil est-il facile à trouver ?', 'Oui', 'Non', 'Je ne sais pas'],
    ['Les horaires vous vont-ils ?', 'Oui', 'Non', 'Je ne sais pas'],
    ['Préférez-vous écrire ou venir ?', 'Écrire', 'Venir', 'Cela dépend'],
    ['Avez-vous attendu la dernière fois ?', 'Pas du tout', 'Un peu', 'Longtemps'],
    ['Avez-vous obtenu une réponse ?', 'Oui', 'Non', 'En partie'],
    ['Reviendrez-vous ?', 'Oui', 'Non', 'Je ne sais pas'],
    ['Que changeriez-vous en premier ?'],
  ],
  en: [
    ['How far from the town hall do you live?', 'Less than 500 m', 'Between 500 m and 2 km', 'Farther'],
    ['How do you come?', 'On foot', 'By bike', 'By car', 'By bus'],
    ['Do you come often?', 'Every week', 'Every month', 'Rarely'],
    ['What do you come for? (several answers)', 'Papers', 'The library', 'The market'],
    ['How many days a week do you pass it? (from 0 to 7)'],
    ['Is the reception easy to find?', 'Yes', 'No', 'I don’t know'],
    ['Do the opening hours suit you?', 'Yes', 'No', 'I don’t know'],
    ['Do you prefer to write or to come?', 'To write', 'To come', 'It depends'],
    ['Did you wait the last time?', 'Not at all', 'A little', 'A long time'],
    ['Did you get an answer?', 'Yes', 'No', 'In part'],
    ['Will you come back?', 'Yes', 'No', 'I don’t know'],
    ['What would you change first?'],
  ],
};
const SAYS = {
  fr: { title: 'Venir à la mairie', who: 'Mairie de Saint-Exemple, 1 place du Marché', channel: 'Affiche du hall' },
  en: {
    title: 'Coming to the town hall',
    who: 'Town hall of Exampleton, 1 Market Square',
    channel: 'Poster in the hall',
  },
};
const PROFILES = { fr: ['Voisins', 'Pressés', 'Lointains'], en: ['Neighbours', 'Hurried', 'Faraway'] };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'barometre-author-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each<[Language, Kind]>([
  ['fr', 'table'],
  ...onlyLong<[Language, Kind]>([
    ['fr', 'quiz'],
    ['en', 'table'],
    ['en', 'quiz'],
  ]),
])(
  'twelve questions and three profiles go from a text file to a live survey, in %s by a %s',
  async (language, kind) => {
    const journey = await startJourney(
      { SURVEYS_DIR: '', DATA_DIR: join(folder, `${language}-${kind}`) },
      { hasWorker: false },
    );
    const { page } = await journey.openVisit({ locale: language === 'fr' ? 'fr-FR' : 'en-GB' });
    await page.setViewportSize({ width: 1366, height: 900 });
    const desk = new Desk(page, language);
    await desk.publish(kind, journey);
    const { acts, typed, refusals, words } = desk;
    console.info(
      `${language}, ${kind}: ${acts} acts, ${typed} words typed, ${words.count} to read, ${refusals} refused`,
    );
    expect(acts).toBeLessThanOrEqual(MOST.acts);
    expect(refusals).toBeLessThanOrEqual(MOST.refusals);
    await journey.end();
    expect(words.count, words.list.join('\n')).toBeLessThanOrEqual(MOST.words);
  },
);

/** What begins *Lisez-moi*, and what it says of the sheet that is filled in; the rest is looked up by the name of a sheet. */
function isReadFor(filled: string) {
  return ([sheet]: readonly string[], index: number) => index < 2 || sheet === filled;
}

/** An author who has never seen the desk, with a count of what it asks: clicks, fields and files, words typed, words read. */
class Desk {
  acts = 0;
  typed = 0;
  refusals = 0;
  readonly words: WordsToRead;
  readonly #page: Page;
  readonly #language: Language;

  constructor(page: Page, language: Language) {
    this.#page = page;
    this.#language = language;
    const { title, who, channel } = SAYS[language];
    this.words = new WordsToRead({
      texts: [...PROFILES[language], ...QUESTIONS[language].flat()],
      names: [title, who, channel, `${language}-table`, `${language}-quiz`],
    });
  }

  get #text() {
    return (this.#language === 'fr' ? deskFr : deskEn).questionnaires;
  }

  async publish(kind: Kind, journey: Journey): Promise<void> {
    const page = this.#page;
    const { title, who, channel } = SAYS[this.#language];
    const text = this.#text;
    await page.goto(`${journey.network.url}/organisateur?lang=${this.#language}`);
    const token = page.locator('#token');
    await token.waitFor();
    await this.#read('sign-in');
    await token.fill(TOKEN);
    this.acts++;
    await this.#click(page.locator('form button[type="submit"]'));
    await page.locator('.drop').waitFor();
    await this.#read('surveys');

    const lines = QUESTIONS[this.#language].map(([asked, ...answers], index) =>
      [`${index + 1}. ${asked}`, ...answers.map((answer) => `- ${answer}`)].join('\n'),
    );
    const letter = join(folder, `${this.#language}-${kind}.txt`);
    await writeFile(letter, [title, ...lines].join('\n\n'));
    await this.#upload(letter, 'text');

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      this.#click(page.getByRole('button', { name: text.workbook.download })),
    ]);
    const workbook = join(folder, `${this.#language}-${kind}.xlsx`);
    await writeFile(workbook, this.#completed(new Uint8Array(await readFile(await download.path())), kind));
    await this.#upload(workbook, 'workbook');

    await this.#click(page.getByRole('button', { name: text.write }));
    await this.#read('notice');
    for (const field of await page.locator('.notice-form textarea').all())
      if ((await field.inputValue()) === '') await this.#fill(field, who);
    await this.#keep(text.keepInDraft);
    await this.#click(page.getByRole('button', { name: text.addChannel }));
    await this.#read('channel');
    await this.#fill(page.locator('.checks input[name^="label"]'), channel);
    await this.#keep(text.keepChannel);
    await page.locator('.channel-list code').waitFor();
    await this.#click(page.getByRole('button', { name: text.presentation.write }));
    await this.#read('presentation');
    await this.#keep(text.keepInDraft);
    await this.#click(page.getByRole('button', { name: text.setDays }));
    await this.#read('days');
    await this.#fill(page.locator('.checks input[type="date"]').last(), dayOf(new Date(Date.now() + 30 * 86_400_000)));
    await this.#keep(text.keepInDraft);
    await page.locator('.before > button.primary').waitFor();
    await this.#read('ready');
    await this.#click(page.locator('.before > button.primary'));
    await page.locator('.two-steps').waitFor();
    await this.#read('dry run');
    await this.#click(page.locator('.two-steps button[type="submit"]'));
    await page.locator('.standing a, .trial').first().waitFor();
    const survey = `${journey.network.url}/surveys/${this.#language}-${kind}`;
    const online = await fetch(`${survey}/1.${this.#language}.json`).then((response) => response.json());
    expect(online.typology.profiles).toHaveLength(3);
  }

  /** Chooses a file, reads what became of it, and goes to the draft. */
  async #upload(path: string, step: string): Promise<void> {
    const page = this.#page;
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      this.#click(page.getByRole('button', { name: this.#text.choose })),
    ]);
    await chooser.setFiles(path);
    this.acts++;
    await page.locator('.upload form').waitFor();
    await this.#read(`${step} chosen`);
    await this.#click(page.locator('.upload form button[type="submit"]'));
    const report = page.locator('.upload .workbook');
    await report.or(page.locator('.upload .fault')).first().waitFor();
    if ((await page.locator('.upload .fault').count()) > 0) this.refusals++;
    await this.#read(`${step} read`);
    await this.#click(page.getByRole('button', { name: this.#text.workbook.see }));
    await page.locator('section.report').waitFor();
    await page.locator('.draft-preview iframe').waitFor();
    await this.#read(`${step} draft`);
  }

  /** The workbook as its author completes it: three profiles, in the sheet that was prepared for them. */
  #completed(bytes: Uint8Array, kind: Kind): Uint8Array {
    const opened = openWorkbook(bytes);
    if (opened.kind !== 'workbook') throw new Error(opened.reason);
    const sheets = Object.fromEntries(
      opened.workbook.sheets.map(({ name, rows }) => {
        const written: string[][] = [];
        for (const { number, cells } of rows) written[number - 1] = Array.from(cells, (cell) => cell?.text ?? '');
        return [name, Array.from(written, (row) => row ?? [])];
      }),
    );
    const filled = kind === 'quiz' ? 'weights' : 'profiles';
    const readme = sheets[this.#language === 'fr' ? 'Lisez-moi' : 'Read me'] ?? [];
    for (const [sheet = '', says = ''] of readme.filter(isReadFor(filled))) this.words.read(says, `workbook ${sheet}`);
    const names = PROFILES[this.#language];
    const ids = names.map((_, index) => `p${index + 1}`);
    const profiles = sheets.profiles ?? [];
    const weights = sheets.weights ?? [];
    profiles[0]?.push(...ids);
    for (const row of profiles.slice(1)) {
      row.length = profiles[0] ? profiles[0].length - ids.length : 0;
      if (row[0] === '(name)') row.push(...names);
    }
    const listOf = (question: string) => weights.filter(([one]) => one === question).map(([, option]) => option ?? '');
    if (kind === 'quiz') {
      weights[0]?.push(...ids);
      for (const [index, row] of weights.entries()) {
        if (index === 0) continue;
        const place = listOf(row[0] ?? '').indexOf(row[1] ?? '');
        row.length = (weights[0]?.length ?? 0) - ids.length;
        row.push(...ids.map((_, profile) => (place === profile ? '2' : '')));
      }
    } else {
      for (const row of profiles) {
        if (!['q1', 'q3', 'q8'].includes(row[0] ?? '')) continue;
        const options = listOf(row[0] ?? '');
        row.push(...ids.map((_, profile) => options[profile] ?? ''));
      }
    }
    return xlsxOf(sheets);
  }

  async #read(step: string): Promise<void> {
    await this.#page.locator('main .loading').first().waitFor({ state: 'detached' });
    await this.words.see(this.#page, step);
  }

  /** Each form has its button: the next one opens once this one has closed. */
  async #keep(name: string): Promise<void> {
    const button = this.#page.getByRole('button', { name, exact: true });
    await this.#click(button);
    await button.waitFor({ state: 'detached' });
  }

  async #click(what: Locator): Promise<void> {
    await what.click();
    this.acts++;
  }

  async #fill(field: Locator, text: string): Promise<void> {
    await field.fill(text);
    this.acts++;
    this.typed += text.split(' ').length;
  }
}
