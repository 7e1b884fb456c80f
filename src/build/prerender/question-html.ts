import { type Question, toQuestion } from '../../core/survey/questionnaire.ts';
import type { SurveyFile } from '../../core/survey/survey-file.ts';
import type { LocalText } from '../../core/survey/survey-parts.ts';
import { optionElementId, TITLE_ID } from '../../ui/controls/control-props.ts';
import { en } from '../../ui/words/en/first.ts';
import { fr, type Strings } from '../../ui/words/fr/first.ts';
import { MARK, wordsOf } from './opening-html.ts';

/**
 * The first question as `App` draws it, which takes it over without a move: until then its choices are the browser's own.
 * Nothing when a questionnaire begins with another kind than a single choice. A test compares the two.
 */
export function firstQuestionHtml(file: SurveyFile): string {
  const [section] = file.sections;
  const [asked] = section?.questions ?? [];
  if (!section || asked?.kind !== 'single' || asked.showIf) return '';
  const closed = file.closedFrom === undefined ? '' : ` data-closed="${file.closedFrom}"`;
  const question = toQuestion(asked, section.id, 1, file.scales);
  return `<template id="first-question"${closed}><div class="page" data-screen="question">${headHtml(file)}<main data-screen="question">${formHtml(file, question)}</main></div></template>`;
}

function headHtml(file: SurveyFile): string {
  const [language] = file.languages;
  const ui = stringsOf(file);
  const sections = file.sections.map(
    ({ title }, index) => `<li${index === 0 ? ' aria-current="step"' : ''}>${wordsOf(file, title)}</li>`,
  );
  const other = `<button type="button" lang="${language === 'fr' ? 'en' : 'fr'}">${ui['app.language']}</button>`;
  const links = `${file.languages.length > 1 ? other : ''}<a href="#/about">${ui['app.about']}</a>`;
  return `<header class="head"><a class="brand" href="#/">${MARK}${ui['app.name']}</a><nav aria-label="${ui['app.sections']}"><ol>${sections.join('')}</ol></nav><div class="links">${links}</div></header>`;
}

function formHtml(file: SurveyFile, { id, text, help, choices }: Question): string {
  const ui = stringsOf(file);
  const of = (words: LocalText) => wordsOf(file, words);
  const total = file.sections.reduce((count, { questions }) => count + questions.length, 0);
  const title = file.sections[0]?.title ?? {};
  const where = `<p>${of(title)}</p><p id="count">${ui['question.count'](1, total)}</p><progress max="${total}" value="1" aria-labelledby="count"></progress>`;
  const legend = `<legend><h1 id="${TITLE_ID}" tabindex="-1">${of(text)}</h1></legend>`;
  const hint = help ? `<p id="hint" class="question-hint">${of(help)}</p>` : '';
  const labels = choices.map(
    (option) =>
      `<div><label class="choice-choice"><input type="radio" id="${optionElementId(id, option.id)}" name="${id}" value="${option.id}"><span>${of(option.label)}</span></label></div>`,
  );
  const buttons = `<button type="button" class="question-back">${ui['question.back']}</button><button type="submit" class="question-continue">${ui['question.continue']}</button>`;
  return `<form class="question-question" data-question="${id}" novalidate><div class="question-where">${where}</div><fieldset class="question-body"${hint && ' aria-describedby="hint"'}>${legend}${hint}<div class="choice-choices">${labels.join('')}</div></fieldset><div class="question-actions">${buttons}</div></form>`;
}

function stringsOf(file: SurveyFile): Strings {
  return file.languages[0] === 'en' ? en : fr;
}
