import { readFileSync } from 'node:fs';
import type { Survey } from '../../../src/core/survey/questionnaire.ts';
import { type PlainQuestion, plainQuestions } from './plain-questions.ts';
import { type Served, serveFiles } from './serve-files.ts';

const FOLDER = 'test/bench/floor';

/** Serves the floor's three files: a page, a small script, and the questions as JSON, one page per section. */
export function serveFloor(survey: Survey): Promise<Served> {
  return serveFiles(
    new Map([
      ['/', readFileSync(`${FOLDER}/index.html`, 'utf8')],
      ['/floor.js', readFileSync(`${FOLDER}/floor.js`, 'utf8')],
      ['/survey.json', JSON.stringify(plainQuestions(survey))],
    ]),
  );
}

/** Serves the questions of the first section as one HTML page without a script. */
export function servePlainPage(survey: Survey): Promise<Served> {
  const [first = []] = plainQuestions(survey);
  const head = readFileSync(`${FOLDER}/index.html`, 'utf8').replace(/^.*(preload|script).*\n/gm, '');
  const form = `<form id="floor">${first.map(fieldset).join('')}<button>Continuer</button></form>`;
  return serveFiles(new Map([['/', head.replace('<form id="floor"></form>', form)]]));
}

function fieldset({ id, kind, text, options, rows = [] }: PlainQuestion): string {
  const choices = (name: string, type: string) =>
    options
      .map(
        ([value, label]) =>
          `<label style="display:block"><input type="${type}" name="${name}" value="${value}">${escaped(label)}</label>`,
      )
      .join('');
  const inputs =
    rows.length > 0
      ? rows.map(([row, label]) => `<p>${escaped(label)}</p>${choices(row, 'radio')}`).join('')
      : options.length > 0
        ? choices(id, kind === 'multiple' ? 'checkbox' : 'radio')
        : `<input name="${id}">`;
  return `<fieldset><legend>${escaped(text)}</legend>${inputs}</fieldset>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
