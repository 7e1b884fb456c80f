import type { LocalText, Rule } from '../../../core/survey/survey-parts.ts';
import { readRule } from '../form/condition-rule.ts';
import type { Json } from '../form/form-context.ts';
import { cellPlace, type TableRow, textAt } from '../report/table.ts';
import { wholeTexts } from '../report/whole-texts.ts';
import { languagesWithoutTemplates, made, textIn } from './default-sentences.ts';
import type { TypologyContext } from './typology-context.ts';

/* The parts of facts: their rules, cases and members, and their sentences. */

export interface Making extends TypologyContext {
  readonly title: LocalText;
  readonly id: string;
  /** The number of default sentences. */
  count: number;
}

export function sentenceAt(
  row: TableRow | undefined,
  key: string,
  making: Making,
  make: Parameters<typeof made>[1],
): LocalText {
  const written = row && wholeTexts(row, key, making.reading);
  if (written) return written;
  making.count++;
  return made(making.reading.languages, make);
}

export function sayMadeSentences(row: TableRow | undefined, { count, id, reading }: Making): void {
  if (!row || count === 0) return;
  const [untranslated] = languagesWithoutTemplates(reading.languages);
  const place = cellPlace(row, 'label');
  if (untranslated === undefined) reading.report.say(place, 'advice', 'sentences.made', id, { count });
  else reading.report.say(place, 'faulty', 'sentences.language', id, { language: untranslated });
}

export function countOf(head: TableRow | undefined, of: (name: string) => TableRow | undefined, making: Making): Json {
  const { title } = making;
  const idsAt = (key: string) => (head ? listAt(head, key, making) : []);
  const zero = of('zero');
  const zeroText = zero && wholeTexts(zero, 'label', making.reading);
  const says = (name: string) =>
    sentenceAt(of(name), 'label', making, (templates, tag) => templates.says(textIn(title, tag), '{n}'));
  const rows = idsAt('rows');
  const basis = idsAt('basis');
  return {
    rows,
    levels: head
      ? textAt(head, 'levels')
          .split(/[\s,;]+/)
          .filter(Boolean)
      : [],
    ...(basis.length > 0 && { basis }),
    says: { ...(zeroText && { zero: zeroText }), one: says('one'), other: says('other') },
    ifChanged: {
      more: sentenceAt(of('more'), 'if_changed', making, (templates, tag) => templates.more(textIn(title, tag))),
      fewer: sentenceAt(of('fewer'), 'if_changed', making, (templates, tag) => templates.fewer(textIn(title, tag))),
    },
  };
}

export function caseOf(id: string, row: TableRow, making: Making): Json {
  const { title, reading } = making;
  const when = whenOf(row, making);
  const short = wholeTexts(row, 'short', reading);
  const part: Json = {
    id,
    ...(when && { when }),
    says: sentenceAt(row, 'label', making, (templates, tag) => templates.says(textIn(title, tag), id)),
    ...(short && { short }),
    ifChanged: sentenceAt(row, 'if_changed', making, (templates, tag) => templates.ifChanged(textIn(title, tag), id)),
  };
  making.rows.set(part, row);
  return part;
}

export function memberOf(id: string, row: TableRow, making: Making): Json {
  const { title, reading } = making;
  const short = wholeTexts(row, 'short', reading);
  const label = wholeTexts(row, 'label', reading) ?? Object.fromEntries(reading.languages.map((tag) => [tag, id]));
  const part: Json = {
    id,
    when: whenOf(row, making),
    label,
    ...(short && { short }),
    ifChanged: {
      added: sentenceAt(row, 'if_changed', making, (templates, tag) =>
        templates.added(textIn(title, tag), textIn(label, tag)),
      ),
      removed: sentenceAt(row, 'if_removed', making, (templates, tag) =>
        templates.removed(textIn(title, tag), textIn(label, tag)),
      ),
    },
  };
  making.rows.set(part, row);
  return part;
}

export function setSays(of: (name: string) => TableRow | undefined, making: Making): Json {
  const { title, reading } = making;
  const none = of('none');
  const short = none && wholeTexts(none, 'short', reading);
  return {
    says: {
      none: sentenceAt(none, 'label', making, (templates, tag) => templates.none(textIn(title, tag))),
      some: sentenceAt(of('some'), 'label', making, (templates, tag) => templates.says(textIn(title, tag), '{list}')),
    },
    ...(short && { short }),
  };
}

export function whenOf(row: TableRow, { find, reading }: TypologyContext): Rule | undefined {
  const written = textAt(row, 'when');
  if (written === '') return undefined;
  const read = readRule(written, find);
  if (read.kind === 'rule') return read.rule;
  const place = cellPlace(row, 'when');
  // A fact without its rule would say something else: there is nothing to decide.
  if (read.kind === 'beyond') reading.report.say(place, 'faulty', 'fact.beyond', written, { what: read.what });
  else reading.report.say(place, 'faulty', read.code, written, { what: read.what, of: read.of ?? '' });
  return undefined;
}

/** The items in a cell, by their names in the workbook. */
export function listAt(row: TableRow, key: string, { find, reading }: TypologyContext): readonly string[] {
  return textAt(row, key)
    .split(/[\s,;]+/)
    .filter(Boolean)
    .flatMap((name) => {
      const found = find(name);
      if (found.kind === 'item') return [found.item.id];
      reading.report.say(cellPlace(row, key), 'faulty', 'condition.unknown', name, { what: name });
      return [];
    });
}
