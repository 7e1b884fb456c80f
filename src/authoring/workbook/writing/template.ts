import { WORKBOOK_WORDS } from '../report/refusals.ts';
import type { ReportLanguage } from '../report/sentences.ts';
import { languageHead, type OutputRow } from '../report/sheet-columns.ts';
import { writeXlsx } from '../xlsx/write-xlsx.ts';
import EXAMPLE from './example.json' with { type: 'json' };
import { type OutputTable, writtenSheet } from './output-table.ts';
import { readmeSheet } from './readme-sheet.ts';

/**
 * Writes the workbook that an author begins with: a survey that works, with a line of each kind of question, drop-down lists, and a sheet
 * that explains. Each line is an example to be replaced.
 */
export function templateWorkbook(language: ReportLanguage): Uint8Array {
  const sheets = tablesIn(language).map((table) =>
    writtenSheet(table, [language], { types: EXAMPLE.types, isBrief: true }),
  );
  return writeXlsx([readmeSheet(language), ...sheets]);
}

type Texts = Readonly<Record<string, string>>;

/** The values that no language changes, and what options of some names are. */
const VALUES: Texts = EXAMPLE.values;
const MARKS: Readonly<Record<string, OutputRow>> = EXAMPLE.marks;

/** The rows of each sheet, with their texts by name. */
function tablesIn(language: ReportLanguage): readonly OutputTable[] {
  const { template } = WORKBOOK_WORDS[language];
  const textOf = (texts: Texts, name = '') => (texts[name] === undefined ? undefined : { [language]: texts[name] });
  const textsOf = (texts: Texts) => Object.fromEntries(Object.keys(texts).map((name) => [name, textOf(texts, name)]));
  const { name, said, says } = template.profiles;
  const settings = { form_id: 'my-survey', version: '1', default_language: languageHead(language) };
  const keyed = (keys: readonly string[]) =>
    keys.map((key) => ({ key, value: VALUES[key] ?? textOf(template.values, key) }));
  return [
    {
      name: 'survey',
      rows: EXAMPLE.questions.map((row) => ({
        ...row,
        label: textOf(template.labels, row.name),
        hint: textOf(template.hints, row.name),
        'our-consent': textOf(template.consents, row.name),
      })),
    },
    {
      name: 'choices',
      rows: Object.entries(EXAMPLE.lists).flatMap(([list, names]) =>
        names.map((name) => ({ list_name: list, name, label: textOf(template.choices, name), ...MARKS[name] })),
      ),
    },
    { name: 'settings', rows: [{ form_title: template.title, ...settings }] },
    { name: 'barometre', rows: keyed(['who', 'why', 'kept', 'minutes', 'stratum', 'typology_title']) },
    {
      name: 'notice',
      rows: [...keyed(EXAMPLE.notice), { key: 'channel newsletter', value: textOf(template.values, 'channel') }],
    },
    {
      name: 'profiles',
      profiles: ['gathered', 'distant', 'own-way'],
      rows: [
        { criterion: '(name)', ...textsOf(name) },
        { criterion: '(said)', ...textsOf(said) },
        { criterion: '(emblem)', gathered: 'house', distant: 'boat', 'own-way': 'leaf' },
        { criterion: '(hue)', gathered: '150', distant: '240', 'own-way': '30' },
        { criterion: 'decision', title: textOf(template.criteria, 'decision'), gathered: 'team', 'own-way': 'each' },
        { criterion: '(says) decision', ...textsOf(says) },
        { criterion: 'calm', title: textOf(template.criteria, 'calm'), distant: 'yes' },
        { criterion: 'together', title: textOf(template.criteria, 'together'), gathered: 'yes', distant: 'no' },
      ],
    },
  ];
}
