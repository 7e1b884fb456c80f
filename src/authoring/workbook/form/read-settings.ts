import type { LocalText } from '../../../core/survey/survey-parts.ts';
import { folded, languageNamed } from '../report/headers.ts';
import {
  cellAt,
  cellPlace,
  codeAt,
  type SheetReading,
  type Table,
  type TableRow,
  textAt,
  textsAt,
} from '../report/table.ts';
import { wholeTexts } from '../report/whole-texts.ts';
import type { Json } from './form-context.ts';
import { toId } from './names.ts';

export interface FormSettings {
  readonly id?: string;
  readonly title?: string;
  readonly revision?: number;
  readonly row?: TableRow;
}

/** Columns that say how another program shows or sends the form. */
const READ = ['form_title', 'form_id', 'version', 'default_language'];
/** As pyxform reads them too. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  title: 'form_title',
  'set-form-title': 'form_title',
  'id-string': 'form_id',
  'set-form-id': 'form_id',
};

/** Reads the one row of the sheet `settings`. */
export function readSettings(given: Table | undefined, reading: Pick<SheetReading, 'report'>): FormSettings {
  const table = given && withUsualNames(given);
  const [row, ...others] = table?.rows ?? [];
  const { report } = reading;
  for (const other of others)
    report.say(cellPlace(other, 'form_title'), 'dropped', 'settings.second', Object.values(other.cells)[0]?.text ?? '');
  if (!row || !table) return {};
  for (const { key, place, written } of table.columns) {
    const cell = row.cells[place];
    if (cell && !READ.includes(key))
      report.say({ sheet: table.sheet, row: row.number, column: place }, 'dropped', 'settings.unused', cell.text, {
        column: written,
      });
  }
  const name = codeAt(row, 'form_id', reading);
  const id = name === '' ? undefined : toId(name);
  if (id !== undefined && id !== name) report.say(cellPlace(row, 'form_id'), 'otherwise', 'name.changed', name, { id });
  const version = textAt(row, 'version');
  const revision = /^[1-9]\d{0,8}$/.test(version) ? Number(version) : 1;
  if (version !== '' && String(revision) !== version)
    report.say(cellPlace(row, 'version'), 'otherwise', 'settings.version', version);
  report.carried(table.sheet, row.number);
  const title = textAt(row, 'form_title');
  return { revision, row, ...(id !== undefined && { id }), ...(title !== '' && { title }) };
}

/** The table with the usual name of a column in place of another one, where it has no column of that name. */
function withUsualNames(table: Table): Table {
  const columns = table.columns.map((column) => {
    const usual = OTHER_NAMES[column.key];
    return usual !== undefined && !table.columns.some(({ key }) => key === usual) ? { ...column, key: usual } : column;
  });
  const named: Table = { ...table, columns, rows: [] };
  return { ...named, rows: table.rows.map((row) => ({ ...row, table: named })) };
}

/** The tag of the default language; a language without a tag is no fault here, since its columns say it again. */
export function defaultLanguage(table: Table | undefined): string | undefined {
  const [row] = table?.rows ?? [];
  const written = row ? textAt(row, 'default_language') : '';
  return written === '' ? undefined : languageNamed(written).language;
}

/** A sheet of keys and values, by key. */
export function keyedRows(
  table: Table | undefined,
  { report }: Pick<SheetReading, 'report'>,
): ReadonlyMap<string, TableRow> {
  const rows = new Map<string, TableRow>();
  for (const row of table?.rows ?? []) {
    const key = folded(textAt(row, 'key'));
    const twin = rows.get(key);
    if (key === '') report.say(cellPlace(row, 'key'), 'faulty', 'key.missing', '');
    else if (twin) report.say(cellPlace(row, 'key'), 'faulty', 'key.twice', key, { row: twin.number });
    else rows.set(key, row);
  }
  return rows;
}

/** Settings of the whole survey from the sheet `barometre`, without those of its opening. */
export interface Overall {
  readonly opening: Json;
  readonly parts: Json;
  readonly title?: LocalText;
  readonly typologyTitle?: LocalText;
  readonly compositeBelow?: number;
  readonly compositeMargin?: number;
  readonly blankRows?: string;
}

const ALIASES: Readonly<Record<string, string>> = {
  qui: 'who',
  pourquoi: 'why',
  conserve: 'kept',
  'ce-qui-est-conserve': 'kept',
  origine: 'origin',
  titre: 'title',
  strate: 'stratum',
  'titre-de-la-typologie': 'typology-title',
  partiels: 'partials',
};
const TEXT_KEYS = ['who', 'why', 'kept', 'origin', 'title', 'typology-title'];

