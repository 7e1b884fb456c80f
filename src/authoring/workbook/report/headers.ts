import { withoutAccents } from '../../../core/without-accents.ts';
import NAMES from './names.json' with { type: 'json' };

/* Names of sheets and columns. French ones are read; what is written has those of XLSForm, and ours behind `barometre--`. */

const SHEETS = byName(NAMES.sheets);
export type SheetName = keyof typeof NAMES.sheets;

/** Explanatory sheets: they are neither read nor reported. */
const EXPLAINING = /^(lisez-moi|read-?me|lists|listes|mode-d-emploi)$/;

export function sheetNamed(name: string): SheetName | 'explaining' | undefined {
  const plain = folded(name);
  return EXPLAINING.test(plain) ? 'explaining' : SHEETS.get(plain);
}

const COLUMNS = byName(NAMES.columns);

export interface ColumnHead {
  readonly key: string;
  /** A BCP 47 tag; absent for a column of no language. */
  readonly language?: string;
  /** The text in the place of a language, where it is not one. */
  readonly unknownLanguage?: string;
}

/** Reads a head as `label::Français (fr)`; our columns lose their `barometre--`. */
export function columnHead(written: string): ColumnHead {
  const text = written.trim();
  const [head = '', ...rest] = text.split(/\s*::\s*/);
  const single = rest.length === 0 ? /^(label|hint|libellé|aide)\s*:\s*(.+)$/i.exec(text) : null;
  const name = single ? (single[1] ?? '') : head;
  const last = single ? single[2] : rest.at(-1);
  const middle = single ? [] : rest.slice(0, -1);
  if (/^(bind|body|instance|media|control)$/i.test(name) && rest.length > 0) {
    const key = [name.toLowerCase(), rest[0]?.toLowerCase()].join('::');
    return rest.length > 1 ? { key, ...languageNamed(last ?? '') } : { key };
  }
  const ours = /^barom[eè]tre--/i.test(name);
  const plain = folded(name.replace(/^barom[eè]tre--/i, ''));
  const key = COLUMNS.get(plain) ?? plain;
  const prefixed = ours ? `our-${key}` : key;
  const full = [prefixed, ...middle.map((one) => folded(one))].join('::');
  return last === undefined ? { key: full } : { key: full, ...languageNamed(last) };
}

/** Languages that authors name without a tag: in French, in English, and in the language itself. */
const NAMED = 'fr en es de it pt nl ar sw hi zh ru uk so am bn id vi';
const NAMED_LANGUAGES: ReadonlyMap<string, string> = new Map(
  NAMED.split(' ').flatMap((tag) =>
    ['fr', 'en', tag].map((spoken) => {
      const name = new Intl.DisplayNames([spoken], { type: 'language' }).of(tag) ?? tag;
      return [folded(name) || tag, tag] as const;
    }),
  ),
);

export function languageNamed(written: string): Pick<ColumnHead, 'language' | 'unknownLanguage'> {
  const [, tag] = /\(([^()]+)\)\s*$/.exec(written) ?? [];
  const candidate = (tag ?? written).trim();
  const known = NAMED_LANGUAGES.get(folded(candidate));
  if (known !== undefined) return { language: known };
  if (/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*$/.test(candidate)) {
    try {
      const [canonical] = Intl.getCanonicalLocales(candidate.replaceAll('_', '-'));
      if (canonical !== undefined) return { language: canonical };
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return { unknownLanguage: written.trim() };
}

/** Without accents and signs, in lower case: `Libellé ` → `libelle`. */
export function folded(text: string): string {
  return withoutAccents(text)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
}

/** Maps each of some names, and each of its other names, to the name. */
export function byName<K extends string>(names: Readonly<Record<K, readonly string[]>>): ReadonlyMap<string, K> {
  const known = new Map<string, K>();
  for (const name in names) for (const one of [name, ...names[name]]) known.set(one, name);
  return known;
}
