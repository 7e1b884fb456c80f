import { ownName } from '../../../core/language.ts';
import type { LocalText } from '../../../core/survey/survey-parts.ts';
import type { SheetName } from './headers.ts';

/** A column of a sheet. Readers, writers, the template, translations and the report of unread cells all use this declaration. */
export interface SheetColumn {
  /** The key by which rows name it; a column of ours begins with `our-`. */
  readonly key: string;
  /** There is one for each language. */
  readonly isText?: true;
  /** Says what a row is about; the values of such columns together are unique in the sheet. */
  readonly isId?: true;
  /** The values that its cells offer to choose from. */
  readonly offers?: readonly string[];
  /** It is exported even if it is empty, so that authors find it. */
  readonly isAlways?: true;
  /** In characters. */
  readonly width?: number;
}

const YES_NO = ['yes', 'no'];
const narrow = (key: string): SheetColumn => ({ key, width: 12 });
const yesNo = (key: string): SheetColumn => ({ key, offers: YES_NO, width: 12, isAlways: true });
const text = (key: string): SheetColumn => ({ key, isText: true, width: 48 });
const mainText = (key: string): SheetColumn => ({ ...text(key), isAlways: true });
const id = (key: string): SheetColumn => ({ key, isId: true, width: 22, isAlways: true });
const plain = (key: string): SheetColumn => ({ key });
const SETTINGS = [id('key'), { key: 'value', isAlways: true } as const, mainText('value')];

/** The columns of each sheet in their order; `profiles` and `weights` have one for each profile after them. */
export const SHEET_COLUMNS: Readonly<Record<SheetName, readonly SheetColumn[]>> = {
  survey: [
    { key: 'type', width: 26, isAlways: true },
    id('name'),
    mainText('label'),
    mainText('hint'),
    yesNo('required'),
    { key: 'relevant', isAlways: true },
    { key: 'constraint', isAlways: true },
    { key: 'appearance', offers: ['table-list', 'multiline'], isAlways: true },
    plain('parameters'),
    plain('our-fill'),
    plain('our-order'),
    { key: 'our-prefill', offers: YES_NO, width: 12 },
    narrow('our-decimals'),
    yesNo('our-unknown'),
    text('our-unit'),
    narrow('our-lines'),
    narrow('our-bytes'),
    yesNo('our-personal'),
    text('our-consent'),
  ],
  choices: [id('list_name'), id('name'), mainText('label'), yesNo('our-specify'), yesNo('our-exclusive')],
  settings: [{ key: 'form_title', width: 48 }, plain('form_id'), narrow('version'), plain('default_language')],
  barometre: SETTINGS,
  notice: SETTINGS,
  facts: [
    id('fact'),
    { key: 'kind', offers: ['flag', 'count', 'category', 'set'], isAlways: true },
    id('case'),
    plain('when'),
    plain('rows'),
    plain('levels'),
    plain('basis'),
    mainText('label'),
    text('if_changed'),
    text('if_removed'),
    text('short'),
  ],
  profiles: [id('criterion'), mainText('title'), plain('facts'), text('short')],
  weights: [id('question'), id('option'), text('label')],
  more: [id('file'), { key: 'json-path', isId: true, width: 50 }, { key: 'value', width: 80 }],
};

/** Returns whether a key is that of a column which the sheet has in every survey. */
export function isSheetColumn(name: SheetName, key: string): boolean {
  return SHEET_COLUMNS[name].some((column) => column.key === key);
}

/** A row to be written, by the key of the column. Texts go to the columns of their languages. */
export type OutputRow = Readonly<Record<string, string | LocalText | undefined>>;

/** Returns how a language is written in heads: `Français (fr)`. */
export function languageHead(tag: string): string {
  return `${ownName(tag).replace(/ \(.*/, '')} (${tag})`;
}

/** Returns how the head of a column is written: `label::Français (fr)`, and ours behind `barometre--`. */
export function writtenHead(key: string, tag?: string): string {
  const name = key === 'json-path' ? 'JSON path' : key.replace(/^our-/, 'barometre--');
  return tag === undefined ? name : `${name}::${languageHead(tag)}`;
}