export function readOverall(
  table: Table | undefined,
  reading: SheetReading,
  itemId: (name: string) => string,
): Overall {
  const { report } = reading;
  const opening: Json = {};
  const parts: Json = {};
  const found: { -readonly [K in keyof Overall]?: Overall[K] } = {};
  for (const [written, row] of keyedRows(table, reading)) {
    const key = ALIASES[written] ?? written;
    const value = textAt(row, 'value') || Object.values(textsAt(row, 'value', reading) ?? {})[0]?.trim() || '';
    const number = value === '' ? undefined : Number(value);
    const place = cellPlace(row, 'value');
    report.carried(row.table.sheet, row.number);
    if (TEXT_KEYS.includes(key)) {
      const texts = wholeTexts(row, 'value', reading);
      if (!texts) report.say(place, 'faulty', 'value.missing', '', { key: written });
      else if (key === 'title') found.title = texts;
      else if (key === 'typology-title') found.typologyTitle = texts;
      else opening[key] = texts;
    } else if (key === 'minutes' && number !== undefined && Number.isInteger(number)) opening.minutes = number;
    else if (key === 'partials' && /^(yes|oui|no|non|true|false)$/i.test(value))
      parts.partials = /^(yes|oui|true)$/i.test(value);
    else if (key === 'stratum' && value !== '') parts.stratum = itemId(value);
    else if (key === 'opens-on' && value !== '') parts.opensOn = cellAt(row, 'value')?.text.slice(0, 10);
    else if (key === 'closed-from' && value !== '') parts.closedFrom = cellAt(row, 'value')?.text.slice(0, 10);
    else if (key === 'composite-below' && number !== undefined && Number.isInteger(number))
      found.compositeBelow = number;
    else if (key === 'composite-margin' && number !== undefined && number >= 0 && number <= 0.5)
      found.compositeMargin = number;
    else if (key === 'blank-rows' && value === 'missing') found.blankRows = value;
    else {
      const isKnown = [
        'minutes',
        'partials',
        'stratum',
        'opens-on',
        'closed-from',
        'composite-below',
        'composite-margin',
        'blank-rows',
      ].includes(key);
      report.say(
        isKnown ? place : cellPlace(row, 'key'),
        'faulty',
        isKnown ? 'value.wrong' : 'key.unknown',
        isKnown ? value : written,
        { key: written },
      );
    }
  }
  return { opening, parts, ...found };
}

/** Where each key of the sheet `notice` goes in `notice.json`. */
const NOTICE_TEXTS: Readonly<Record<string, string>> = {
  controller: 'controller',
  contact: 'contact',
  dpo: 'dpo',
  purpose: 'purpose',
  'legal-basis': 'legalBasis',
  legalbasis: 'legalBasis',
  recipients: 'recipients',
  rights: 'rights',
  complaint: 'complaint',
  responsable: 'controller',
  finalite: 'purpose',
  'base-legale': 'legalBasis',
  destinataires: 'recipients',
  droits: 'rights',
  reclamation: 'complaint',
};

/** Reads `notice.json` out of its sheet; nothing without one. */
export function readNotice(table: Table | undefined, reading: SheetReading): Json | undefined {
  if (!table || table.rows.length === 0) return undefined;
  const { report } = reading;
  const notice: Json = {};
  const participation: Json = {};
  const retention: Json = {};
  const licence: Json = {};
  const channels: Json[] = [];
  for (const [key, row] of keyedRows(table, reading)) {
    report.carried(table.sheet, row.number);
    const place = cellPlace(row, 'value');
    const text = () => {
      const texts = wholeTexts(row, 'value', reading);
      if (!texts) report.say(place, 'faulty', 'value.missing', '', { key });
      return texts;
    };
    const plain = () => textAt(row, 'value') || Object.values(textsAt(row, 'value', reading) ?? {})[0]?.trim() || '';
    const months = () => {
      const number = Number(plain());
      if (!Number.isInteger(number) || number < 1) report.say(place, 'faulty', 'value.wrong', plain(), { key });
      return number;
    };
    const textKey = NOTICE_TEXTS[key];
    const [, channel] = /^(?:channel|canal)-(.+)$/.exec(key) ?? [];
    if (textKey) notice[textKey] = text();
    else if (channel !== undefined) channels.push({ id: channel, label: text() });
    else if (key === 'mandatory') participation.mandatory = /^(yes|oui|true)$/i.test(plain());
    else if (key === 'consequence') participation.consequence = text();
    else if (key === 'retention-answers') retention.answers = months();
    else if (key === 'retention-contacts') retention.contacts = months();
    else if (key === 'licence-name') licence.name = plain();
    else if (key === 'licence-title') licence.title = text();
    else if (key === 'licence-url') licence.url = plain();
    else report.say(cellPlace(row, 'key'), 'faulty', 'key.unknown', textAt(row, 'key'), { key });
  }
  return {
    ...notice,
    ...(Object.keys(participation).length > 0 && { participation }),
    ...(Object.keys(retention).length > 0 && { retention }),
    ...(channels.length > 0 && { channels }),
    ...(Object.keys(licence).length > 0 && { licence }),
  };
}
