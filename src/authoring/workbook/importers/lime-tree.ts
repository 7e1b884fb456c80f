import type { Remark } from '../report/text-source.ts';
import { remark, withoutMarkup } from './made-sheets.ts';

/** A group, a question, a subquestion or an answer, with its texts in each language. */
export interface LimeEntry {
  readonly kind: 'G' | 'Q' | 'SQ' | 'A';
  readonly line: number;
  /** In the language of reference. */
  readonly field: (column: string) => string;
  readonly of: (language: string, column: string) => string;
  readonly children: readonly LimeEntry[];
}

interface Entry extends LimeEntry {
  readonly children: Entry[];
  readonly records: Map<string, (column: string) => string>;
}

/**
 * Puts lines into groups and questions by their order, as LimeSurvey does. The translations come after the whole of the language of
 * reference, which is the first of `languages`: each is found by the codes that lead to it, groups by their place.
 */
export function limeTree(records: readonly TsvRecord[], columns: readonly string[]) {
  const at = new Map(columns.map((column, place) => [column, place]));
  const fieldOf =
    ({ fields }: TsvRecord) =>
    (column: string) =>
      fields[at.get(column) ?? -1]?.trim() ?? '';
  const remarks: Remark[] = [];
  const titles = new Map<string, string>();
  const groups: Entry[] = [];
  const byKey = new Map<string, Entry>();
  const base = records.map(fieldOf).find((field) => field('class') === 'S' && field('name') === 'language')?.('text');
  const first = base || records.map(fieldOf).find((field) => field('language') !== '')?.('language') || 'en';
  const languages = [first];
  const counts = new Map<string, number>();
  let question = '';
  for (const record of records) {
    const field = fieldOf(record);
    const { line } = record;
    const kind = field('class');
    const language = field('language') || first;
    if (['G', 'Q', 'SQ', 'A', 'SL'].includes(kind) && !languages.includes(language)) languages.push(language);
    if (kind === 'S' || kind === 'SL') {
      const [name, text] = [field('name'), withoutMarkup(field('text'))];
      if (name === 'surveyls_title' && text !== '') titles.set(language, text);
      const isRead = ['surveyls_title', 'language', 'additional_languages'].includes(name) || text === '';
      if (isRead) remarks.push(remark(line, 'carried', 'row.unread', ''));
      else remarks.push(remark(line, 'dropped', 'settings.unused', `${name} = ${text}`));
      continue;
    }
    if (kind !== 'G' && kind !== 'Q' && kind !== 'SQ' && kind !== 'A') {
      remarks.push(remark(line, 'dropped', 'lime.class', `${kind} ${field('name')} ${field('text')}`.trim()));
      continue;
    }
    if (kind === 'G') counts.set(language, (counts.get(language) ?? 0) + 1);
    if (kind === 'Q') question = field('name');
    const key =
      kind === 'G'
        ? `G ${counts.get(language)}`
        : [kind, question, kind === 'Q' ? '' : `${field('type/scale')} ${field('name')}`].join(' ');
    const known = byKey.get(key);
    if (language !== first) {
      known?.records.set(language, field);
      remarks.push(
        known ? remark(line, 'carried', 'row.unread', '') : remark(line, 'dropped', 'lime.translation', field('text')),
      );
      continue;
    }
    const made = entry(kind, line, field, first);
    byKey.set(key, made);
    const parent =
      kind === 'G' ? groups : kind === 'Q' ? groups.at(-1)?.children : groups.at(-1)?.children.at(-1)?.children;
    if (!parent) remarks.push(remark(line, 'faulty', 'lime.lost', field('text')));
    else parent.push(made);
    if (kind === 'G' && field('text') !== '')
      remarks.push(remark(line, 'otherwise', 'lime.description', withoutMarkup(field('text'))));
  }
  return { languages, titles, groups, remarks };
}

function entry(kind: LimeEntry['kind'], line: number, field: Entry['field'], language: string): Entry {
  const records = new Map([[language, field]]);
  return { kind, line, field, records, children: [], of: (tag, column) => records.get(tag)?.(column) ?? '' };
}

/** A record of a tab-separated file, with the line that it begins on. */
interface TsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

/** Reads fields that may be in double quotes, where tabs, line breaks and doubled quotes belong to the text. */
export function tsvRecords(text: string): readonly TsvRecord[] {
  const records: TsvRecord[] = [];
  let fields: string[] = [];
  let line = 1;
  let start = 1;
  const end = () => {
    if (fields.some((field) => field !== '')) records.push({ line: start, fields });
    fields = [];
    start = line;
  };
  for (let at = 0; at <= text.length; ) {
    let field = '';
    if (text[at] === '"') {
      const { value, next } = quotedAt(text, at);
      field = value;
      line += value.split('\n').length - 1;
      at = next;
    }
    const rest = /[^\t\r\n]*/y;
    rest.lastIndex = at;
    const plain = rest.exec(text)?.[0] ?? '';
    fields.push(field + plain);
    at += plain.length;
    if (text[at] === '\t') at++;
    else {
      if (text[at] === '\r' && text[at + 1] === '\n') at++;
      at++;
      line++;
      end();
    }
  }
  return records;
}

function quotedAt(text: string, at: number): { readonly value: string; readonly next: number } {
  const body = /"((?:[^"]|"")*)"?/y;
  body.lastIndex = at;
  const [whole = '"', inside = ''] = body.exec(text) ?? [];
  return { value: inside.replaceAll('""', '"').replaceAll('\r\n', '\n'), next: at + whole.length };
}
