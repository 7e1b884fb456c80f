import type { Survey } from '../../../src/core/survey/questionnaire.ts';
import type { WireAnswers } from '../../../src/wire/envelope.ts';
import type { PlainQuestion } from '../floor/plain-questions.ts';

/** Returns the questions as an XForm with one group per section and a field list per group. A matrix is a question per row. */
export function xformOf(pages: readonly (readonly PlainQuestion[])[]): string {
  const groups = pages.map((page, index) => ({ name: `page${index}`, questions: page.flatMap(rowsOf) }));
  const instance = groups.map(
    ({ name, questions }) => `<${name}>${questions.map(({ id }) => `<${node(id)}/>`).join('')}</${name}>`,
  );
  const binds = groups.flatMap(({ name, questions }) =>
    questions.map(
      ({ id, kind }) =>
        `<bind nodeset="/data/${name}/${node(id)}" type="${kind === 'number' ? 'decimal' : 'string'}"/>`,
    ),
  );
  const body = groups.map(
    ({ name, questions }) =>
      `<group ref="/data/${name}" appearance="field-list"><label>${name}</label>${questions
        .map((question) => control(`/data/${name}/${node(question.id)}`, question))
        .join('')}</group>`,
  );
  return `<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms">
<h:head><h:title>Peer</h:title><model><instance><data id="peer" version="1">${instance.join('')}<orx:meta><orx:instanceID/></orx:meta></data></instance>
${binds.join('\n')}
<bind nodeset="/data/orx:meta/orx:instanceID" type="string" readonly="true()" jr:preload="uid"/></model></h:head>
<h:body>${body.join('\n')}</h:body></h:html>`;
}

/** Answers to that form, with what people wrote beside a choice. The sender replaces `{id}` and `{receipt}`. */
export function instanceOf({ sections }: Survey, answers: WireAnswers): string {
  const given = (item: string) => `<${node(item)}>${escaped([answers[item] ?? ''].flat().join(' '))}</${node(item)}>`;
  const groups = sections.map(({ questions }) => questions.flatMap(({ items }) => items.map(given)).join(''));
  const meta = '<orx:instanceID>uuid:{id}</orx:instanceID><orx:deviceID>{receipt}</orx:deviceID>';
  return `<data xmlns:orx="http://openrosa.org/xforms" id="peer" version="1">${groups
    .map((group, index) => `<page${index}>${group}</page${index}>`)
    .join('')}<orx:meta>${meta}</orx:meta></data>`;
}

function rowsOf(question: PlainQuestion): readonly PlainQuestion[] {
  const { kind, text, options, rows = [] } = question;
  return kind === 'matrix'
    ? rows.map(([id, label]) => ({ id, kind: 'single', text: `${text} ${label}`, options }))
    : [question];
}

function control(ref: string, { kind, text, options }: PlainQuestion): string {
  const label = `<label>${escaped(text)}</label>`;
  if (options.length === 0) return `<input ref="${ref}">${label}</input>`;
  const tag = kind === 'multiple' ? 'select' : 'select1';
  const items = options.map(([value, text]) => `<item><label>${escaped(text)}</label><value>${value}</value></item>`);
  const appearance = kind === 'territory' ? ' appearance="minimal"' : '';
  return `<${tag} ref="${ref}"${appearance}>${label}${items.join('')}</${tag}>`;
}

/** A name of XML cannot begin with a digit. */
function node(id: string): string {
  return `q-${id}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
