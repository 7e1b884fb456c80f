import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright';
import { openWorkbook } from '../../src/authoring/workbook/xlsx/open-workbook.ts';
import { dayOf } from '../../src/wire/day.ts';
import { words as deskEn } from '../../src/words/compiled/desk/en/desk.mjs';
import { words as deskFr } from '../../src/words/compiled/desk/fr/desk.mjs';
import { TOKEN } from '../support/ask.ts';
import { WordsToRead } from '../support/words-to-read.ts';
import { xlsxOf } from '../support/xlsx.ts';

/** A survey as its author writes it. */
export interface Written {
  readonly id: string;
  readonly title: string;
  /** As one writes them in a letter: each text, then the answers of its list. */
  readonly questions: readonly (readonly string[])[];
  readonly who: string;
  readonly channel: string;
  readonly profiles: readonly string[];
  /** The questions that decide between the profiles: the first answer is that of the first. */
  readonly decides: readonly string[];
}

/** The texts of each sheet of a workbook, by row and column. */
export function textsOf(bytes: Uint8Array): Record<string, string[][]> {
  const opened = openWorkbook(bytes);
  if (opened.kind !== 'workbook') throw new Error(opened.reason);
  return Object.fromEntries(
    opened.workbook.sheets.map(({ name, rows }) => {
      const written: string[][] = [];
      for (const { number, cells } of rows) written[number - 1] = Array.from(cells, (cell) => cell?.text ?? '');
      return [name, Array.from(written, (row) => row ?? [])];
    }),
  );
}

/** What begins *Lisez-moi*, and what it says of the sheet that is filled in; the rest is looked up by the name of a sheet. */
function isReadFor(filled: string) {
  return ([sheet]: readonly string[], index: number) => index < 2 || sheet === filled;
}

/** An author who has never seen the desk, with a count of what it asks: clicks, fields and cells and files, words typed, words read. */
export class Author {
  clicks = 0;
  fields = 0;
  typed = 0;
  refusals = 0;
  readonly words: WordsToRead;
  readonly #page: Page;
  readonly #language: 'fr' | 'en';
  readonly #written: Written;

  constructor(page: Page, language: 'fr' | 'en', written: Written) {
    this.#page = page;
    this.#language = language;
    this.#written = written;
    const { id, title, questions, who, channel, profiles } = written;
    const asked = questions.map(([text = '']) => text.replace(/ \(.*/, ''));
    const texts = [...profiles, ...questions.flat().map((text) => text.replace(/ ?[(:].*/, ''))];
    this.words = new WordsToRead({ texts, names: [title, who, channel, id, ...asked] });
  }

  get #text() {
    return (this.#language === 'fr' ? deskFr : deskEn).questionnaires;
  }

  /** From a letter in this folder to the survey that is online, with a workbook for the profiles. */
  async publish(kind: 'table' | 'quiz', desk: string, folder: string): Promise<void> {
    const page = this.#page;
    const { id, title, questions } = this.#written;
    const text = this.#text;
    await this.#enter(desk);
    const lines = questions.map(([asked, ...answers], index) =>
      [`${index + 1}. ${asked}`, ...answers.map((answer) => `- ${answer}`)].join('\n'),
    );
    const letter = join(folder, `${id}.txt`);
    await writeFile(letter, [title, ...lines].join('\n\n'));
    await this.#upload(letter, 'text');

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      this.#click(page.getByRole('button', { name: text.workbook.download })),
    ]);
    const workbook = join(folder, `${id}.xlsx`);
    await writeFile(workbook, this.#completed(new Uint8Array(await readFile(await download.path())), kind));
    await this.#upload(workbook, 'workbook');
    await this.#goLive();
  }

  /** From a document of a word processor that has all of it to the survey that is online. */
  async publishDocument(path: string, desk: string): Promise<void> {
    await this.#enter(desk);
    await this.#upload(path, 'document');
    await this.#goLive();
  }

  async #enter(desk: string): Promise<void> {
    const page = this.#page;
    await page.goto(desk);
    const token = page.locator('#token');
    await token.waitFor();
    await this.#read('sign-in');
    await token.fill(TOKEN);
    this.fields++;
    await this.#click(page.locator('form button[type="submit"]'));
    await page.locator('.drop').waitFor();
    await this.#read('surveys');
  }

  async #goLive(): Promise<void> {
    const page = this.#page;
    const { who, channel } = this.#written;
    const text = this.#text;
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
    await page.locator('.two-steps li').first().waitFor();
    await this.#read('dry run');
    await this.#click(page.locator('.two-steps button[type="submit"]'));
    await page.locator('.standing a, .trial').first().waitFor();
  }

  /** Chooses a file, reads what became of it, and goes to the draft. */
  async #upload(path: string, step: string): Promise<void> {
    const page = this.#page;
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      this.#click(page.getByRole('button', { name: this.#text.choose })),
    ]);
    await chooser.setFiles(path);
    this.fields++;
    await page.locator('.upload form').waitFor();
    await this.#read(`${step} chosen`);
    await this.#click(page.locator('.upload form button[type="submit"]'));
    const failure = page.locator('.upload .failure');
    const open = page.locator('.upload .workbook tr:has(.pill)');
    await page.locator('.draft-head').or(failure).or(open).first().waitFor();
    const asked = await open.all();
    if (asked.length === 0 && (await failure.count()) > 0) this.refusals++;
    await this.#read(`${step} read`);
    for (const line of asked) await this.#click(line.locator('.pill').first());
    if (asked.length > 0) await this.#click(page.locator('.upload form button[type="submit"]'));
    await page.locator('.draft-head').waitFor();
    await this.#click(page.locator('.draft-head').getByRole('link', { name: this.#text.confirmPublish }));
    await page.locator('.draft-preview iframe').waitFor();
    await page.locator('.before').waitFor();
    await page.locator('.texts summary').waitFor();
    await this.#read(`${step} draft`);
  }

  /** The workbook as its author completes it: its profiles, in the sheet that was prepared for them. */
  #completed(bytes: Uint8Array, kind: 'table' | 'quiz'): Uint8Array {
    const sheets = textsOf(bytes);
    const filled = kind === 'quiz' ? 'weights' : 'profiles';
    const readme = sheets[this.#language === 'fr' ? 'Lisez-moi' : 'Read me'] ?? [];
    for (const [sheet = '', says = ''] of readme.filter(isReadFor(filled))) this.words.read(says, `workbook ${sheet}`);
    const { profiles: names, decides } = this.#written;
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
        if (!decides.includes(row[0] ?? '')) continue;
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
    this.clicks++;
  }

  async #fill(field: Locator, text: string): Promise<void> {
    await field.fill(text);
    this.fields++;
    this.typed += text.split(' ').length;
  }
}
