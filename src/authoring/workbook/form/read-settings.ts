import type { LocalText } from '../../../core/survey/survey-parts.ts';
import { folded, languageNamed } from '../report/headers.ts';
import { NOTICE_KEYS, OVERALL_KEYS, type SettingKey } from '../report/setting-keys.ts';
import { isSheetColumn } from '../report/sheet-columns.ts';
import type { Table, TableRow } from '../report/table.ts';
import { toId } from './names.ts';

export interface FormSettings {
  readonly id?: string;
  readonly title?: string;
  readonly revision?: number;
  readonly row?: TableRow;
}

/** Other names of the columns of `settings`, as pyxform reads them too. */
export const SETTINGS_NAMES: Readonly<Record<string, string>> = {
  title: 'form_title',
  'set-form-title': 'form_title',
  'id-string': 'form_id',
  'set-form-id': 'form_id',
};

/** Reads the one row of the sheet `settings`. Its other columns say how another program shows or sends the form. */
export function readSettings(table: Table | undefined): FormSettings {
  const [row, ...others] = table?.rows ?? [];
  for (const other of others)
    other.say('form_title', 'dropped', 'settings.second', Object.values(other.cells)[0]?.text ?? '');
  if (!row) return {};
  for (const column of row.table.columns) {
    const cell = row.cell(column);
    if (cell && !isSheetColumn('settings', column.key))
      row.say(column, 'dropped', 'settings.unused', cell.text, { column: column.written });
  }
  const name = row.code('form_id');
  const id = name === '' ? undefined : toId(name);
  if (id !== undefined && id !== name) row.say('form_id', 'otherwise', 'name.changed', name, { id });
  const version = row.text('version');
  const revision = /^[1-9]\d{0,8}$/.test(version) ? Number(version) : 1;
  if (version !== '' && String(revision) !== version) row.say('version', 'otherwise', 'settings.version', version);
  row.carried();
  const title = row.text('form_title');
  return { revision, row, ...(id !== undefined && { id }), ...(title !== '' && { title }) };
}

/** Returns the tag of the default language. A language without a tag is no fault here, since the columns name it again. */
export function defaultLanguage(table: Table | undefined): string | undefined {
  const written = table?.rows[0]?.text('default_language') ?? '';
  return written === '' ? undefined : languageNamed(written).language;
}

/** Values and texts of a sheet of keys, by their path in the JSON file. */
export interface SettingValues {
  readonly texts: ReadonlyMap<string, LocalText>;
  readonly values: ReadonlyMap<string, string | number | boolean>;
  /** Both, in the order of the sheet. */
  readonly all: ReadonlyMap<string, unknown>;
  /** The rows that none of the keys names. */
  readonly others: readonly (readonly [key: string, row: TableRow])[];
}

function readKeys(table: Table | undefined, keys: readonly SettingKey[]): SettingValues {
  const texts = new Map<string, LocalText>();
  const values = new Map<string, string | number | boolean>();
  const all = new Map<string, unknown>();
  const others: [string, TableRow][] = [];
  for (const [key, row] of keyedRows(table)) {
    row.carried();
    const known = keys.find((one) => folded(one.key) === key || one.names?.includes(key));
    if (!known) others.push([key, row]);
    else if (known.read) {
      const written = row.text('value') || row.firstText('value').trim();
      const value = known.read(written);
      if (value === undefined) row.say('value', 'faulty', 'value.wrong', written, { key });
      else values.set(known.path, value);
    } else {
      const text = textOf(row, key);
      if (text) texts.set(known.path, text);
    }
    if (known) all.set(known.path, texts.get(known.path) ?? values.get(known.path));
  }
  return { texts, values, all, others };
}

function keyedRows(table: Table | undefined): ReadonlyMap<string, TableRow> {
  const rows = new Map<string, TableRow>();
  for (const row of table?.rows ?? []) {
    const key = folded(row.text('key'));
    const twin = rows.get(key);
    if (key === '') row.say('key', 'faulty', 'key.missing');
    else if (twin) row.say('key', 'faulty', 'key.twice', key, { row: twin.number });
    else rows.set(key, row);
  }
  return rows;
}

function textOf(row: TableRow, key: string): LocalText | undefined {
  const text = row.wholeTexts('value');
  if (!text) row.say('value', 'faulty', 'value.missing', '', { key });
  return text;
}

/** Reads the settings of the whole survey from the sheet `barometre`. */
export function readOverall(table: Table | undefined): SettingValues {
  const settings = readKeys(table, OVERALL_KEYS);
  for (const [key, row] of settings.others) row.say('key', 'faulty', 'key.unknown', key, { key });
  return settings;
}

/** Reads `notice.json` from its sheet; `undefined` without one. */
export function readNotice(table: Table | undefined): object | undefined {
  if (!table || table.rows.length === 0) return undefined;
  const { all, others } = readKeys(table, NOTICE_KEYS);
  const channels: object[] = [];
  for (const [key, row] of others) {
    const [, id] = /^(?:channel|canal)-(.+)$/.exec(key) ?? [];
    if (id !== undefined) channels.push({ id, label: textOf(row, key) });
    else row.say('key', 'faulty', 'key.unknown', row.text('key'), { key });
  }
  const { participation, retention, licence, ...plain } = partsByPath(all);
  return {
    ...plain,
    ...(participation !== undefined && { participation }),
    ...(retention !== undefined && { retention }),
    ...(channels.length > 0 && { channels }),
    ...(licence !== undefined && { licence }),
  };
}

/** Returns an object of values by their paths, of one key or two. */
function partsByPath(values: ReadonlyMap<string, unknown>) {
  const parts: Record<string, unknown> = {};
  for (const [path, value] of values) {
    const [first = '', second] = path.split('.');
    parts[first] = second === undefined ? value : { ...Object(parts[first]), [second]: value };
  }
  return parts;
}
